import { arrange, type Arranged } from './arrange.ts'
import { encodeChunk, type EncodedChunk } from './encodedChunk.ts'
import { CUSTOMER, EventSet, joined, SHAPES, type LedgerShape } from './eventSet.ts'
import { markOrders } from './markOrders.ts'
import { isLeftOut, matchRows, type Matched } from './matchRows.ts'
import { readSpilled, type SpilledPart } from './spill.ts'

/** Fresh events of a range of customers and those that are there; plain data, so that another thread can merge them. */
export interface PartTask {
  readonly ledger: LedgerShape['name']
  readonly firstCustomer: number
  /** events that the ledger has of these customers, in its order */
  readonly before: EventSet
  readonly fresh: SpilledPart
  /** false: fresh events are taken as they are (rebuilding, restoring) */
  readonly matches: boolean
  /** imports whose identical rows are dropped */
  readonly dropsIdentical: ReadonlySet<number>
}

/** Events of a range of customers, those that were there before first, and what was decided about the rest. */
export interface MergedPart {
  readonly firstCustomer: number
  readonly events: EventSet
  readonly arranged: Arranged
  /** null: nothing was to be matched */
  readonly matched: Matched | null
  readonly nExisting: number
  /** orders in the range afterwards */
  readonly nOrders: number
  /** null: no event is left */
  readonly chunk: EncodedChunk | null
}

/** Matches, arranges and encodes one part. Takes about 0.3 us an event and 150 bytes of memory. */
export function mergePart(task: PartTask): MergedPart {
  const { firstCustomer, matches, dropsIdentical } = task
  const shape = shapeOf(task.ledger)
  const { n, doubles, words } = task.before
  const before = new EventSet(n, doubles, words)
  const events = joined(shape, before, readSpilled(shape, task.fresh))
  const arranged = arrange(events, firstCustomer, nCustomersOf(events, firstCustomer))
  const drops = (importId: number): boolean => dropsIdentical.has(importId)
  const matched = matches ? matchRows(shape, events, arranged, n, drops) : null
  const kept =
    matched === null || matched.nLeftOut === 0
      ? arranged
      : without(arranged, (event) => isLeftOut(matched.verdicts[event]))
  const { nOrders, chunk } = encodeArranged(shape, firstCustomer, events, kept)
  return { firstCustomer, events, arranged, matched, nExisting: n, nOrders, chunk }
}

/** Marks orders over arranged events and encodes them. */
export function encodeArranged(
  shape: LedgerShape,
  firstCustomer: number,
  events: EventSet,
  kept: Arranged,
): { nOrders: number; chunk: EncodedChunk | null } {
  const nOrders = shape.hasOrders ? markOrders(events, kept) : 0
  const chunk = kept.order.length > 0 ? encodeChunk(shape, firstCustomer, events, kept.order) : null
  return { nOrders, chunk }
}

export function without(arranged: Arranged, isOut: (event: number) => boolean): Arranged {
  const { order, starts, minuteKeys } = arranged
  const kept = new Uint32Array(order.length)
  const keptStarts = new Uint32Array(starts.length)
  let n = 0
  for (let c = 0; c + 1 < starts.length; c++) {
    const to = starts[c + 1] ?? 0
    for (let i = starts[c] ?? 0; i < to; i++) {
      const event = order[i] ?? 0
      if (!isOut(event)) kept[n++] = event
    }
    keptStarts[c + 1] = n
  }
  return { order: kept.subarray(0, n), starts: keptStarts, minuteKeys }
}

/** customers from `first` to the last one that has an event */
export function nCustomersOf(events: EventSet, first: number): number {
  const customers = events.word(CUSTOMER)
  let last = first - 1
  for (let i = 0; i < customers.length; i++) last = Math.max(last, customers[i] ?? 0)
  return last - first + 1
}

function shapeOf(ledger: LedgerShape['name']): LedgerShape {
  const shape = SHAPES.find(({ name }) => name === ledger)
  if (shape === undefined) throw new Error(`no ledger of ${ledger}`)
  return shape
}
