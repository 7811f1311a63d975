import type { ContactLedger } from '../../../shared/analytics/ledger/ledger.ts'
import type { ReadableProject } from '../project.ts'

const UNKNOWN = 255
const SECONDS_A_DAY = 86_400

type ContactRow = readonly [
  customer: number,
  time: number,
  campaign: number,
  channel: number | null,
  variant: number | null,
  control: number | null,
  cost: number | null,
  couponFace: number | null,
  delivered: number | null,
  opened: number | null,
  clicked: number | null,
  redeemed: number | null,
]

/** All contacts as columns, by customer and time; null when there are none. Cost: one pass over the table. */
export function readContactLedger(project: ReadableProject): ContactLedger | null {
  return project.read((database) => {
    const count = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0
    const nEvents = count('SELECT count(*) FROM contacts')
    if (nEvents === 0) return null
    const nCustomers = count('SELECT coalesce(max(id), 0) FROM customers')
    const ledger = emptyLedger(nCustomers, nEvents)
    const rows = database
      .prepare(
        `SELECT customer_id, time_seconds, campaign_id, channel_id, variant_id, control, cost_minor,
           coupon_face_minor, delivered, opened, clicked, redeemed
         FROM contacts ORDER BY customer_id, time_seconds, id`,
      )
      .raw()
    const flag = (value: number | null): number => value ?? UNKNOWN
    let i = 0
    for (const row of rows.iterate() as IterableIterator<ContactRow>) {
      const [customer, time, campaign, channel, variant, control, cost, couponFace] = row
      const [, , , , , , , , delivered, opened, clicked, redeemed] = row
      ledger.offsets[customer] = (ledger.offsets[customer] ?? 0) + 1
      ledger.day[i] = Math.floor(time / SECONDS_A_DAY)
      ledger.campaign[i] = campaign
      ledger.channel[i] = channel ?? 0
      ledger.variant[i] = variant ?? 0
      ledger.control[i] = flag(control)
      ledger.costMinor[i] = cost ?? Number.NaN
      ledger.couponFaceMinor[i] = couponFace ?? Number.NaN
      ledger.delivered[i] = flag(delivered)
      ledger.opened[i] = flag(opened)
      ledger.clicked[i] = flag(clicked)
      ledger.redeemed[i] = flag(redeemed)
      i++
    }
    for (let c = 1; c <= nCustomers; c++) {
      ledger.offsets[c] = (ledger.offsets[c] ?? 0) + (ledger.offsets[c - 1] ?? 0)
    }
    return ledger
  })
}

function emptyLedger(nCustomers: number, nEvents: number): ContactLedger {
  return {
    nCustomers,
    nEvents,
    offsets: new Uint32Array(nCustomers + 1),
    day: new Int32Array(nEvents),
    campaign: new Uint32Array(nEvents),
    channel: new Uint16Array(nEvents),
    variant: new Uint16Array(nEvents),
    control: new Uint8Array(nEvents),
    costMinor: new Float64Array(nEvents),
    couponFaceMinor: new Float64Array(nEvents),
    delivered: new Uint8Array(nEvents),
    opened: new Uint8Array(nEvents),
    clicked: new Uint8Array(nEvents),
    redeemed: new Uint8Array(nEvents),
  }
}
