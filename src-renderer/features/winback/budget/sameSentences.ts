import type { SameBudget } from '../../../../shared/analytics/winback/index.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import { finding, type FindingText } from '../../../ui/Finding.tsx'
import type { Source } from '../provenance.ts'
import { minor, type Telling } from '../words.ts'

/** Below this the two ways are told as alike. */
const ALIKE_SHARE = 0.005

interface SameRow {
  readonly name: string
  /** today, the plan, the difference */
  readonly texts: readonly [string, string, string]
  readonly values: readonly [number, number, number]
  readonly isMain: boolean
}

/** Reach, profit, returns, activation and a year's revenue of both ways. */
export function sameRows({ today, best }: SameBudget, { t, format }: Telling): SameRow[] {
  const money = (units: number) => format.moneyFull(minor(units))
  const points = (value: number) => format.decimal(value, 2)
  const row = (name: string, a: number, b: number, show: (value: number) => string, isMain = false) => ({
    name,
    values: [a, b, b - a] as const,
    texts: [show(a), show(b), b > a ? `+${show(b - a)}` : show(b - a)] as const,
    isMain,
  })
  return [
    row(t('whatif.profit'), today.profit, best.profit, money, true),
    row(t('whatif.returns'), today.incrementalReturns, best.incrementalReturns, format.countFull),
    row(t('whatif.samePoints'), today.activationPoints, best.activationPoints, points),
    row(t('whatif.sameRevenue'), today.annualRevenue, best.annualRevenue, money),
    row(t('whatif.sameReached'), today.customers, best.customers, format.countFull),
  ]
}

export function sameTable(compared: SameBudget, telling: Telling): ChartTable {
  const { t } = telling
  return {
    columns: [
      { label: t('whatif.sameMeasure') },
      { label: t('whatif.sameToday') },
      { label: t('whatif.sameBest') },
      { label: t('whatif.sameMore') },
    ],
    rows: sameRows(compared, telling).map(({ name, texts }) => [name, ...texts]),
  }
}

export function sameTitle({ today, best }: SameBudget, { t, format }: Telling): string {
  const money = format.moneySentence(minor(best.spend))
  const gain = best.profit - today.profit
  if (best.spend <= 0 && today.spend <= 0) return t('whatif.sameTitleNone')
  if (Math.abs(gain) <= ALIKE_SHARE * Math.abs(best.profit)) return t('whatif.sameTitleAlike', { money })
  const values = { money, gain: format.moneySentence(minor(Math.abs(gain))) }
  return gain > 0 ? t('whatif.sameTitleMore', values) : t('whatif.sameTitleLess', values)
}

/** What a claim about points and money a year says of one customer, beside what it is in the plan. */
export function claimText(
  claim: { readonly points: number; readonly money: number },
  implied: number | null,
  { best, roundsAYear }: SameBudget,
  source: Source,
  { t, format }: Telling,
): FindingText {
  if (implied === null) return finding('whatif.sameImpliedNone')
  const own = best.incrementalReturns > 0 ? best.annualRevenue / roundsAYear / best.incrementalReturns : null
  const value = format.unitCost(minor(implied))
  return finding('whatif.sameImplied', {
    points: format.decimal(claim.points, 2),
    money: format.moneySentence(minor(claim.money)),
    value: source(value, t('whatif.sameClaim'), 'whatif.formulaImplied'),
    own: own === null ? '—' : format.unitCost(minor(own)),
  })
}
