import { resolve } from 'node:path'
import { dayFromIso, isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import {
  DEFAULT_CORE_DEFINITION,
  NORTH_STAR_LISTS,
  type CoreDefinition,
  type NorthStarBoard,
  type NorthStarMonth,
  type NorthStarParams,
  type NorthStarShare,
} from '../../shared/contract/northstar.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { oneOf, readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE =
  'huiliu northstar <project> [--as-of D] [--window-months N] [--frequency mean|median|none|N] [--spend mean|median|none|AMOUNT] [--spend-of gross|net] [--json] [--list core|entered|left --month YYYY-MM --out FILE.csv]'
const MAX_MONTHS = 36

/** `huiliu northstar`: the share of core customers who bought, month by month. */
export async function northstarCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, [
    'as-of',
    'window-months',
    'frequency',
    'spend',
    'spend-of',
    'list',
    'month',
    'out',
  ])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const params = paramsOf((name) => given.text(name))
  const out = given.text('out')
  const list = oneOf('list', given.text('list') ?? 'core', NORTH_STAR_LISTS)
  const month = given.text('month')
  const monthDay = month === undefined ? null : dayFromIso(`${month}-01`)
  if (month !== undefined && monthDay === null) {
    throw new AppError('usage', { message: `--month takes a month, YYYY-MM; ${USAGE}` })
  }
  if (out === undefined && (month !== undefined || given.text('list') !== undefined)) {
    throw new AppError('usage', { message: `--list and --month say what --out writes; ${USAGE}` })
  }
  const { board, rows } = await withSession(async (session) => {
    await session.openProject(projectPath(named))
    const board = await session.call('northstar.board', params)
    if (out === undefined) return { board, rows: null }
    const last = board.months.findLast(({ isFinished, core }) => isFinished && core > 0)
    const asked = {
      ...params,
      list,
      monthDay: monthDay ?? last?.monthDay ?? board.asOfDay,
      didBuy: null,
      search: '',
      language,
      target: session.targetToken(resolve(out)),
    }
    const written = await session.call('northstar.export', asked, { signal: session.signal })
    return { board, rows: written.rows }
  })
  const json = { ...northstarJson(board), ...(rows === null ? {} : { rowsWritten: rows }) }
  process.stdout.write(given.flag('json') ? `${JSON.stringify(json)}\n` : `${describe(board, language)}\n`)
}

function paramsOf(text: (name: string) => string | undefined): NorthStarParams {
  const asOf = text('as-of')
  const asOfDay = asOf === undefined ? null : dayFromIso(asOf)
  if (asOf !== undefined && asOfDay === null) {
    throw new AppError('usage', { message: `--as-of takes a date, YYYY-MM-DD; ${USAGE}` })
  }
  const limit = (name: string, scale: number): CoreDefinition['frequency'] => {
    const word = text(name) ?? 'mean'
    if (word === 'mean' || word === 'median') return word
    if (word === 'none') return null
    const value = Number(word)
    if (word.trim() !== '' && value >= 0 && Number.isFinite(value)) return Math.round(value * scale)
    throw new AppError('usage', { message: `--${name} takes mean, median, none or a number, not "${word}"` })
  }
  const months = text('window-months')
  const windowMonths =
    months === undefined ? DEFAULT_CORE_DEFINITION.windowMonths : wholeNumber('window-months', months, 1)
  if (windowMonths > MAX_MONTHS) {
    throw new AppError('usage', {
      message: `--window-months takes at most ${MAX_MONTHS}, not "${windowMonths}"`,
    })
  }
  return {
    asOfDay,
    definition: {
      windowMonths,
      frequency: limit('frequency', 1),
      spendMinor: limit('spend', MINOR_PER_UNIT),
      spendOf: oneOf('spend-of', text('spend-of') ?? 'gross', ['gross', 'net'] as const),
    },
  }
}

/** Shares unrounded with their 95% intervals, months as yyyy-MM, money in units. */
function northstarJson({
  asOfDay,
  params,
  engineVersion,
  months,
  recalls,
}: NorthStarBoard): Record<string, unknown> {
  const { spendMinor, ...definition } = params.definition
  const units = (minor: number | null): number | null => (minor === null ? null : minor / MINOR_PER_UNIT)
  const interval = (share: NorthStarShare): readonly number[] | null =>
    share === null ? null : [share.low, share.high]
  return {
    asOf: isoFromDay(asOfDay),
    engineVersion,
    definition: { ...definition, spend: typeof spendMinor === 'number' ? units(spendMinor) : spendMinor },
    months: months.map((month) => ({
      month: monthText(month),
      finished: month.isFinished,
      windowComplete: month.isWindowComplete,
      windowBuyers: month.windowBuyers,
      frequencyLimit: month.frequencyLimit,
      spendLimit: units(month.spendLimitMinor),
      core: month.core,
      coreActive: month.coreActive,
      northStar: month.northStar?.value ?? null,
      northStarInterval: interval(month.northStar),
      entered: month.entered,
      left: month.left,
      buyers: month.buyers,
      orders: month.orders,
      revenue: units(month.revenueMinor),
      coreRevenue: units(month.coreRevenueMinor),
      repeatBuyers: month.repeatBuyers,
      repurchaseRate: month.repurchaseRate?.value ?? null,
      repurchaseInterval: interval(month.repurchaseRate),
      buyersBefore: month.buyersBefore,
      returned: month.returned,
      returnRate: month.returnRate?.value ?? null,
      returnInterval: interval(month.returnRate),
      couponOrders: month.couponOrders,
      couponSpend: units(month.couponMinor),
      windowRepeat: month.windowRepeat,
      windowCouponOnly: month.windowCouponOnly,
    })),
    recalls: recalls.map(({ monthDay, ...recall }) => ({
      month: isoFromDay(monthDay).slice(0, 7),
      ...recall,
    })),
  }
}

function describe({ months, asOfDay }: NorthStarBoard, language: TerminalLanguage): string {
  const isChinese = language === 'zh-CN'
  const columns = isChinese
    ? ['月份', '核心客户', '当月购买', '北极星', '95% 区间', '新进', '退出', '买家', '复购率', '回购率', '']
    : [
        'month',
        'core',
        'bought',
        'North Star',
        '95% interval',
        'entered',
        'left',
        'buyers',
        'repurchase',
        'return',
        '',
      ]
  const rows = months.map((month) => [
    monthText(month),
    grouped(month.core),
    grouped(month.coreActive),
    percent(month.northStar),
    month.northStar === null
      ? '—'
      : `${(100 * month.northStar.low).toFixed(1)}–${(100 * month.northStar.high).toFixed(1)}`,
    grouped(month.entered),
    grouped(month.left),
    grouped(month.buyers),
    percent(month.repurchaseRate),
    percent(month.returnRate),
    noteOf(month, isChinese),
  ])
  const head = isChinese
    ? `截至 ${isoFromDay(asOfDay)}：北极星 = 月初核心客户当月购买的比例；复购率 = 当月买两单以上的买家；回购率 = 上月买家本月再买`
    : `As of ${isoFromDay(asOfDay)}: North Star = share of the core fixed at the month's start who bought in it; repurchase = buyers with two orders or more; return = last month's buyers who bought again`
  return `${head}\n${alignedTable([columns, ...rows], [1, 2, 3, 4, 5, 6, 7, 8, 9])}`
}

function noteOf({ isFinished, isWindowComplete }: NorthStarMonth, isChinese: boolean): string {
  const notes: string[] = []
  if (!isFinished) notes.push(isChinese ? '本月未完' : 'unfinished')
  if (!isWindowComplete) notes.push(isChinese ? '历史不足' : 'short history')
  return notes.join(isChinese ? '，' : ', ')
}

function monthText({ monthDay }: NorthStarMonth): string {
  return isoFromDay(monthDay).slice(0, 7)
}

function percent(share: NorthStarShare): string {
  return share === null ? '—' : `${(100 * share.value).toFixed(1)}%`
}
