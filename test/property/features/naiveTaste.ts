import type { PlainHistory, PlainOrderLine } from '../../support/customerHistory.ts'

type Plain = Required<Omit<PlainHistory, 'isBare'>>

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, one) => sum + one, 0) / values.length
}

/** The six figures of what sort of products a customer buys by their definition, from plain rows. */
export function naiveTaste(history: Plain, customer: number, asOfDay: number): Map<string, number> {
  const orders = history.purchases.filter((one) => one.day <= asOfDay && one.amountMinor > 0)
  const lines = orders.filter((one) => (one.product ?? 0) !== 0)
  const daysOf = (who: number): number[] => orders.filter((one) => one.customer === who).map(({ day }) => day)
  const isActive = (who: number): boolean => asOfDay - Math.max(...daysOf(who)) < 30
  const buyersOf = (some: readonly PlainOrderLine[]): number[] => [
    ...new Set(some.map((one) => one.customer)),
  ]
  const withProduct = (id: number | undefined): PlainOrderLine[] => lines.filter((one) => one.product === id)
  const visitsOf = (some: readonly PlainOrderLine[]): { who: number; day: number }[] =>
    [...new Set(some.map((one) => `${one.customer}/${one.day}`))]
      .map((text) => text.split('/').map(Number))
      .map(([who = NaN, day = NaN]) => ({ who, day }))
      .filter(({ day }) => asOfDay - day >= 60)
  const returned = ({ who, day }: { who: number; day: number }): boolean =>
    daysOf(who).some((other) => other > day && other <= day + 60)
  const products = [...new Set(lines.map((one) => one.product))]

  const recent = lines.filter((one) => asOfDay - one.day < 30)
  const pairs = products.flatMap((id) => buyersOf(withProduct(id)))
  const activeShare = pairs.filter(isActive).length / pairs.length
  const visits = products.flatMap((id) => visitsOf(withProduct(id)))
  const returnShare = visits.filter(returned).length / visits.length

  const popularity = (id: number | undefined): number =>
    (10_000 * recent.filter((one) => one.product === id).length) / recent.length
  const returns = (id: number | undefined): number => {
    const own = visitsOf(withProduct(id))
    return (own.filter(returned).length + 20 * returnShare) / (own.length + 20)
  }
  const peers = (id: number | undefined): number => {
    const others = buyersOf(withProduct(id)).filter((who) => who !== customer)
    return (others.filter(isActive).length + 10 * activeShare) / (others.length + 10)
  }
  const mine = lines.filter((one) => one.customer === customer)
  const lastDay = Math.max(...daysOf(customer))
  const last = mine.filter((one) => one.day === lastDay)
  const of = (some: readonly PlainOrderLine[], read: (id: number | undefined) => number): number =>
    mean(some.map((one) => read(one.product)))
  return new Map([
    ['productPopularity', of(mine, popularity)],
    ['productPopularityLast', of(last, popularity)],
    ['productReturns', of(mine, returns)],
    ['productReturnsLast', of(last, returns)],
    ['productPeers', of(mine, peers)],
    ['productPeersLast', of(last, peers)],
  ])
}
