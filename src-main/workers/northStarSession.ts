import {
  coreMembers,
  memberPositions,
  monthlyFacts,
  northStar,
  recallsByMonth,
  type CoreMembers,
  type MonthlyFacts,
  type NorthStarResult,
} from '../../shared/analytics/northstar/index.ts'
import type { ContactLedger, PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import type { Input, Output } from '../../shared/contract/api.ts'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { NorthStarListQuery, NorthStarParams } from '../../shared/contract/northstar.ts'
import { ENGINE_VERSIONS } from '../../shared/contract/version.ts'
import { plainMoney, type ExportStyle } from './analyticsExport.ts'
import type { AnalyticsKeys } from './analyticsKeys.ts'

/** Contacts with the names of their campaigns by id. */
export interface NamedContacts {
  readonly contacts: ContactLedger
  readonly campaignNames: readonly string[]
}

/** What the board's session stands on; each part is read when first asked for. */
export interface NorthStarData {
  readonly ledger: () => PurchaseLedger
  readonly keys: () => AnalyticsKeys
  readonly contacts: () => NamedContacts | null
  /** the day asked for, or the last one of the ledger; fails before the first */
  readonly within: (asOfDay: number | null) => number
}

/** A list of customers on its way to a file. */
export interface NorthStarFile {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly (string | number | null)[]>
  readonly nRows: number
}

interface Counted {
  readonly question: string
  readonly asOfDay: number
  readonly facts: MonthlyFacts
  readonly result: NorthStarResult
}

/** The North Star of one state of a project; the last board and the last list are kept. */
export class NorthStarSession {
  readonly #data: NorthStarData
  #counted: Counted | null = null
  #members: { readonly question: string; readonly members: CoreMembers } | null = null
  #order: { readonly question: string; readonly positions: Uint32Array } | null = null

  constructor(data: NorthStarData) {
    this.#data = data
  }

  board(params: NorthStarParams): Output<'northstar.board'> {
    const { facts, result, asOfDay } = this.#count(params)
    const { months } = result
    const hasCoupons = months.some(({ couponOrders, couponMinor }) => couponOrders > 0 || couponMinor > 0)
    const named = this.#data.contacts()
    const recalls =
      named === null ? [] : recallsByMonth(named.contacts, named.campaignNames, facts.monthDay, asOfDay)
    return { params, engineVersion: ENGINE_VERSIONS.northstar, asOfDay, hasCoupons, months, recalls }
  }

  page(input: Input<'northstar.page'>): Output<'northstar.page'> {
    const { sort, descending, offset, limit, ...query } = input
    const { members, positions, question } = this.#listed(query)
    const asked = JSON.stringify([question, sort, descending])
    if (this.#order?.question !== asked) {
      const order = memberPositions(members, sort, descending, () => this.#data.keys().ranks())
      this.#order = { question: asked, positions: order }
    }
    const wanted = new Uint8Array(members.customer.length)
    for (const k of positions) wanted[k] = 1
    const matched = this.#order.positions.filter((k) => wanted[k] === 1)
    const shown = matched.subarray(offset, offset + limit)
    const counts = (column: Uint32Array): Uint32Array => shown.map((k) => column[k]!)
    const money = (column: Float64Array): Float64Array => Float64Array.from(shown, (k) => column[k]!)
    const keys = this.#data.keys()
    return {
      nMatched: matched.length,
      nBought: matched.reduce((n, k) => n + members.didBuy[k]!, 0),
      matchedSpendMinor: matched.reduce((sum, k) => sum + members.spendMinor[k]!, 0),
      customerId: shown.map((k) => members.customer[k]! + 1),
      customerKey: Array.from(shown, (k) => keys.at(members.customer[k]!)),
      orders: counts(members.orders),
      spendMinor: money(members.spendMinor),
      ordersBefore: counts(members.ordersBefore),
      spendBeforeMinor: money(members.spendBeforeMinor),
      monthOrders: counts(members.monthOrders),
      monthSpendMinor: money(members.monthSpendMinor),
      tenureMonths: Uint16Array.from(shown, (k) => members.tenureMonths[k]!),
    }
  }

  /** The customers of the list, the highest spend first, for a file. */
  exportList(query: NorthStarListQuery, style: ExportStyle): NorthStarFile {
    const { members, positions } = this.#listed(query)
    const chosen = positions.slice().sort((a, b) => members.spendMinor[b]! - members.spendMinor[a]! || a - b)
    return {
      header: headerOf(style),
      rows: rowsOf(members, chosen, this.#data.keys()),
      nRows: chosen.length,
    }
  }

  #count({ asOfDay: asked, definition }: NorthStarParams): Counted {
    const asOfDay = this.#data.within(asked)
    const question = JSON.stringify([asOfDay, definition])
    if (this.#counted?.question !== question) {
      const held = this.#counted
      const facts = held?.asOfDay === asOfDay ? held.facts : monthlyFacts(this.#data.ledger(), asOfDay)
      this.#counted = { question, asOfDay, facts, result: northStar(facts, definition, asOfDay) }
    }
    return this.#counted
  }

  /** The members of the list, and the positions of those that match, by customer. */
  #listed(query: NorthStarListQuery): { members: CoreMembers; positions: Uint32Array; question: string } {
    const { monthDay, list, definition, didBuy } = query
    const { facts, result, question: of } = this.#count(query)
    const m = result.months.findIndex((month) => month.monthDay === monthDay)
    if (m < 0) throw new AppError('month-not-found', { month: isoFromDay(monthDay).slice(0, 7) })
    const question = JSON.stringify([of, monthDay, list])
    if (this.#members?.question !== question) {
      this.#members = { question, members: coreMembers(facts, result, definition, m, list) }
    }
    const { members } = this.#members
    const found = this.#data.keys().search(query.search)
    const positions = Uint32Array.from(members.customer.keys()).filter(
      (k) =>
        (didBuy === null || (members.didBuy[k] === 1) === didBuy) &&
        (found === null || found[members.customer[k]!] === 1),
    )
    return { members, positions, question }
  }
}

function headerOf({ language, currency }: ExportStyle): string[] {
  return language === 'zh-CN'
    ? [
        '客户',
        '窗口内订单数',
        `窗口内金额 ${currency}`,
        '上月窗口内订单数',
        `上月窗口内金额 ${currency}`,
        '当月订单数',
        `当月金额 ${currency}`,
        '首购至今月数',
      ]
    : [
        'customer',
        'orders in the window',
        `spend in the window ${currency}`,
        'orders in the window of the month before',
        `spend in the window of the month before ${currency}`,
        'orders in the month',
        `spend in the month ${currency}`,
        'months since first purchase',
      ]
}

function* rowsOf(
  members: CoreMembers,
  positions: Uint32Array,
  keys: AnalyticsKeys,
): Generator<readonly (string | number | null)[]> {
  for (const k of positions) {
    yield [
      keys.at(members.customer[k]!),
      members.orders[k]!,
      plainMoney(members.spendMinor[k]!),
      members.ordersBefore[k]!,
      plainMoney(members.spendBeforeMinor[k]!),
      members.monthOrders[k]!,
      plainMoney(members.monthSpendMinor[k]!),
      members.tenureMonths[k]!,
    ]
  }
}
