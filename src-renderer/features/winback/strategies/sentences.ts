import { ENGINE_VERSIONS } from '../../../../shared/contract/version.ts'
import type {
  StrategiesResult,
  StrategyNote,
  StrategyPair,
  StrategyResult,
} from '../../../../shared/contract/winbackResult.ts'
import type { PlainKey } from '../../../app/screen.ts'
import type { MessageKey } from '../../../locale/catalogue.ts'
import { finding, type FindingText } from '../../../ui/Finding.tsx'
import type { Format } from '../../../ui/format.ts'
import type { StripNumber } from '../../../ui/NumberStrip.tsx'
import { sourced, type Sourced } from '../../../ui/provenance.ts'
import { minor, type Telling } from '../words.ts'
import { advantageOf, beats, DRAWS, SEED, type Worlds } from './measures.ts'

const NAMES: Readonly<Record<string, PlainKey>> = {
  'broad-net': 'whatif.broadNet',
  predictive: 'whatif.predictive',
}

export const strategyName = (name: string, { t }: Pick<Telling, 't'>): string => {
  const key = NAMES[name]
  return key === undefined ? name : t(key)
}

/** 110.00, 140.625: two decimals, a third where it says something. */
export function exact(value: number | null, format: Format): string {
  if (value === null || !Number.isFinite(value)) return '—'
  const isLong = Math.abs(Math.round(value * 1000) - Math.round(value * 100) * 10) > 0
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: isLong ? 3 : 2,
    maximumFractionDigits: isLong ? 3 : 2,
  })
  return `${value < 0 ? '\u2212' : ''}${format.currencySign}${text}`
}

/** 0.940–1.064: percent with three decimals, for intervals of rare events. */
export const rateRange = (low: number, high: number): string =>
  low < 0 ? `${percent3(low)} – ${percent3(high)}%` : `${percent3(low)}–${percent3(high)}%`
const percent3 = (share: number) => (100 * share).toFixed(3).replace('-', '\u2212')

function source(text: string, name: string, formula: PlainKey, { t }: Telling, isDrawn = false): Sourced {
  return sourced(text, {
    title: `${name} ${text}`,
    formula: t(formula),
    inputs: t('whatif.strategyInputs'),
    engine: `winback ${ENGINE_VERSIONS.winback}`,
    ...(isDrawn && { interval: t('whatif.provInterval', { draws: String(DRAWS), seed: String(SEED) }) }),
  })
}

export const pairOf = ({ pairs }: StrategiesResult, [a, b]: readonly [string, string]): StrategyPair | null =>
  pairs.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a)) ?? null

export function strategiesFinding(
  result: StrategiesResult,
  pair: StrategyPair | null,
  worlds: Worlds,
  telling: Telling,
): FindingText {
  const { t, format } = telling
  const only = result.strategies[0]
  if (pair === null) {
    return finding('whatif.findingOne', {
      name: strategyName(only?.name ?? '', telling),
      cost: source(
        exact(only?.costPerReturn ?? null, format),
        t('whatif.perReturn'),
        'whatif.formulaPerReturn',
        telling,
      ),
    })
  }
  const share = beats(worlds, pair) ?? 0.5
  const [winner, loser, won] = share >= 0.5 ? [pair.a, pair.b, share] : [pair.b, pair.a, 1 - share]
  const values = {
    winner: strategyName(winner, telling),
    loser: strategyName(loser, telling),
    value: format.unitCost(minor(worlds.value)),
    share: source(format.probability(won), t('whatif.beats'), 'whatif.formulaBeats', telling, true),
  }
  const tie = pair.tieValuePerReturn
  if (tie === null || tie <= 0) return finding('whatif.findingBeats', values)
  return finding('whatif.findingTie', {
    ...values,
    tie: source(exact(tie, format), t('whatif.tie'), 'whatif.formulaTie', telling),
  })
}

export function strategiesStrip(
  result: StrategiesResult,
  pair: StrategyPair,
  worlds: Worlds,
  telling: Telling,
): StripNumber[] {
  const { t, format } = telling
  const [a, b] = [find(result, pair.a), find(result, pair.b)]
  const name = (one: StrategyResult | null) => strategyName(one?.name ?? '', telling)
  const both = `${name(a)} · ${name(b)}`
  const { difference } = pair
  const span = Math.max(Math.abs(difference.low), Math.abs(difference.high), 1e-9)
  const pp = (share: number) => format.points(share)
  return [
    {
      label: t('whatif.beatsLabel', { a: name(a), b: name(b) }),
      value: source(
        format.probability(beats(worlds, pair)),
        t('whatif.beats'),
        'whatif.formulaBeats',
        telling,
        true,
      ),
      note: t('whatif.atValue', { value: format.unitCost(minor(worlds.value)) }),
    },
    {
      label: t('whatif.difference'),
      value: source(pp(difference.value), t('whatif.difference'), 'whatif.formulaDifference', telling),
      interval: rateRange(difference.low, difference.high),
      bar: { min: -span, max: span, low: difference.low, high: difference.high, median: difference.value },
      note: t('whatif.noAbTest'),
    },
    {
      label: t('whatif.tie'),
      value: source(exact(pair.tieValuePerReturn, format), t('whatif.tie'), 'whatif.formulaTie', telling),
      note: t('whatif.tieNote'),
    },
    {
      label: t('whatif.perReturn'),
      value: source(
        `${exact(a?.costPerReturn ?? null, format)} · ${exact(b?.costPerReturn ?? null, format)}`,
        t('whatif.perReturn'),
        'whatif.formulaPerReturn',
        telling,
      ),
      note: both,
    },
    {
      label: t('whatif.perContact'),
      value: source(
        `${exact(a?.costPerContact ?? null, format)} · ${exact(b?.costPerContact ?? null, format)}`,
        t('whatif.perContact'),
        'whatif.formulaPerContact',
        telling,
      ),
      note: both,
    },
  ]
}

const find = (result: StrategiesResult, name: string): StrategyResult | null =>
  result.strategies.find((one) => one.name === name) ?? null

const NOTE_KEYS = {
  tie: 'strategyNote.tie',
  dominates: 'strategyNote.dominates',
  'no-ab-test': 'strategyNote.no-ab-test',
  'organic-not-counted': 'strategyNote.organic-not-counted',
  'roi-other-values': 'strategyNote.roi-other-values',
} as const satisfies Record<StrategyNote['code'], MessageKey>

/** What must be said beside a pair, in words. */
export function noteTexts(result: StrategiesResult, pair: StrategyPair, telling: Telling): string[] {
  const { t, format } = telling
  const name = (one: string) => strategyName(one, telling)
  return pair.notes.map((note) => {
    switch (note.code) {
      case 'roi-other-values':
        return (
          valuesText(find(result, pair.a), find(result, pair.b), telling) ??
          t(NOTE_KEYS[note.code], { a: exact(note.a, format), b: exact(note.b, format) })
        )
      case 'tie':
        return t(NOTE_KEYS[note.code], {
          value: exact(note.value, format),
          below: name(note.below),
          above: name(note.above),
        })
      case 'dominates':
        return t(NOTE_KEYS[note.code], { better: name(note.better) })
      case 'no-ab-test':
        return t(NOTE_KEYS[note.code], {
          reachedA: format.countFull(note.reachedA),
          reachedB: format.countFull(note.reachedB),
        })
      case 'organic-not-counted':
        return t(NOTE_KEYS[note.code], {
          organic: format.share(note.organic),
          name: name(note.name),
          from: exact(note.from, format),
          to: exact(note.to, format),
        })
    }
  })
}

/** What the better one's system and people may cost before the other one wins. */
export function systemTexts(pair: StrategyPair, worlds: Worlds, telling: Telling): string[] {
  const { t, format } = telling
  const advantage = advantageOf(worlds, pair)
  if (advantage === null) return []
  const money = (units: number | null | undefined) => format.moneyFull(minor(units ?? 0))
  const { p10, p50, p90 } = advantage.gain
  return [
    t('whatif.systemCost', {
      better: strategyName(advantage.better, telling),
      other: strategyName(advantage.other, telling),
      gain: money(p50),
      range: format.range(p10, p90, money),
    }),
  ]
}

/** The two ROIs imply different values per return; what the second ROI would be at the first one's value. */
function valuesText(a: StrategyResult | null, b: StrategyResult | null, telling: Telling): string | null {
  const { t, format } = telling
  const [va, vb] = [a?.impliedValuePerReturn, b?.impliedValuePerReturn]
  if (!a || !b || !va || !vb || va.net === null || vb.net === null || va.gross === null || vb.gross === null)
    return null
  if (b.cost <= 0) return null
  const roi = (vb.gross * b.returned) / b.cost
  return t('whatif.roiValues', {
    netA: exact(va.net, format),
    netB: exact(vb.net, format),
    grossA: exact(va.gross, format),
    grossB: exact(vb.gross, format),
    name: strategyName(a.name, telling),
    roi: format.share(roi),
    asNet: format.share((va.net * b.returned) / b.cost - 1),
    asGross: format.share((va.gross * b.returned) / b.cost),
  })
}
