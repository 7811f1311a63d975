import { N_RHYTHMS } from './catalogue.ts'
import { NEVER } from './season.ts'

/** Where a customer stands. */
export const PHASE = { prospect: 0, active: 1, fading: 2, paused: 3, left: 4 } as const

/** Why a customer leaves. `noHabit`: tried the shop and never took to it. */
export const CAUSES = [
  'none',
  'badDelivery',
  'outOfStock',
  'competitor',
  'lifeChange',
  'annoyed',
  'couponOnly',
  'noHabit',
] as const
type Cause = (typeof CAUSES)[number]
/** Number of a cause in the columns. */
export const CAUSE: Readonly<Record<Cause, number>> = {
  none: 0,
  badDelivery: 1,
  outOfStock: 2,
  competitor: 3,
  lifeChange: 4,
  annoyed: 5,
  couponOnly: 6,
  noHabit: 7,
}

/** Channels by which a customer is contacted. The first four may be unreachable; `coupon` is put into the account. */
export const CONTACT_CHANNELS = ['push', 'email', 'sms', 'call', 'coupon'] as const
export type ContactChannel = (typeof CONTACT_CHANNELS)[number]
export const N_CONTACT_CHANNELS = CONTACT_CHANNELS.length

/**
 * All customers as columns; the last slot is scratch, on which futures are tried out. Days count from the first day of
 * history. Traits never change and are never shown; state changes with every event.
 */
export class Population {
  readonly size: number
  readonly scratch: number
  readonly traits
  readonly state
  private readonly traitColumns: readonly Column[]
  private readonly stateColumns: readonly Column[]

  constructor(size: number) {
    const n = size + 1
    this.size = size
    this.scratch = size
    this.traits = {
      registered: new Int16Array(n),
      /** number of the acquisition channel */
      source: new Uint8Array(n),
      city: new Uint8Array(n),
      cameInSale: new Uint8Array(n),
      hunter: new Uint8Array(n),
      annoyable: new Uint8Array(n),
      /** 0 = does not look at prices .. 1 = buys only when cheap */
      priceSense: new Float32Array(n),
      /** yuan that a coupon must be worth to be noticed */
      reservation: new Float32Array(n),
      /** shape of the gaps: 2 = erratic .. 16 = like a clock */
      regularity: new Float32Array(n),
      /** mean days of the own rhythms (leaf, ware, snack); 0 = never buys it of his own accord */
      rhythm: [new Float32Array(n), new Float32Array(n), new Float32Array(n)],
      pack: new Uint8Array(n),
      taste: new Uint8Array(n),
      /** multiplies quantities */
      appetite: new Float32Array(n),
      giftLean: new Float32Array(n),
      springLean: new Float32Array(n),
      /** mean days between visits while fully engaged */
      visitDays: new Float32Array(n),
      checkInFan: new Uint8Array(n),
      /** multiplies the response to each contact channel */
      openness: Array.from({ length: N_CONTACT_CHANNELS }, () => new Float32Array(n)),
      /** bit per contact channel: has a token, an address, a number */
      reach: new Uint8Array(n),
    }
    this.state = {
      phase: new Uint8Array(n),
      cause: new Uint8Array(n),
      /** day on which the customer leaves or left; NEVER while it is open */
      churnDay: new Int16Array(n).fill(NEVER),
      fadeFrom: new Int16Array(n).fill(NEVER),
      pausedFrom: new Int16Array(n).fill(NEVER),
      pausedTo: new Int16Array(n).fill(NEVER),
      competitorDay: new Int16Array(n).fill(NEVER),
      lifeDay: new Int16Array(n).fill(NEVER),
      firstOrderDue: new Int16Array(n).fill(NEVER),
      /** per rhythm: when its clock was set (NEVER = the wish stands, only its day is open), its mean, when it rings */
      clockFrom: Array.from({ length: N_RHYTHMS }, () => new Int16Array(n).fill(NEVER)),
      clockMean: Array.from({ length: N_RHYTHMS }, () => new Float32Array(n)),
      clockDue: Array.from({ length: N_RHYTHMS }, () => new Int16Array(n).fill(NEVER)),
      /** by kind of occasion (gift, spring tea, stocking up): the day decided on */
      occasionDue: Array.from({ length: 3 }, () => new Int16Array(n).fill(NEVER)),
      /** number of the next occasion to decide on */
      occasion: new Uint8Array(n),
      /** an order put off to a sale: its day and the wished categories as bits */
      waitDay: new Int16Array(n).fill(NEVER),
      waitFor: new Uint8Array(n),
      /** may change when it is sold out */
      favouriteTea: new Uint8Array(n),
      habit: new Float32Array(n),
      nOrders: new Uint16Array(n),
      lastOrder: new Int16Array(n).fill(-NEVER),
      /** what the shop knows of him: spend in fen, halved every 180 days, as of lastOrder */
      recentSpend: new Float32Array(n),
      totalSpend: new Float64Array(n),
      /** contacts of late, fading by a fifth a week, as of heatDay */
      heat: new Float32Array(n),
      heatDay: new Int16Array(n),
      couponFace: new Uint16Array(n),
      couponTo: new Int16Array(n).fill(-NEVER),
      couponContact: new Int32Array(n).fill(-1),
      optedOut: new Uint8Array(n),
      uninstalled: new Int16Array(n).fill(NEVER),
      visitDue: new Int16Array(n).fill(NEVER),
    }
    this.traitColumns = flatten(this.traits)
    this.stateColumns = flatten(this.state)
  }

  copyTraits(from: number, to: number): void {
    for (const column of this.traitColumns) column[to] = column[from]!
  }

  copyState(from: number, to: number): void {
    for (const column of this.stateColumns) column[to] = column[from]!
  }
}

type Column = Int16Array | Int32Array | Uint8Array | Uint16Array | Float32Array | Float64Array

function flatten(group: Readonly<Record<string, Column | readonly Column[]>>): Column[] {
  return Object.values(group).flatMap((one) => (Array.isArray(one) ? (one as Column[]) : [one as Column]))
}
