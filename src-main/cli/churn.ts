import { resolve } from 'node:path'
import type { ChurnProgress } from '../../shared/contract/api.ts'
import { dayFromIso } from '../../shared/contract/calendar.ts'
import { CHURN_MODELS, CHURN_SEED, type ChurnParams } from '../../shared/contract/churn.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { churnJson, describeChurn } from './churnText.ts'
import { oneOf, readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'

const USAGE =
  'huiliu churn <project> [--as-of D] [--horizon-days N] [--model auto|logistic|boosted] [--label COLUMN] [--alive orders,EVENT,...] [--seed S] [--json] [--out FILE.csv]'

/** `huiliu churn`: trains, judges on days that the model has not seen, scores everybody. */
export async function churnCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['as-of', 'horizon-days', 'model', 'label', 'alive', 'seed', 'out'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const out = given.text('out')
  const isJson = given.flag('json')
  const answer = await withSession(async (session) => {
    const project = await session.openProject(projectPath(named))
    const params = paramsOf((name) => given.text(name), project)
    const summary = await session.call('churn.train', params, {
      signal: session.signal,
      ...(isJson || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
    })
    const written =
      out === undefined
        ? null
        : await session.call(
            'churn.export',
            { runId: summary.runId, filter: {}, language, target: session.targetToken(resolve(out)) },
            { signal: session.signal },
          )
    return { summary, currency: project.currency, rowsWritten: written?.rows ?? null }
  })
  process.stdout.write(
    isJson
      ? `${JSON.stringify(churnJson(answer.summary, answer.rowsWritten))}\n`
      : `${describeChurn(answer.summary, language, answer.currency)}\n`,
  )
}

function showProgress({ step, done, total }: ChurnProgress): void {
  process.stderr.write(`\r${step} ${Math.floor((100 * done) / Math.max(1, total))}%   `)
}

function paramsOf(
  text: (name: string) => string | undefined,
  { lastDay, nPurchases }: ProjectSummary,
): ChurnParams {
  const model = oneOf('model', text('model') ?? 'auto', CHURN_MODELS)
  const seedText = text('seed')
  const seed = seedText === undefined ? CHURN_SEED : wholeNumber('seed', seedText, 0)
  const label = text('label')
  if (label !== undefined) return { source: { kind: 'label', attribute: label, positive: null }, model, seed }
  const asOfText = text('as-of')
  const asOfDay = asOfText === undefined ? lastDay : dayFromIso(asOfText)
  if (asOfText !== undefined && asOfDay === null) {
    throw new AppError('usage', { message: `--as-of takes a date, YYYY-MM-DD; ${USAGE}` })
  }
  if (asOfDay === null) throw new AppError('no-data')
  const horizonText = text('horizon-days')
  const alive = (text('alive') ?? (nPurchases > 0 ? 'orders' : 'any')).split(',').map((word) => word.trim())
  return {
    source: {
      kind: 'history',
      asOfDay,
      horizonDays: horizonText === undefined ? null : wholeNumber('horizon-days', horizonText, 1),
      testDay: null,
      alive: { purchases: alive.includes('orders'), events: alive.filter((word) => word !== 'orders') },
    },
    model,
    seed,
  }
}
