import type { NorthStarMonth } from '../../../shared/contract/northstar.ts'
import { percent, type Telling } from './sentences.ts'

export type GuardrailKey = 'orders' | 'revenue' | 'only' | 'basket'

/** What of the repurchases is bought: one value a month, null where there is no denominator. */
export interface Guardrail {
  readonly key: GuardrailKey
  readonly values: readonly (number | null)[]
  readonly text: (value: number | null) => string
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null)

/** Guardrails of the months; those of coupons only where coupons are known. */
export function guardrails(
  months: readonly NorthStarMonth[],
  hasCoupons: boolean,
  { format }: Telling,
): readonly Guardrail[] {
  const share = (value: number | null) => percent(value, format)
  const ofCoupons: Guardrail[] = [
    { key: 'orders', values: months.map((one) => ratio(one.couponOrders, one.orders)), text: share },
    { key: 'revenue', values: months.map((one) => ratio(one.couponMinor, one.grossMinor)), text: share },
    { key: 'only', values: months.map((one) => ratio(one.windowCouponOnly, one.windowRepeat)), text: share },
  ]
  const basket: Guardrail = {
    key: 'basket',
    values: months.map((one) => ratio(one.grossMinor, one.orders)),
    text: (value) => format.unitCost(value),
  }
  return [...(hasCoupons ? ofCoupons : []), basket]
}
