import { usualItemOf } from '../../../shared/analytics/interventions/usual.ts'
import { AnalyticsKeys } from '../../../src-main/workers/analyticsKeys.ts'
import { InterventionSession } from '../../../src-main/workers/interventionSession.ts'
import { interventionSource } from '../../../src-main/workers/interventionSource.ts'
import { makeShop } from '../churn/judgedShop.ts'

/** Days before the end of history at which usual items are foretold, so that what came can be seen. */
const BACK_DAYS = 240
const LEAVING = new Set(['fading', 'left'])

/** The queue of one shop against the truth. */
export interface QueueJudgement {
  readonly seed: number
  readonly downgraded: number
  /** truly fading or gone, of those downgraded in the last 30 days and of the other customers who ordered within the year */
  readonly leavingOfDowngraded: number
  readonly leavingOfOthers: number
  readonly others: number
  /** customers with a usual item `BACK_DAYS` before the end who bought it again, and how many of them in the foretold window */
  readonly foretold: number
  readonly early: number
  readonly within: number
  readonly late: number
}

/** Makes the shop of a seed, its queue of the last 30 days, and foretells usual items at an earlier day. */
export async function judgeQueue(seed: number, customers: number): Promise<QueueJudgement> {
  const shop = await makeShop(seed, customers)
  try {
    const source = interventionSource(shop.path)
    const { purchases } = source.readInput()
    const lastDay = purchases.day.reduce((last, day) => Math.max(last, day), -1)
    const session = new InterventionSession(source, () => 0)
    const { runId } = session.run(
      { asOfDay: null, fromDay: lastDay - 30, scheme: 'mean8', marginRate: 0.3, playbook: null },
      () => false,
    )
    const page = session.page({
      runId,
      filter: { all: true },
      sort: 'customer',
      descending: false,
      offset: 0,
      limit: Number.MAX_SAFE_INTEGER,
    })
    const keys = new AnalyticsKeys(source.readKeys())
    const isLeaving = (key: string): boolean => LEAVING.has(shop.truth.get(key)?.state ?? '')
    const fell = new Set(page.customerKey)
    const others: string[] = []
    let [foretold, early, within, late] = [0, 0, 0, 0]
    const day = lastDay - BACK_DAYS
    for (let c = 0; c < purchases.nCustomers; c++) {
      const key = keys.at(c)
      const end = purchases.offsets[c + 1]!
      if (end > purchases.offsets[c]! && purchases.day[end - 1]! > lastDay - 365 && !fell.has(key))
        others.push(key)
      const item = usualItemOf(purchases, c, day)
      if (item === null || day > item.dueFromDay) continue
      const next = nextOf(c, item.product, day)
      if (next === null) continue
      foretold++
      if (next < item.dueFromDay) early++
      else if (next <= item.dueToDay) within++
      else late++
    }
    return {
      seed,
      downgraded: page.nMatched,
      leavingOfDowngraded: page.customerKey.filter(isLeaving).length / page.nMatched,
      leavingOfOthers: others.filter(isLeaving).length / others.length,
      others: others.length,
      foretold,
      early,
      within,
      late,
    }

    function nextOf(c: number, product: number, after: number): number | null {
      for (let i = purchases.offsets[c]!; i < purchases.offsets[c + 1]!; i++)
        if (purchases.day[i]! > after && purchases.product?.[i] === product && purchases.amountMinor[i]! > 0)
          return purchases.day[i]!
      return null
    }
  } finally {
    shop.close()
  }
}

/** All shops as a markdown table, pooled in the last row. */
export function queueText(judged: readonly QueueJudgement[]): string {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`
  const row = (name: string, of: readonly QueueJudgement[]): string => {
    const sum = (read: (one: QueueJudgement) => number): number =>
      of.reduce((total, one) => total + read(one), 0)
    const foretold = sum((one) => one.foretold)
    const cells = [
      name,
      sum((one) => one.downgraded),
      percent(
        sum((one) => one.leavingOfDowngraded * one.downgraded),
        sum((one) => one.downgraded),
      ),
      percent(
        sum((one) => one.leavingOfOthers * one.others),
        sum((one) => one.others),
      ),
      foretold,
      ...[sum((one) => one.early), sum((one) => one.within), sum((one) => one.late)].map((n) =>
        percent(n, foretold),
      ),
    ]
    return `| ${cells.join(' | ')} |`
  }
  return [
    '| shop | downgraded in 30 days | truly leaving, of them | of the others | usual items that were bought again | before the window | in it (quartiles promise half) | after it |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...judged.map((one) => row(String(one.seed), [one])),
    row('all', judged),
  ].join('\n')
}
