import type { ProductPopulation } from './productPopulation.ts'

/** Order days of the whole shop that a product's own return share is shrunk by, and buyers for its share of active ones. */
const SHOP_VISITS = 20
const SHOP_BUYERS = 10
const PER_LINES = 10_000

/** Means over lines: of popularity, return share, and share of active fellow buyers. */
export interface TasteMeans {
  /** lines of the product among 10,000 of the shop's recent lines */
  popularity: number
  /** share of its buyers' order days that were followed by another order */
  returnShare: number
  /** share of its other buyers who ordered recently */
  activePeers: number
  /** share of the lines whose product is no longer sold */
  unsoldShare: number
}

interface Sums {
  n: number
  popularity: number
  returnShare: number
  peers: number
  /** what the customer himself, when active, adds to `peers` */
  own: number
  unsold: number
}

/**
 * What sort of products one customer buys, by how they fare with a population: over all his lines and over those of his
 * last order day. Refilled for every customer; products that the population does not know are as the average.
 * Cost: six additions a line; memory 20 bytes a product of the dictionary.
 */
export class ProductTaste {
  private readonly popularity: Float32Array
  private readonly returnShare: Float32Array
  private readonly peers: Float32Array
  private readonly own: Float32Array
  private readonly unsoldDays: Float32Array
  private readonly all: Sums = emptySums()
  private readonly last: Sums = emptySums()
  private readonly means: TasteMeans = {
    popularity: NaN,
    returnShare: NaN,
    activePeers: NaN,
    unsoldShare: NaN,
  }

  constructor(population: ProductPopulation) {
    const { ids, activeShare, nRecentLines } = population
    const shopReturn = population.returnShare ?? NaN
    const size = (ids.at(-1) ?? 0) + 1
    const filled = (value: number): Float32Array => new Float32Array(size).fill(value)
    this.popularity = filled(nRecentLines === 0 ? NaN : 0)
    this.returnShare = filled(shopReturn)
    this.peers = filled(activeShare)
    this.own = filled(0)
    this.unsoldDays = filled(0)
    ids.forEach((id, k) => {
      const others = Math.max(0, population.buyers[k]! - 1) + SHOP_BUYERS
      this.popularity[id] = (PER_LINES * population.recentLines[k]!) / nRecentLines
      this.returnShare[id] =
        (population.returns[k]! + SHOP_VISITS * shopReturn) / (population.visits[k]! + SHOP_VISITS)
      this.peers[id] = (population.activeBuyers[k]! + SHOP_BUYERS * activeShare) / others
      this.own[id] = 1 / others
      this.unsoldDays[id] = population.unsoldDays?.[k] ?? 0
    })
  }

  clear(): void {
    Object.assign(this.all, emptySums())
    Object.assign(this.last, emptySums())
  }

  /** Begins a new order day. */
  openDay(): void {
    Object.assign(this.last, emptySums())
  }

  /** One line; id 0 is no product. */
  note(id: number): void {
    if (id === 0) return
    this.add(this.all, id)
    this.add(this.last, id)
  }

  /** Days since the shop last sold a product; 0 while it is sold, and for one that the population does not know. */
  unsoldDaysOf(id: number): number {
    return this.unsoldDays[id] ?? 0
  }

  /** Means over all lines, or over those of the last day; NaN without lines. The object is reused. */
  meansOf(which: 'all' | 'last', isActive: boolean): TasteMeans {
    const { n, popularity, returnShare, peers, own, unsold } = this[which]
    this.means.popularity = popularity / n
    this.means.returnShare = returnShare / n
    this.means.activePeers = Math.max(0, peers - (isActive ? own : 0)) / n
    this.means.unsoldShare = unsold / n
    return this.means
  }

  private add(sums: Sums, id: number): void {
    const at = id < this.popularity.length ? id : 0
    sums.n++
    sums.popularity += this.popularity[at]!
    sums.returnShare += this.returnShare[at]!
    sums.peers += this.peers[at]!
    sums.own += this.own[at]!
    if (this.unsoldDays[at]! > 0) sums.unsold++
  }
}

function emptySums(): Sums {
  return { n: 0, popularity: 0, returnShare: 0, peers: 0, own: 0, unsold: 0 }
}
