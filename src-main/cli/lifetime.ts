import { resolve } from 'node:path'
import { dayFromIso } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import {
  DEFAULT_LIFETIME_ECONOMICS,
  LIFETIME_MODELS,
  type LifetimeParams,
} from '../../shared/contract/lifetime.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { describeLifetime } from './lifetimeText.ts'
import { lifetimeJson } from './lifetimeJson.ts'
import { oneOf, readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'

const USAGE =
  'huiliu lifetime <project> [--model auto|bgnbd|mbgnbd|paretonbd] [--calibration-end D] [--as-of D] [--unit day|week] [--horizon-days N] [--value-days N] [--margin R] [--discount R] [--zero-spend count|leave-out] [--json] [--out FILE.csv]'
const DEFAULT_HORIZON_DAYS = 90

/** `huiliu lifetime`: fits, judges on what came after, chooses, predicts. */
export async function lifetimeCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, [
    'model',
    'calibration-end',
    'as-of',
    'unit',
    'horizon-days',
    'value-days',
    'margin',
    'discount',
    'zero-spend',
    'out',
  ])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const params = paramsOf((name) => given.text(name))
  const out = given.text('out')
  const answer = await withSession(async (session) => {
    const project = await session.openProject(projectPath(named))
    const { runId, summary } = await session.call('lifetime.run', params, { signal: session.signal })
    const written =
      out === undefined
        ? null
        : await session.call(
            'lifetime.export',
            { runId, filter: {}, language, target: session.targetToken(resolve(out)) },
            { signal: session.signal },
          )
    return { summary, currency: project.currency, rowsWritten: written?.rows ?? null }
  })
  process.stdout.write(
    given.flag('json')
      ? `${JSON.stringify(lifetimeJson(answer.summary, language, answer.rowsWritten))}\n`
      : `${describeLifetime(answer.summary, language, answer.currency)}\n`,
  )
}

/** With a calibration end, everything is told as on that day; without one, the chosen model is fitted to all history. */
function paramsOf(text: (name: string) => string | undefined): LifetimeParams {
  const day = (name: string): number | null => {
    const given = text(name)
    if (given === undefined) return null
    const found = dayFromIso(given)
    if (found === null)
      throw new AppError('usage', { message: `--${name} takes a date, YYYY-MM-DD; ${USAGE}` })
    return found
  }
  const days = (name: string, fallback: number): number => {
    const given = text(name)
    if (given === undefined) return fallback
    const found = wholeNumber(name, given, 1)
    if (found <= 3_650) return found
    throw new AppError('usage', { message: `--${name} takes at most 3650 days, not "${given}"` })
  }
  const rate = (name: string, fallback: number, most: number): number => {
    const given = text(name)
    if (given === undefined) return fallback
    const found = Number(given)
    if (given.trim() !== '' && found >= 0 && found <= most) return found
    throw new AppError('usage', { message: `--${name} takes a number from 0 to ${most}, not "${given}"` })
  }
  const calibrationEndDay = day('calibration-end')
  const economics = DEFAULT_LIFETIME_ECONOMICS
  return {
    asOfDay: day('as-of'),
    calibrationEndDay,
    predictAt: calibrationEndDay === null ? 'as-of' : 'calibration-end',
    unit: oneOf('unit', text('unit') ?? 'week', ['day', 'week'] as const),
    model: oneOf('model', text('model') ?? 'auto', ['auto', ...LIFETIME_MODELS] as const),
    horizonDays: days('horizon-days', DEFAULT_HORIZON_DAYS),
    economics: {
      horizonDays: days('value-days', economics.horizonDays),
      annualDiscountRate: rate('discount', economics.annualDiscountRate, 10),
      marginRate: rate('margin', economics.marginRate, 1),
    },
    zeroSpend: oneOf('zero-spend', text('zero-spend') ?? 'count', ['count', 'leave-out'] as const),
    acquiredFromDay: null,
  }
}
