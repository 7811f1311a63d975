import { PLANNERS, type Judgement, type Planner } from './judgeShop.ts'

/** Mean of paired ratios of sums, with a 95% interval of the mean difference by Student's t over seeds. */
export interface Comparison {
  readonly planner: Planner
  /** all seeds together: measured / planner */
  readonly ratio: number
  /** mean of measured - planner a seed, and its 95% interval */
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly wins: number
}

/** 97.5% quantiles of Student's t by degrees of freedom, from 1 on. */
const T975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093,
]

/** The plan from measured rates against every other planner. */
export function compared(judged: readonly Judgement[]): Comparison[] {
  return PLANNERS.filter((planner) => planner !== 'measured').map((planner) => {
    const differences = judged.map(({ profit }) => profit.measured - profit[planner])
    const n = differences.length
    const mean = differences.reduce((sum, one) => sum + one, 0) / n
    const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, n - 1)
    const half = (T975[n - 2] ?? 1.96) * Math.sqrt(variance / n)
    const sum = (of: Planner): number => judged.reduce((total, { profit }) => total + profit[of], 0)
    return {
      planner,
      ratio: sum('measured') / sum(planner),
      difference: mean,
      low: mean - half,
      high: mean + half,
      wins: differences.filter((one) => one > 0).length,
    }
  })
}

/** A table for people. */
export function judgementText(judged: readonly Judgement[]): string {
  const mean = (of: (one: Judgement) => number): number =>
    judged.reduce((sum, one) => sum + of(one), 0) / judged.length
  const lines = [
    `${judged.length} shops, ${mean(({ customers }) => customers).toFixed(0)} customers each in the audience, budget ${mean(({ budget }) => budget).toFixed(0)}`,
    '| planner | profit a shop | spent | measured / planner | difference (95%) | shops won |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ]
  const rows = compared(judged)
  for (const planner of PLANNERS) {
    const row = rows.find((one) => one.planner === planner)
    const own = `| ${planner} | ${mean(({ profit }) => profit[planner]).toFixed(0)} | ${mean(({ spent }) => spent[planner]).toFixed(0)} |`
    lines.push(
      row === undefined
        ? `${own} | | |`
        : `${own} ${row.ratio.toFixed(3)} | ${row.difference.toFixed(0)} (${row.low.toFixed(0)} .. ${row.high.toFixed(0)}) | ${row.wins} of ${judged.length} |`,
    )
  }
  return lines.join('\n')
}
