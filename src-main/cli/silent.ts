import { resolve } from 'node:path'
import { dayFromIso, isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import {
  DEFAULT_POTENTIAL_RULE,
  DEFAULT_SILENT_MARGIN,
  POTENTIALS,
  RECOVERY_STAGES,
  type RecallArm,
  type SilentParams,
  type SilentSummary,
  type SilentTier,
} from '../../shared/contract/silent.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { oneOf, readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE =
  'huiliu silent <project> [--as-of D] [--days S] [--margin R] [--potential high|medium|low] [--json] [--out FILE.csv]'

/** `huiliu silent`: who went silent, what they were worth, what would pay to do. */
export async function silentCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['as-of', 'days', 'margin', 'potential', 'out'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const params = paramsOf((name) => given.text(name))
  const wanted = given.text('potential')
  const out = given.text('out')
  if (wanted !== undefined && out === undefined) {
    throw new AppError('usage', { message: `--potential says what --out writes; ${USAGE}` })
  }
  const filter = wanted === undefined ? {} : { potential: oneOf('potential', wanted, POTENTIALS) }
  const { summary, rows } = await withSession(async (session) => {
    await session.openProject(projectPath(named))
    const { runId, summary } = await session.call('silent.run', params, { signal: session.signal })
    if (out === undefined) return { summary, rows: null }
    const target = session.targetToken(resolve(out))
    const written = await session.call('silent.export', { runId, filter, language, target })
    return { summary, rows: written.rows }
  })
  process.stdout.write(
    given.flag('json')
      ? `${JSON.stringify({ ...silentJson(summary), ...(rows === null ? {} : { rowsWritten: rows }) })}\n`
      : `${describe(summary, language)}\n`,
  )
}

function paramsOf(text: (name: string) => string | undefined): SilentParams {
  const asOf = text('as-of')
  const asOfDay = asOf === undefined ? null : dayFromIso(asOf)
  if (asOf !== undefined && asOfDay === null) {
    throw new AppError('usage', { message: `--as-of takes a date, YYYY-MM-DD; ${USAGE}` })
  }
  const days = text('days')
  const silenceDays = days === undefined ? null : wholeNumber('days', days, 2)
  if (silenceDays !== null && silenceDays > 730) {
    throw new AppError('usage', { message: `--days takes at most 730, not "${days}"` })
  }
  const margin = text('margin')
  const marginRate = margin === undefined ? DEFAULT_SILENT_MARGIN : Number(margin)
  if (!(marginRate > 0 && marginRate <= 1)) {
    throw new AppError('usage', { message: `--margin takes a rate above 0 up to 1, not "${margin}"` })
  }
  return { asOfDay, silenceDays, rule: DEFAULT_POTENTIAL_RULE, marginRate }
}

const units = (minor: number | null | undefined): number | null =>
  minor === null || minor === undefined ? null : minor / MINOR_PER_UNIT

/** Money in units, days as dates, rates unrounded. */
function silentJson(summary: SilentSummary): Record<string, unknown> {
  const { proposal, tiers, actions, months, recalls } = summary
  const arm = ({ reached, basketMinor, ...rest }: RecallArm): object => ({
    ...rest,
    reached: Object.fromEntries(RECOVERY_STAGES.map((stage, i) => [stage, reached[i]])),
    basket: units(basketMinor),
  })
  return {
    asOf: isoFromDay(summary.asOfDay),
    engineVersion: summary.engineVersion,
    silenceDays: summary.silenceDays,
    proposal: {
      days: proposal.days,
      reason: proposal.reason,
      curveDays: proposal.curveDays,
      churnHorizonDays: proposal.horizonDays,
      gaps: proposal.nGaps,
    },
    seen: summary.seen,
    silent: summary.silent,
    uninstalled: summary.uninstalled,
    unreachable: summary.unreachable,
    limits: { ordersPer30Days: summary.ordersLimit, basket: units(summary.basketLimitMinor) },
    highValueCategories: summary.highCategories,
    months: months.map(({ day, ...month }) => ({ day: isoFromDay(day), ...month })),
    tiers: tiers.map((tier) => ({
      potential: tier.potential,
      customers: tier.customers,
      uninstalled: tier.uninstalled,
      unreachable: tier.unreachable,
      pastSpend: units(tier.pastSpendMinor),
      meanBasket: units(tier.meanBasketMinor),
      meanOrders: tier.meanOrders,
      organicReturn: tier.organic,
      returnValue: tier.returnValue && {
        ...tier.returnValue,
        meanMinor: undefined,
        mean: units(tier.returnValue.meanMinor),
      },
      plan: tier.plan.map((line) => ({
        ...planJson(tier, line.option),
        customers: line.customers,
        incrementalReturns: undefined,
        cost: units(line.costMinor),
        profit: units(line.profitMinor),
        profitInterval: [units(line.profitLowMinor), units(line.profitHighMinor)],
      })),
      leftAlone: tier.leftAlone,
      options: tier.options.map((_, at) => planJson(tier, at)),
    })),
    hooks: { cheaperFavourite: summary.cheaperHooks, usualCategory: summary.categoryHooks },
    recalls: recalls.map(({ firstDay, treated, control, ...recall }) => ({
      ...recall,
      firstDay: isoFromDay(firstDay),
      treated: arm(treated),
      control: arm(control),
    })),
  }

  function planJson(tier: SilentTier, at: number): object | null {
    const option = tier.options[at]
    const action = option && actions[option.action]
    if (option === undefined || action === undefined) return null
    return {
      channel: action.channel,
      coupon: units(action.couponFaceMinor),
      unitCost: units(action.unitCostMinor),
      source: action.source,
      customers: option.customers,
      response: option.response,
      incrementalReturns: option.incrementalReturns,
      cost: units(option.costMinor),
      profit: units(option.profitMinor),
      profitInterval: [units(option.profitLowMinor), units(option.profitHighMinor)],
    }
  }
}

function describe(summary: SilentSummary, language: TerminalLanguage): string {
  const isChinese = language === 'zh-CN'
  const day = isoFromDay(summary.asOfDay)
  const share = ((100 * summary.silent) / Math.max(1, summary.seen)).toFixed(1)
  const head = isChinese
    ? `截至 ${day}：${summary.silenceDays} 天没有任何动静的客户 ${grouped(summary.silent)} 位，占 ${share}%；已卸载 ${grouped(summary.uninstalled)}，触达不到 ${grouped(summary.unreachable)}`
    : `As of ${day}: ${grouped(summary.silent)} customers (${share}%) gave no sign of life for ${summary.silenceDays} days; ${grouped(summary.uninstalled)} removed the app, ${grouped(summary.unreachable)} cannot be reached`
  const columns = isChinese
    ? ['潜力', '客户', '客单价', '自然回来', '一次回来值', '计划', '预期利润']
    : [
        'potential',
        'customers',
        'mean order',
        'return by themselves',
        'a return is worth',
        'plan',
        'expected profit',
      ]
  const money = (minor: number | null | undefined): string =>
    minor === null || minor === undefined ? '—' : (minor / MINOR_PER_UNIT).toFixed(0)
  const names = isChinese
    ? { high: '高', medium: '中', low: '低' }
    : { high: 'high', medium: 'medium', low: 'low' }
  const rows = summary.tiers.map((tier) => {
    const parts = tier.plan.map(({ option, customers }) => {
      const action = summary.actions[tier.options[option]?.action ?? -1]
      const coupon =
        action === undefined || action.couponFaceMinor === 0 ? '' : ` + ${money(action.couponFaceMinor)}`
      return `${action?.channel ?? ''}${coupon} ${grouped(customers)}`
    })
    if (tier.leftAlone > 0) parts.push(`${isChinese ? '不打扰' : 'leave alone'} ${grouped(tier.leftAlone)}`)
    return [
      names[tier.potential],
      grouped(tier.customers),
      money(tier.meanBasketMinor),
      tier.organic === null ? '—' : `${(100 * tier.organic.value).toFixed(1)}%`,
      money(tier.returnValue?.meanMinor),
      parts.join(isChinese ? '，' : ', '),
      money(tier.plan.reduce((sum, line) => sum + line.profitMinor, 0)),
    ]
  })
  return `${head}\n${alignedTable([columns, ...rows], [1, 2, 3, 4, 6])}`
}
