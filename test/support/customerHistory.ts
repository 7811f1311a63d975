import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import {
  LEDGER_FLAG,
  type BehaviourLedger,
  type ContactLedger,
  type PurchaseLedger,
} from '../../shared/analytics/ledger/ledger.ts'
import { BEHAVIOUR_NAMES } from '../../shared/contract/mapping.ts'

export interface PlainOrderLine {
  readonly customer: number
  readonly day: number
  readonly minute?: number
  readonly amountMinor: number
  readonly order?: number
  readonly quantity?: number
  readonly product?: number
  readonly category?: number
  readonly channel?: number
  readonly coupon?: boolean
  readonly undated?: boolean
}

export interface PlainBehaviour {
  readonly customer: number
  readonly day: number
  readonly event: string
  readonly minute?: number
  readonly product?: number
  readonly category?: number
}

export interface PlainContact {
  readonly customer: number
  readonly day: number
  readonly channel?: number
  readonly control?: number
  readonly couponFaceMinor?: number
  readonly delivered?: number
  readonly opened?: number
  readonly clicked?: number
  readonly redeemed?: number
}

export interface PlainHistory {
  readonly nCustomers: number
  readonly purchases?: readonly PlainOrderLine[]
  readonly behaviours?: readonly PlainBehaviour[]
  readonly contacts?: readonly PlainContact[]
  /** leave out all optional purchase columns */
  readonly isBare?: boolean
}

export const EVENT_NAMES: readonly string[] = ['', ...BEHAVIOUR_NAMES, 'other:spin']
export const CHANNEL_NAMES: readonly string[] = ['', 'app', 'web', 'shop']

interface Dated {
  readonly customer: number
  readonly day: number
  readonly minute?: number
}

function byTime<T extends Dated>(rows: readonly T[]): T[] {
  return rows.toSorted(
    (a, b) => a.customer - b.customer || a.day - b.day || (a.minute ?? 0) - (b.minute ?? 0),
  )
}

function layout(rows: readonly Dated[], nCustomers: number) {
  const offsets = new Uint32Array(nCustomers + 1)
  for (const { customer } of rows) offsets[customer + 1] = offsets[customer + 1]! + 1
  for (let c = 0; c < nCustomers; c++) offsets[c + 1] = offsets[c + 1]! + offsets[c]!
  return { nCustomers, nEvents: rows.length, offsets, day: Int32Array.from(rows, ({ day }) => day) }
}

function purchaseLedger(
  lines: readonly PlainOrderLine[],
  nCustomers: number,
  isBare: boolean,
): PurchaseLedger {
  const rows = byTime(lines)
  const started = new Set<string>()
  const flags = Uint8Array.from(rows, ({ customer, amountMinor, order, coupon, undated }, i) => {
    const paid = coupon === true ? LEDGER_FLAG.coupon : 0
    if (amountMinor < 0) return LEDGER_FLAG.refund | paid | (undated === true ? LEDGER_FLAG.undatedRefund : 0)
    if (amountMinor === 0) return paid
    const key = order === undefined ? `line ${i}` : `${customer} ${order}`
    const isStart = !started.has(key)
    started.add(key)
    return LEDGER_FLAG.positive | paid | (isStart ? LEDGER_FLAG.orderStart : 0)
  })
  return {
    ...layout(rows, nCustomers),
    amountMinor: Float64Array.from(rows, (row) => row.amountMinor),
    flags,
    ...(isBare
      ? {}
      : {
          minute: Uint16Array.from(rows, (row) => row.minute ?? 65_535),
          quantity: Float32Array.from(rows, (row) => row.quantity ?? NaN),
          product: Uint32Array.from(rows, (row) => row.product ?? 0),
          category: Uint32Array.from(rows, (row) => row.category ?? 0),
          channel: Uint16Array.from(rows, (row) => row.channel ?? 0),
        }),
  }
}

function behaviourLedger(behaviours: readonly PlainBehaviour[], nCustomers: number): BehaviourLedger {
  const rows = byTime(behaviours)
  return {
    ...layout(rows, nCustomers),
    minute: Uint16Array.from(rows, (row) => row.minute ?? 65_535),
    event: Uint16Array.from(rows, (row) => EVENT_NAMES.indexOf(row.event)),
    product: Uint32Array.from(rows, (row) => row.product ?? 0),
    category: Uint32Array.from(rows, (row) => row.category ?? 0),
  }
}

function contactLedger(contacts: readonly PlainContact[], nCustomers: number): ContactLedger {
  const rows = byTime(contacts)
  return {
    ...layout(rows, nCustomers),
    campaign: new Uint32Array(rows.length).fill(1),
    channel: Uint16Array.from(rows, (row) => row.channel ?? 0),
    variant: new Uint16Array(rows.length),
    control: Uint8Array.from(rows, (row) => row.control ?? 0),
    costMinor: new Float64Array(rows.length).fill(NaN),
    couponFaceMinor: Float64Array.from(rows, (row) => row.couponFaceMinor ?? NaN),
    delivered: Uint8Array.from(rows, (row) => row.delivered ?? 255),
    opened: Uint8Array.from(rows, (row) => row.opened ?? 255),
    clicked: Uint8Array.from(rows, (row) => row.clicked ?? 255),
    redeemed: Uint8Array.from(rows, (row) => row.redeemed ?? 255),
  }
}

/** A history from plain rows in any order; a kind that is left out is no ledger (purchases: an empty one). */
export function historyOf(plain: PlainHistory): CustomerHistory {
  const { nCustomers, behaviours, contacts, isBare = false } = plain
  return {
    purchases: purchaseLedger(plain.purchases ?? [], nCustomers, isBare),
    behaviours: behaviours === undefined ? null : behaviourLedger(behaviours, nCustomers),
    contacts: contacts === undefined ? null : contactLedger(contacts, nCustomers),
    eventNames: EVENT_NAMES,
    channelNames: CHANNEL_NAMES,
  }
}
