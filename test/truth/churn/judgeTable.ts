import type { Judgement } from './judgeShop.ts'
import { quantileOf } from './leadTime.ts'
import { mean, type Ranking } from './ranking.ts'

/** All shops' results as a markdown text of three tables: ranking, lead time, causes. */
export function judgementText(judged: readonly Judgement[]): string {
  return [rankingTable(judged), leadTable(judged), causeTable(judged)]
    .filter((text) => text !== '')
    .join('\n\n')
}

function rankingTable(judged: readonly Judgement[]): string {
  const line = (name: string, read: (one: Judgement) => number, digits = 3): string => {
    const values = judged.map(read)
    const written = [mean(values), Math.min(...values), Math.max(...values)].map((v) => v.toFixed(digits))
    return `| ${name} | ${written.join(' | ')} |`
  }
  const part = (name: string, of: (one: Judgement) => Ranking): string[] => [
    line(`${name}: AUC of the engine`, (one) => of(one).auc),
    line(`${name}: AUC of one who knows the truth`, (one) => of(one).knowingAuc),
    line(`${name}: AUC of recency alone`, (one) => of(one).recencyAuc),
    line(`${name}: engine over knowing, AUC`, (one) => of(one).auc / of(one).knowingAuc),
    line(
      `${name}: engine over knowing, AUC - 0.5`,
      (one) => (of(one).auc - 0.5) / (of(one).knowingAuc - 0.5),
    ),
    line(
      `${name}: recency over knowing, AUC - 0.5`,
      (one) => (of(one).recencyAuc - 0.5) / (of(one).knowingAuc - 0.5),
    ),
    line(`${name}: share that leaves`, (one) => of(one).leavingShare),
    line(`${name}: leavers in the top decile`, (one) => of(one).topDecile),
    line(`${name}: the same, best achievable`, (one) => of(one).bestTopDecile),
    line(`${name}: the same, recency alone`, (one) => of(one).recencyTopDecile),
  ]
  return [
    `| ${judged.length} shops | mean | lowest | highest |`,
    '| --- | --: | --: | --: |',
    ...part('all buyers', ({ all }) => all),
    ...part('bought in the last 90 days', ({ recent }) => recent),
    line('own verdict at the test day: AUC', ({ verdict }) => verdict.auc ?? 0.5),
    line('own verdict, last 90 days: AUC', ({ verdict }) => verdict.recentAuc ?? 0.5),
    line('own verdict: calibration error', ({ verdict }) => verdict.calibrationError),
    line('mean pChurn minus true share', ({ predictedShare, trueShare }) => predictedShare - trueShare),
    line('CPU seconds a shop', ({ cpuSeconds }) => cpuSeconds, 0),
  ].join('\n')
}

function leadTable(judged: readonly Judgement[]): string {
  const leads = judged.flatMap(({ lead }) => (lead === null ? [] : [lead]))
  if (leads.length === 0) return ''
  const row = (name: string, of: (lead: (typeof leads)[number]) => readonly number[]): string => {
    const days = leads.flatMap((lead) => of(lead)).sort((a, b) => (a === b ? 0 : a - b))
    const share = (holds: (day: number) => boolean): string =>
      `${((100 * days.filter(holds).length) / days.length).toFixed(0)}%`
    const quantiles = [0.25, 0.5, 0.75].map((q) => written(quantileOf(days, q)))
    const shares = [share((day) => day <= 0), share((day) => day <= 30), share((day) => day === Infinity)]
    return `| ${[name, ...quantiles, ...shares].join(' | ')} |`
  }
  const customers = leads.reduce((sum, lead) => sum + lead.customers, 0)
  return [
    `| first alarm minus true churn day, ${customers} leavers | first quartile | median | third quartile | by that day | within 30 days | never |`,
    '| --- | --: | --: | --: | --: | --: | --: |',
    row('engine, high risk', ({ engine }) => engine),
    row('recency, as many alarms a week', ({ recency }) => recency),
  ].join('\n')
}

function written(days: number): string {
  return Number.isFinite(days) ? String(days) : 'never'
}

function causeTable(judged: readonly Judgement[]): string {
  const records = judged.flatMap(({ causes }) => causes)
  const causes = [...new Set(records.map(({ cause }) => cause))].sort((a, b) => (a < b ? -1 : 1))
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '' : `${((100 * part) / whole).toFixed(0)}%`
  const row = (name: string, of: typeof records): string => {
    const sum = (read: (one: (typeof records)[number]) => number): number =>
      of.reduce((total, one) => total + read(one), 0)
    const told = percent(
      sum((one) => one.told),
      sum((one) => one.planted),
    )
    const elsewhere = percent(
      sum((one) => one.elsewhere),
      sum((one) => one.others),
    )
    return `| ${name} | ${sum((one) => one.planted)} | ${told} | ${elsewhere} |`
  }
  return [
    '| planted cause | churners at risk | among the first three reasons | same reasons at churners of other causes |',
    '| --- | --: | --: | --: |',
    ...causes.map((cause) =>
      row(
        cause,
        records.filter((one) => one.cause === cause),
      ),
    ),
    row('all', records),
  ].join('\n')
}
