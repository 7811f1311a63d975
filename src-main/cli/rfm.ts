import { isAbsolute, resolve } from 'node:path'
import { dayFromIso, isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import { rfmSchemeSchema, type RfmParams, type RfmSummary } from '../../shared/contract/rfm.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { readJsonFile } from './jsonFile.ts'
import { readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE =
  'huiliu rfm <project> --as-of YYYY-MM-DD [--window-days N] [--scheme quintile|tercile|mean8|FILE.json] [--json] [--out FILE.csv]'

const SCHEMES: Readonly<Record<string, 'mean8' | 'median8' | 'segments11' | 'tercile'>> = {
  mean8: 'mean8',
  median8: 'median8',
  quintile: 'segments11',
  segments11: 'segments11',
  tercile: 'tercile',
}

/** `huiliu rfm`: scores everybody at a day. */
export async function rfmCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['as-of', 'window-days', 'scheme', 'out'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const windowText = given.text('window-days')
  const params: RfmParams = {
    asOfDay: dayOf(given.text('as-of')),
    windowDays: windowText === undefined ? null : wholeNumber('window-days', windowText, 1),
    frequency: 'orders',
    scheme: schemeOf(given.text('scheme') ?? 'mean8'),
    compareDays: 0,
  }
  const out = given.text('out')
  const { summary, rowsWritten, currency } = await withSession(async (session) => {
    const opened = await session.openProject(projectPath(named))
    const { runId, summary } = await session.call('rfm.run', params, { signal: session.signal })
    const written =
      out === undefined
        ? null
        : await session.call(
            'rfm.export',
            {
              runId,
              filter: {},
              language,
              target: session.targetToken(isAbsolute(out) ? out : resolve(out)),
            },
            { signal: session.signal },
          )
    return { summary, rowsWritten: written?.rows ?? null, currency: opened.currency }
  })
  process.stdout.write(
    given.flag('json')
      ? `${JSON.stringify(rfmJson(summary, language, rowsWritten))}\n`
      : `${describe(summary, language, currency)}\n`,
  )
}

function dayOf(text: string | undefined): number {
  const day = text === undefined ? null : dayFromIso(text)
  if (day === null) throw new AppError('usage', { message: `--as-of takes a date, YYYY-MM-DD; ${USAGE}` })
  return day
}

function schemeOf(name: string): RfmParams['scheme'] {
  const builtIn = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined
  if (builtIn !== undefined) return builtIn
  if (!name.toLowerCase().endsWith('.json')) {
    throw new AppError('usage', {
      message: `--scheme takes quintile, tercile, mean8 or a .json file, not "${name}"`,
    })
  }
  return readJsonFile(name, rfmSchemeSchema, 'scheme-invalid')
}

/** Days as dates and money in units. The names of the 8-type grid are Chinese in every language. */
export function rfmJson(
  summary: RfmSummary,
  language: TerminalLanguage,
  rowsWritten: number | null,
): Record<string, unknown> {
  const { params, cuts } = summary
  const isEightTypes = params.scheme === 'mean8' || params.scheme === 'median8'
  return {
    asOf: isoFromDay(params.asOfDay),
    windowDays: params.windowDays,
    scheme: typeof params.scheme === 'string' ? params.scheme : params.scheme.key,
    engineVersion: summary.engineVersion,
    customers: summary.nMembers,
    others: summary.nOthers,
    orders: summary.nOrders,
    revenue: summary.revenueMinor / MINOR_PER_UNIT,
    revenueAll: summary.revenueAllMinor / MINOR_PER_UNIT,
    cuts: { r: cuts.r, f: cuts.f, m: cuts.m.map((minor) => minor / MINOR_PER_UNIT) },
    segments: summary.segments.map((segment) => ({
      key: segment.key,
      name: isEightTypes || language === 'zh-CN' ? segment.nameZh : segment.nameEn,
      customers: segment.customers,
      orders: segment.orders,
      revenue: segment.revenueMinor / MINOR_PER_UNIT,
    })),
    elapsedMs: summary.elapsedMs,
    ...(rowsWritten === null ? {} : { rowsWritten }),
  }
}

function describe(summary: RfmSummary, language: TerminalLanguage, currency: string): string {
  const isChinese = language === 'zh-CN'
  const asOf = isoFromDay(summary.params.asOfDay)
  const head = isChinese
    ? `截至 ${asOf}：客户 ${grouped(summary.nMembers)} 位，另有 ${grouped(summary.nOthers)} 位没有订单；净消费 ${grouped(summary.revenueMinor / MINOR_PER_UNIT)} ${currency}`
    : `As of ${asOf}: ${grouped(summary.nMembers)} customers, ${grouped(summary.nOthers)} others without an order; net spend ${grouped(summary.revenueMinor / MINOR_PER_UNIT)} ${currency}`
  const columns = isChinese
    ? ['类型', '客户', '订单', `净消费 ${currency}`]
    : ['segment', 'customers', 'orders', `net spend ${currency}`]
  const rows = summary.segments.map(({ nameZh, nameEn, customers, orders, revenueMinor }) => [
    isChinese ? nameZh : nameEn,
    grouped(customers),
    grouped(orders),
    grouped(revenueMinor / MINOR_PER_UNIT),
  ])
  return `${head}\n${alignedTable([columns, ...rows], [1, 2, 3])}`
}
