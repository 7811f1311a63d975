import type { ScenarioInput } from '../../../../shared/contract/winback.ts'
import callTheBest from '../../../../resources/scenarios/call-the-best.json'
import careWithoutCoupon from '../../../../resources/scenarios/care-without-coupon.json'
import carefulLadder from '../../../../resources/scenarios/careful-ladder.json'
import couponToEverybody from '../../../../resources/scenarios/coupon-to-everybody.json'
import fiveNumbers from '../../../../resources/scenarios/five-numbers.json'
import oneLargeCoupon from '../../../../resources/scenarios/one-large-coupon.json'
import type { PlainKey } from '../../../app/screen.ts'

/** The starting scenarios, in the order of the selector. */
export const BUILT_IN_IDS = ['ladder', 'everybody', 'large', 'call', 'care', 'five'] as const
export type BuiltInId = (typeof BUILT_IN_IDS)[number]

interface BuiltIn {
  readonly title: PlainKey
  readonly input: ScenarioInput
}

export const BUILT_INS: Readonly<Record<BuiltInId, BuiltIn>> = {
  ladder: { title: 'whatif.startLadder', input: carefulLadder as unknown as ScenarioInput },
  everybody: { title: 'whatif.startEverybody', input: couponToEverybody as unknown as ScenarioInput },
  large: { title: 'whatif.startLarge', input: oneLargeCoupon as unknown as ScenarioInput },
  call: { title: 'whatif.startCall', input: callTheBest as unknown as ScenarioInput },
  care: { title: 'whatif.startCare', input: careWithoutCoupon as unknown as ScenarioInput },
  five: { title: 'whatif.startFive', input: fiveNumbers as unknown as ScenarioInput },
}
