/** A retention rate in steady state and what a customer brings in a month. */
export interface SteadyCustomer {
  /** what a customer who is still there brings in a month, minor units */
  readonly marginMinor: number
  /** share of customers who leave in a month, 0 .. 1 */
  readonly monthlyChurn: number
  /** 0.01 = one per cent a month */
  readonly monthlyDiscount: number
}

/**
 * Value of a customer who has just paid and stays each month with chance 1 - churn: margin x (1 + d) / (d + churn), the sum
 * of margin x ((1 - churn) / (1 + d))^t over t = 0, 1, 2 ... (Gupta, Lehmann and Stuart 2004, with the first margin at once).
 * Minor units; null where churn and discount are both 0 and the sum has no end, or a rate is out of range. Cost: constant.
 */
export function steadyValue({ marginMinor, monthlyChurn, monthlyDiscount }: SteadyCustomer): number | null {
  const isInRange = monthlyChurn >= 0 && monthlyChurn <= 1 && monthlyDiscount >= 0
  if (!isInRange || monthlyChurn + monthlyDiscount === 0) return null
  return (marginMinor * (1 + monthlyDiscount)) / (monthlyDiscount + monthlyChurn)
}

/** What "churn falls by 1.5%" is worth, both ways of meaning it. */
export interface PreventionReading {
  readonly churnAfter: number
  readonly valueMinor: number
  /** value after / value before - 1 */
  readonly lift: number
}

/**
 * A fall of monthly churn by `fall` (0.015), once as points (churn - fall) and once as a part of it (churn x (1 - fall));
 * `before` is the value without it. A fall in points beyond the churn itself stops at 0. Null readings have no finite
 * value (see `steadyValue`). Cost: constant.
 */
export function prevention(
  customer: SteadyCustomer,
  fall: number,
): {
  readonly before: number | null
  readonly points: PreventionReading | null
  readonly part: PreventionReading | null
} {
  const before = steadyValue(customer)
  const reading = (churnAfter: number): PreventionReading | null => {
    const valueMinor = steadyValue({ ...customer, monthlyChurn: churnAfter })
    if (before === null || valueMinor === null || before === 0) return null
    return { churnAfter, valueMinor, lift: valueMinor / before - 1 }
  }
  return {
    before,
    points: reading(Math.max(0, customer.monthlyChurn - fall)),
    part: reading(customer.monthlyChurn * (1 - Math.min(1, fall))),
  }
}
