import { readFileSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { isOpen, reachChannel, reachOf } from '../../../shared/analytics/silent/reach.ts'
import { DEFAULT_POTENTIAL_RULE, POTENTIALS, type Potential } from '../../../shared/contract/silent.ts'
import { SilentSession } from '../../../src-main/workers/silentSession.ts'
import { silentSource } from '../../../src-main/workers/silentSource.ts'
import { truthPaths } from '../../../src-main/workers/sampleProject.ts'
import { makeShop } from '../churn/judgedShop.ts'

const MARGIN = 0.3
const FACES = [0, 10, 20, 40]

/** One potential against the truth. Money in minor units. */
export interface JudgedPotential {
  readonly customers: number
  /** what a return of them is truly worth more within 180 days, mean */
  readonly trueReturnMinor: number
}

/** The silent of one shop against the truth. */
export interface SilentJudgement {
  readonly seed: number
  readonly silenceDays: number
  readonly silent: number
  /** customers on whom the engine and SQL over the rows disagree; should be 0 */
  readonly disagreeing: number
  /** truly gone, of the silent and of the others */
  readonly goneOfSilent: number
  readonly goneOfOthers: number
  readonly others: number
  readonly byPotential: Readonly<Record<Potential, JudgedPotential>>
  /** true expected profit of the engine's plan, of the best plan of one who knows every response, and of an SMS with a coupon to all */
  readonly planMinor: number
  readonly bestMinor: number
  readonly everybodyMinor: number
}

interface TrueRow {
  readonly cells: ReadonlyMap<string, string>
}

/** Makes the shop of a seed, finds its silent by the engine and by SQL, and prices the plan by the true responses. */
export async function judgeSilent(seed: number, customers: number): Promise<SilentJudgement> {
  const shop = await makeShop(seed, customers)
  try {
    const source = silentSource(shop.path)
    const session = new SilentSession(source)
    const { attributes } = source.readInput()
    const reach = reachOf(attributes, attributes.nCustomers, () => false)
    const params = { asOfDay: null, silenceDays: null, rule: DEFAULT_POTENTIAL_RULE, marginRate: MARGIN }
    const { runId, summary } = session.run(params, () => false)
    const page = session.page({
      runId,
      filter: {},
      sort: 'customer',
      descending: false,
      offset: 0,
      limit: Number.MAX_SAFE_INTEGER,
    })
    const paths = truthPaths(shop.path)
    const rows = readTruth(paths.csv)
    const { deliveredShare } = JSON.parse(readFileSync(paths.json, 'utf8')) as {
      deliveredShare: Record<string, number>
    }
    const bySql = silentBySql(shop.path, summary.silenceDays)
    const found = new Set(page.customerKey)
    const all = [...rows.keys()]
    const isGone = (key: string): boolean => rows.get(key)?.cells.get('state') === 'left'
    const seen = all.filter((key) => rows.get(key)?.cells.get('state') !== 'prospect')
    const others = seen.filter((key) => !found.has(key))
    const number = (key: string, column: string): number => Number(rows.get(key)?.cells.get(column) ?? 0)
    const profitOf = (key: string, channel: string, faceMinor: number): number => {
      const face = FACES.reduce((near, one) =>
        Math.abs(100 * one - faceMinor) < Math.abs(100 * near - faceMinor) ? one : near,
      )
      const delivered = deliveredShare[channel] ?? 1
      const organic = number(key, 'p_organic_return_30d')
      const response = number(key, `p_response_${channel}_${face}`)
      const returns = delivered * (1 - organic) * response
      const redeemed = faceMinor > 0 ? 0.5 * (delivered * organic + returns) : 0
      const cost = summary.actions.find((one) => one.channel === channel)?.unitCostMinor ?? 0
      return MARGIN * number(key, 'return_value_180d_minor') * returns - cost - redeemed * faceMinor
    }
    let [planMinor, bestMinor, everybodyMinor] = [0, 0, 0]
    page.customerKey.forEach((key, i) => {
      const action = summary.actions[page.plannedAction[i]!]
      if (action !== undefined) planMinor += profitOf(key, action.channel, action.couponFaceMinor)
      const open = (channel: string): boolean => isOpen(reach, reachChannel(channel), page.customerId[i]! - 1)
      const options = summary.actions.filter((one) => open(one.channel))
      bestMinor += Math.max(0, ...options.map((one) => profitOf(key, one.channel, one.couponFaceMinor)))
      if (open('sms')) everybodyMinor += profitOf(key, 'sms', 2_000)
    })
    const byPotential = Object.fromEntries(
      POTENTIALS.map((potential) => {
        const own = page.customerKey.filter((_, i) => page.potential[i] === potential)
        const sum = own.reduce((total, key) => total + number(key, 'return_value_180d_minor'), 0)
        return [potential, { customers: own.length, trueReturnMinor: sum / own.length }]
      }),
    ) as SilentJudgement['byPotential']
    return {
      seed,
      silenceDays: summary.silenceDays,
      silent: page.nMatched,
      disagreeing: all.filter((key) => bySql.has(key) !== found.has(key)).length,
      goneOfSilent: page.customerKey.filter(isGone).length / page.nMatched,
      goneOfOthers: others.filter(isGone).length / others.length,
      others: others.length,
      byPotential,
      planMinor,
      bestMinor,
      everybodyMinor,
    }
  } finally {
    shop.close()
  }
}

function readTruth(path: string): Map<string, TrueRow> {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const names = head.split(',')
  return new Map(
    lines.map((line) => {
      const values = line.split(',')
      return [values[0] ?? '', { cells: new Map(names.map((name, i) => [name, values[i] ?? ''])) }]
    }),
  )
}

/** Customers whose last order or behaviour lies `days` or more before the last day of either, from the rows as imported. */
function silentBySql(path: string, days: number): Set<string> {
  const database = new SqliteDatabase(path, { readonly: true })
  try {
    const keys = database
      .prepare<[number], string>(
        `WITH signs AS (
           SELECT customer_id, time_seconds / 86400 AS day FROM purchases WHERE amount_minor > 0
           UNION ALL SELECT customer_id, time_seconds / 86400 FROM behaviours),
         ends AS (
           SELECT max(day) AS last FROM (
             SELECT time_seconds / 86400 AS day FROM purchases
             UNION ALL SELECT time_seconds / 86400 FROM behaviours))
         SELECT c.key FROM signs s JOIN customers c ON c.id = s.customer_id
         GROUP BY s.customer_id HAVING (SELECT last FROM ends) - max(s.day) >= ?`,
      )
      .pluck()
      .all(days)
    return new Set(keys)
  } finally {
    database.close()
  }
}

/** All shops as a markdown table, sums and pooled shares in the last row. */
export function silentText(judged: readonly SilentJudgement[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
  const yuan = (minor: number): string => (minor / 100).toFixed(0)
  const sum = (read: (one: SilentJudgement) => number): number =>
    judged.reduce((total, one) => total + read(one), 0)
  const row = (name: string, of: readonly SilentJudgement[]): string => {
    const total = (read: (one: SilentJudgement) => number): number =>
      of.reduce((all, one) => all + read(one), 0)
    const worth = (potential: Potential): string =>
      yuan(
        total((one) => one.byPotential[potential].customers * one.byPotential[potential].trueReturnMinor) /
          total((one) => one.byPotential[potential].customers),
      )
    const cells = [
      name,
      total((one) => one.silent),
      total((one) => one.disagreeing),
      percent(total((one) => one.goneOfSilent * one.silent) / total((one) => one.silent)),
      percent(total((one) => one.goneOfOthers * one.others) / total((one) => one.others)),
      POTENTIALS.map(worth).join(' / '),
      yuan(total((one) => one.planMinor)),
      yuan(total((one) => one.bestMinor)),
      yuan(total((one) => one.everybodyMinor)),
    ]
    return `| ${cells.join(' | ')} |`
  }
  return [
    '| shop | silent | differ from the recount | truly gone, of the silent | of the others | true worth of a return, high / medium / low | true profit of the plan | of one who knows all | of SMS with 20 to everybody |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...judged.map((one) => row(String(one.seed), [one])),
    row(`all, S ${(sum((one) => one.silenceDays) / judged.length).toFixed(0)} days`, judged),
  ].join('\n')
}
