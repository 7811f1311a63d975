import type { ScenarioInput } from '../../contract/winbackShape.ts'

/** An input that nobody typed: where it would stand, and what was taken for it. */
export interface Assumption {
  readonly path: string
  readonly value: number | string | boolean
}

/**
 * What a scenario leaves to its defaults and what that means for the money, in the order of the file; told beside every
 * result, because a default is an assumption too. An alternative ROI is listed unless it was measured. Cost: one pass.
 */
export function assumptionsOf(scenario: ScenarioInput): Assumption[] {
  const found: Assumption[] = []
  const note = (path: string, given: unknown, value: Assumption['value']): void => {
    if (given === undefined) found.push({ path, value })
  }
  note('windowDays', scenario.windowDays, 30)
  scenario.audience.groups?.forEach((group, i) => {
    note(`audience.groups[${i}].organicReturn`, group.organicReturn, 0)
    note(`audience.groups[${i}].oneOrderRevenue`, group.oneOrderRevenue, group.revenuePerReturn)
    note(`audience.groups[${i}].reachable`, group.reachable, 1)
  })
  note('organicStayRate', scenario.organicStayRate, 1)
  scenario.ladder.forEach((step, i) => {
    note(`ladder[${i}].delivered`, step.delivered, 1)
    note(`ladder[${i}].optOut`, step.optOut, 0)
    note(`ladder[${i}].stayRate`, step.stayRate, 1)
  })
  const { offer, ledgers } = scenario
  if (offer !== undefined && offer.faceValue > 0) {
    note('offer.eligibleShare', offer.eligibleShare, 1)
    note('offer.lift', offer.lift, 'none')
  }
  const opportunity = ledgers?.opportunity
  note('ledgers.opportunity', opportunity, 'off')
  if (opportunity !== undefined && opportunity.on !== false && opportunity.source !== 'measured') {
    found.push({ path: 'ledgers.opportunity.alternativeRoi', value: opportunity.alternativeRoi ?? 0 })
  }
  note('ledgers.hidden', ledgers?.hidden, 'off')
  return found
}
