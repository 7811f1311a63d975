import {
  memberAction,
  TIERS,
  type MemberPlan,
  type ProjectMembers,
} from '../../shared/analytics/winback/index.ts'
import type { CsvCell } from '../project/csv.ts'

/** A plan as the lines of a file. */
export interface PlanList {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly CsvCell[]>
  readonly nRows: number
}

/** How a plan is written. `everybody`: also those who are left alone. */
export interface PlanStyle {
  readonly everybody: boolean
  readonly language: 'zh-CN' | 'en'
  readonly currency: string
  readonly faceValue: number
}

const HEADERS = {
  'zh-CN': (currency: string) => [
    '客户',
    '分层',
    '距上次下单天数',
    '订单数',
    '触达顺序',
    `券面额（${currency}）`,
    `期望花费（${currency}）`,
    `期望增量利润（${currency}）`,
    '期望增量回流概率',
  ],
  en: (currency: string) => [
    'customer',
    'tier',
    'days since last order',
    'orders',
    'contacts in order',
    `coupon face value (${currency})`,
    `expected cost (${currency})`,
    `expected incremental profit (${currency})`,
    'expected incremental return',
  ],
} as const
const TIER_WORDS: Readonly<Record<'zh-CN' | 'en', readonly string[]>> = {
  'zh-CN': ['近期·多单', '近期·单次', '沉默·多单', '沉默·单次', '久别·多单', '久别·单次'],
  en: TIERS,
}
const NOTHING = { 'zh-CN': '不触达', en: 'none' } as const

/** One line a customer of the plan, the most profitable first. Cost: one sort. */
export function planList(
  plan: MemberPlan,
  members: ProjectMembers,
  keyOf: (customer: number) => string,
  { everybody, language, currency, faceValue }: PlanStyle,
): PlanList {
  const { slot, gain, cost, returns } = plan
  const chosen = [...members.customer.keys()].filter((i) => everybody || slot[i]! >= 0)
  chosen.sort((a, b) => gain[b]! - gain[a]! || members.customer[a]! - members.customer[b]!)
  const row = (i: number): CsvCell[] => {
    const isContacted = slot[i]! >= 0
    return [
      keyOf(members.customer[i]!),
      TIER_WORDS[language][members.tier[i]!] ?? '',
      members.recencyDays[i]!,
      members.orders[i]!,
      isContacted ? memberAction(plan, i) : NOTHING[language],
      isContacted && slot[i]! % 2 === 1 ? faceValue : 0,
      rounded(cost[i]!),
      rounded(gain[i]!),
      rounded(returns[i]!),
    ]
  }
  return {
    header: HEADERS[language](currency),
    rows: (function* () {
      for (const i of chosen) yield row(i)
    })(),
    nRows: chosen.length,
  }
}

/** Six decimals say more than any plan knows, and keep 1e-7 out of the file. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
