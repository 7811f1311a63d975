import type { ChurnEconomics, ChurnVerdict } from '../../../shared/contract/churn.ts'

/** What happens on the test day when everybody from a threshold on is contacted. Counts are test customers. */
export interface ContactOutcome {
  readonly threshold: number
  readonly contacted: number
  readonly contactedLeavers: number
  readonly contactedStayers: number
  readonly missedLeavers: number
  readonly leftAloneStayers: number
  /** incentive and contact of customers who would have stayed */
  readonly wastedMinor: number
  /** yearly value of the leavers below the threshold */
  readonly missedValueMinor: number
  readonly profitMinor: number
  /** of all customers */
  readonly share: number
}

export const acceptance = ({ acceptAlpha, acceptBeta }: ChurnEconomics): number =>
  acceptAlpha / (acceptAlpha + acceptBeta)

/**
 * Profit of a campaign by Verbraken, Verbeke & Baesens (2013): a leaver who accepts keeps his value less the incentive,
 * everybody contacted costs a contact, and a customer who would have stayed takes the incentive too.
 */
export function campaignProfit(economics: ChurnEconomics, leavers: number, stayers: number): number {
  const { clvMinor, incentiveMinor, contactMinor } = economics
  return (
    leavers * (acceptance(economics) * (clvMinor - incentiveMinor) - contactMinor) -
    stayers * (incentiveMinor + contactMinor)
  )
}

/** The outcome at every threshold of the verdict, ascending. */
export function outcomes(verdict: ChurnVerdict, economics: ChurnEconomics): ContactOutcome[] {
  const { threshold, contacted, churned, valueMissedMinor } = verdict.thresholds
  const list = Array.from(threshold, (at, i): ContactOutcome => {
    const all = contacted[i] ?? 0
    const leavers = churned[i] ?? 0
    const stayers = Math.max(0, all - leavers)
    return {
      threshold: at,
      contacted: all,
      contactedLeavers: leavers,
      contactedStayers: stayers,
      missedLeavers: Math.max(0, verdict.churned - leavers),
      leftAloneStayers: Math.max(0, verdict.customers - verdict.churned - stayers),
      wastedMinor: stayers * (economics.incentiveMinor + economics.contactMinor),
      missedValueMinor: valueMissedMinor[i] ?? 0,
      profitMinor: campaignProfit(economics, leavers, stayers),
      share: verdict.customers > 0 ? all / verdict.customers : 0,
    }
  })
  return list.sort((a, b) => a.threshold - b.threshold)
}

/** The threshold that earns most; of equals the one that contacts fewest. Null where nothing was measured. */
export function best(list: readonly ContactOutcome[]): ContactOutcome | null {
  let top: ContactOutcome | null = null
  for (const one of list) {
    if (top === null || one.profitMinor > top.profitMinor || sameProfitFewer(one, top)) top = one
  }
  return top
}

const sameProfitFewer = (one: ContactOutcome, top: ContactOutcome) =>
  one.profitMinor === top.profitMinor && one.contacted < top.contacted

/** The outcome at the smallest measured threshold that is not below `threshold`. */
export function outcomeAt(list: readonly ContactOutcome[], threshold: number): ContactOutcome | null {
  return list.find((one) => one.threshold >= threshold - 1e-9) ?? list.at(-1) ?? null
}
