import type { LifetimeModel, LifetimeSummary, LifetimeWarning } from '../../shared/contract/lifetime.ts'
import * as en from './en/lifetimeCodes.ts'
import type { Language } from './language.ts'
import { fill } from './template.ts'
import * as zh from './zh/lifetimeCodes.ts'

const of = (language: Language) => (language === 'en' ? en : zh)

/** Names of the models as the literature writes them. */
export const MODEL_NAMES: Readonly<Record<LifetimeModel, string>> = {
  bgnbd: 'BG/NBD',
  mbgnbd: 'MBG/NBD',
  paretonbd: 'Pareto/NBD',
}

const SHARES = new Set(['share', 'deviation', 'noise'])

/** A warning as a sentence. */
export function warningText({ code, values }: LifetimeWarning, language: Language): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueText(name, value)]),
  )
  return fill(of(language).warnings[code], shown)
}

function valueText(name: string, value: number | string): string {
  if (typeof value === 'string') return value
  if (SHARES.has(name)) return `${(100 * value).toFixed(0)}%`
  if (Number.isInteger(value)) return value.toLocaleString('en-US')
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(3)
}

/** Why this model, in two sentences: how it was chosen, and what it is worth. */
export function choiceText(
  { choice, holdout }: Pick<LifetimeSummary, 'choice' | 'holdout'>,
  language: Language,
): [string, string] {
  const words = of(language).choices
  const how = {
    'asked-for': words.askedFor,
    'holdout-likelihood': words.holdoutLikelihood,
    'history-likelihood': words.historyLikelihood,
    'only-converged': words.onlyConverged,
  }[choice.reason]
  const first = fill(how, { model: MODEL_NAMES[choice.model], behind: behindText(choice, language) })
  const score = holdout?.models[choice.model]
  if (holdout === null || score === undefined) return [first, words.untested]
  return [
    first,
    fill(words.tested, {
      days: String(holdout.horizonDays),
      expected: Math.round(score.expectedPurchases).toLocaleString('en-US'),
      actual: holdout.purchases.toLocaleString('en-US'),
      miss: score.meanAbsoluteError.toFixed(3),
      baseline: holdout.baseline.meanAbsoluteError.toFixed(3),
    }),
  ]
}

/** How far ahead of the next model; likelihoods that differ by less than 2 do not tell models apart. */
function behindText({ runnerUp, lead }: LifetimeSummary['choice'], language: Language): string {
  if (runnerUp === null || lead === null) return ''
  const { behind, behindLittle } = of(language).choices
  const other = MODEL_NAMES[runnerUp]
  return lead < 2 ? fill(behindLittle, { other }) : fill(behind, { other, lead: lead.toFixed(1) })
}
