import type {
  Placement,
  SubsidyOutcome,
  TaskComparison,
  Treadmill,
} from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { channelName } from '../../../app/channelName.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import { minor, type Telling } from '../words.ts'

/** "2 · SMS", or the numbers of several; a channel may stand twice on a ladder. */
export function placeName(scenario: Scenario, steps: readonly number[], { t, format }: Telling): string {
  const [first, ...others] = steps
  if (first === undefined) return t('whatif.placeNone')
  const numbers = steps.map((step) => format.countFull(step + 1)).join(' + ')
  return others.length > 0 ? numbers : `${numbers} · ${channelName(scenario.ladder[first]?.channel ?? '', t)}`
}

export function placementTitle(scenario: Scenario, places: readonly Placement[], telling: Telling): string {
  const { t, format } = telling
  const best = places.reduce((one, other) => (other.profit > one.profit ? other : one))
  const first = places[0] ?? best
  const bestOfSteps = places
    .filter(({ steps }) => steps.length > 0)
    .toSorted((a, b) => b.profit - a.profit)[0]
  const step = placeName(scenario, best.steps, telling)
  const profit = format.moneySentence(minor(best.profit))
  if (best.steps.length === 0) {
    return t('whatif.placeTitleNone', {
      gain: format.moneySentence(minor(best.profit - (bestOfSteps?.profit ?? 0))),
    })
  }
  if (best === first) return t('whatif.placeTitleFirst', { step, profit })
  return t('whatif.placeTitle', {
    step,
    profit,
    gain: format.moneySentence(minor(best.profit - first.profit)),
  })
}

export function placementTable(
  scenario: Scenario,
  places: readonly Placement[],
  telling: Telling,
): ChartTable {
  const { t, format } = telling
  const money = (units: number) => format.moneyBare(minor(units))
  return {
    columns: [
      { label: t('whatif.placeOn') },
      { label: t('whatif.profit'), unit: format.currencySign, format: money },
      { label: t('whatif.returnsColumn'), format: format.countFull },
      { label: t('whatif.healthy'), format: format.countFull },
      { label: t('whatif.couponCost'), unit: format.currencySign, format: money },
      { label: t('whatif.unsubsidised'), format: format.share },
    ],
    rows: places.map((place) => [
      placeName(scenario, place.steps, telling),
      place.profit,
      place.incrementalReturns,
      place.healthyReturns,
      place.couponCost,
      place.unsubsidisedShare,
    ]),
  }
}

export function taskTitle({ coupon, task }: TaskComparison, { t, format }: Telling): string {
  const each = (one: SubsidyOutcome) =>
    format.unitCost(one.costPerHealthyReturn === null ? null : minor(one.costPerHealthyReturn))
  const terms = {
    task: format.countFull(task.healthyReturns),
    coupon: format.countFull(coupon.healthyReturns),
    taskCost: each(task),
    couponCost: each(coupon),
  }
  return t(task.profit > coupon.profit ? 'whatif.taskTitleBetter' : 'whatif.taskTitleWorse', terms)
}

export function taskTable(
  { coupon, task, finishShare, costPerFinisher }: TaskComparison,
  { t, format }: Telling,
): ChartTable {
  const row = (label: string, read: (one: SubsidyOutcome) => string) => [label, read(coupon), read(task)]
  const money = (units: number | null) => format.moneyFull(units === null ? null : minor(units))
  return {
    columns: [
      { label: t('whatif.measure') },
      { label: t('whatif.taskCoupon') },
      { label: t('whatif.taskTask') },
    ],
    rows: [
      row(t('whatif.returnsColumn'), (one) => format.countFull(one.incrementalReturns)),
      row(t('whatif.healthy'), (one) => format.countFull(one.healthyReturns)),
      row(t('whatif.directCost'), (one) => money(one.direct)),
      row(t('whatif.perHealthy'), (one) =>
        format.unitCost(one.costPerHealthyReturn === null ? null : minor(one.costPerHealthyReturn)),
      ),
      row(t('whatif.profit'), (one) => money(one.profit)),
      row(t('whatif.unsubsidised'), (one) => format.share(one.unsubsidisedShare)),
      [t('whatif.taskFinish'), '—', format.share(finishShare)],
      [t('whatif.taskEach'), '—', format.unitCost(minor(costPerFinisher))],
    ],
  }
}

export const totalOf = (rounds: readonly SubsidyOutcome[]): number =>
  rounds.reduce((sum, { profit }) => sum + profit, 0)

export function treadmillTitle({ same, held, isHeld }: Treadmill, { t, format }: Telling): string {
  const money = (units: number | undefined) => format.moneySentence(minor(units ?? 0))
  return t(isHeld ? 'whatif.treadmillTitle' : 'whatif.treadmillTitleLost', {
    n: format.countFull(same.length),
    first: money(same[0]?.profit),
    last: money(same.at(-1)?.profit),
    face: format.moneyFull(minor(held.at(-1)?.face ?? 0)),
  })
}
