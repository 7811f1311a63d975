import { isoFromDay } from '../../../shared/contract/calendar.ts'
import { DEFAULT_CORE_DEFINITION } from '../../../shared/contract/northstar.ts'
import { LifetimeSession } from '../../../src-main/workers/lifetimeSession.ts'
import { projectSource } from '../../../src-main/workers/projectSource.ts'
import { makeShop, type TrueCustomer } from '../churn/judgedShop.ts'
import { recount } from './recount.ts'

/** The board of one shop beside the recount, and what its lists mean in truth. */
export interface BoardJudgement {
  readonly seed: number
  readonly months: number
  /** figures of months that differ from the recount; should be none */
  readonly differences: readonly string[]
  readonly northStar: number
  /** of those who left the core in the last finished month, and of those who stayed: truly fading or gone by the end of history */
  readonly leavingOfLeft: number
  readonly leavingOfStayed: number
  readonly left: number
  readonly stayed: number
}

const LEAVING = new Set(['fading', 'left'])

/** Makes the shop of a seed, counts its board by the engine and by SQL, and asks the truth about those who left the core. */
export async function judgeBoard(seed: number, customers: number): Promise<BoardJudgement> {
  const shop = await makeShop(seed, customers)
  try {
    const session = new LifetimeSession(projectSource(shop.path)).northStar
    const params = { asOfDay: null, definition: DEFAULT_CORE_DEFINITION }
    const { months } = session.board(params)
    const recounted = recount(
      shop.path,
      months.map(({ monthDay }) => isoFromDay(monthDay).slice(0, 7)),
    )
    const differences = months.flatMap((month, m) => {
      const other = recounted[m]!
      const figures = ['windowBuyers', 'core', 'coreActive', 'buyers', 'repeatBuyers', 'returned'] as const
      const before = recounted[m - 1]?.coreKeys ?? new Set<string>()
      const entered = [...other.coreKeys].filter((key) => !before.has(key)).length
      const left = [...before].filter((key) => !other.coreKeys.has(key)).length
      return [
        ...figures
          .filter((name) => month[name] !== other[name])
          .map((name) => `${other.month} ${name}: ${month[name]}, not ${other[name]}`),
        ...(month.entered === entered && month.left === left ? [] : [`${other.month}: who entered and left`]),
      ]
    })
    const told = months.findLast(({ isFinished }) => isFinished)!
    const keysOf = (list: 'core' | 'entered' | 'left') =>
      session.page({
        ...params,
        monthDay: told.monthDay,
        list,
        didBuy: null,
        search: '',
        sort: 'customer',
        descending: false,
        offset: 0,
        limit: Number.MAX_SAFE_INTEGER,
      }).customerKey
    const entered = new Set(keysOf('entered'))
    const stayed = keysOf('core').filter((key) => !entered.has(key))
    const left = keysOf('left')
    return {
      seed,
      months: months.length,
      differences,
      northStar: told.northStar?.value ?? NaN,
      leavingOfLeft: leavingShare(left, shop.truth),
      leavingOfStayed: leavingShare(stayed, shop.truth),
      left: left.length,
      stayed: stayed.length,
    }
  } finally {
    shop.close()
  }
}

function leavingShare(keys: readonly string[], truth: ReadonlyMap<string, TrueCustomer>): number {
  return keys.filter((key) => LEAVING.has(truth.get(key)?.state ?? '')).length / keys.length
}

/** All shops as a markdown table, pooled over the shops in the last row. */
export function boardText(judged: readonly BoardJudgement[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
  const sum = (read: (one: BoardJudgement) => number): number =>
    judged.reduce((total, one) => total + read(one), 0)
  const pooled = (share: (one: BoardJudgement) => number, n: (one: BoardJudgement) => number): string =>
    percent(sum((one) => share(one) * n(one)) / sum(n))
  return [
    '| shop | months | figures that differ from the recount | North Star | truly leaving, of those who left the core | of those who stayed |',
    '| --- | --: | --: | --: | --: | --: |',
    ...judged.map(
      (one) =>
        `| ${one.seed} | ${one.months} | ${one.differences.length} | ${percent(one.northStar)} | ${percent(one.leavingOfLeft)} of ${one.left} | ${percent(one.leavingOfStayed)} of ${one.stayed} |`,
    ),
    `| all | ${sum((one) => one.months)} | ${sum((one) => one.differences.length)} | | ${pooled(
      (one) => one.leavingOfLeft,
      (one) => one.left,
    )} of ${sum((one) => one.left)} | ${pooled(
      (one) => one.leavingOfStayed,
      (one) => one.stayed,
    )} of ${sum((one) => one.stayed)} |`,
  ].join('\n')
}
