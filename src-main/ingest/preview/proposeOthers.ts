import type { Evidence } from '../../../shared/contract/import.ts'
import { CODE_BOOKS, eventMeaning } from '../vocabulary/eventWords.ts'
import { candidatesFor } from './candidates.ts'
import { FieldPicker, PROPOSED, type Proposal } from './proposal.ts'
import type { Column, Table } from './table.ts'

/** A table as a log of behaviours. */
export function proposeBehaviours(table: Table): Proposal {
  const picker = new FieldPicker(table, candidatesFor('behaviours', table))
  picker.take('customer', PROPOSED)
  const time = picker.takeTime()
  const event = picker.take('event', PROPOSED)
  for (const field of ['product', 'category', 'channel']) picker.take(field)
  if (event === null && time !== null) addEventOfTime(picker, time.column)
  const open = [...picker.open]
  let events: Record<string, string> | undefined
  let fields: Proposal['fields'] = picker.fields
  if (event && event.column.filled > 0) {
    const read = readEvents(event.column)
    events = read.events
    open.push(...read.open)
    fields = picker.fields.map((one) =>
      one.field === 'event' ? { ...one, evidence: [...one.evidence, ...read.evidence] } : one,
    )
  }
  return { kind: 'behaviours', fields, extras: events ? { events } : {}, open }
}

/** A list of log-ins (visits, searches ...) has no column of events: its time says what happened. */
function addEventOfTime(picker: FieldPicker, time: Column): void {
  const meaning = eventMeaning(time.name)
  if (meaning === null || meaning === 'other' || meaning === 'buy') return
  picker.add(
    'event',
    { constant: meaning },
    0.65,
    [{ code: 'name-similar', values: { column: time.name } }],
    [],
  )
}

const LISTED_EVENTS = 200

/** The file's words for behaviours as canonical ones. Digits mean nothing by themselves: a code book is a question. */
export function readEvents(column: Column): {
  events: Record<string, string>
  open: Evidence[]
  evidence: Evidence[]
} {
  const values = [...column.values.keys()].slice(0, LISTED_EVENTS)
  const words = values.slice(0, 8).join(', ')
  if (values.every((value) => /^\d+(\.0)?$/.test(value))) {
    const book = CODE_BOOKS.find((one) => values.every((value) => value.replace(/\.0$/, '') in one))
    const events = Object.fromEntries(
      values.map((value) => [value, book?.[value.replace(/\.0$/, '')] ?? `other:${value}`]),
    )
    return {
      events,
      open: [{ code: 'events-numeric', values: { column: column.name, words } }],
      evidence: [],
    }
  }
  const meanings = values.map((value) => [value, eventMeaning(value)] as const)
  const known = meanings.filter(([, meaning]) => meaning !== null).length
  const evidence: Evidence = { code: 'events-known', values: { known, of: values.length } }
  return {
    events: Object.fromEntries(
      meanings.map(([value, meaning]) => [
        value,
        meaning === null || meaning === 'other' ? `other:${value}` : meaning,
      ]),
    ),
    open: known === 0 ? [{ code: 'events-unknown', values: { column: column.name, words } }] : [],
    evidence: [evidence],
  }
}

const CUSTOMER_FIELDS = [
  'churned',
  'pointsExpiry',
  'points',
  'uninstalled',
  'registered',
  'emailReachable',
  'smsReachable',
  'pushReachable',
  'callReachable',
] as const

/** A table as a list of customers. Everything that is not mapped is kept as an attribute. */
export function proposeCustomers(table: Table): Proposal {
  const picker = new FieldPicker(table, candidatesFor('customers', table))
  picker.take('customer', PROPOSED)
  for (const field of CUSTOMER_FIELDS) picker.take(field)
  return { kind: 'customers', fields: picker.fields, extras: {}, open: picker.open }
}

const CONTACT_FIELDS = [
  'channel',
  'control',
  'variant',
  'cost',
  'couponFace',
  'delivered',
  'opened',
  'clicked',
  'redeemed',
] as const

/** A table as a list of contacts with customers. */
export function proposeContacts(table: Table): Proposal {
  const picker = new FieldPicker(table, candidatesFor('contacts', table))
  picker.take('customer', PROPOSED)
  picker.take('campaign', PROPOSED)
  const time = picker.takeTime()
  for (const field of CONTACT_FIELDS) picker.take(field)
  const open = [...picker.open]
  const isRedemption = time?.column.words.concepts.has('redeem') === true
  if (time && isRedemption) {
    open.push({ code: 'time-weak', values: { column: time.column.name } })
    if (!picker.fields.some(({ field }) => field === 'redeemed'))
      picker.add(
        'redeemed',
        { constant: '1' },
        0.6,
        [{ code: 'name-similar', values: { column: time.column.name } }],
        [],
      )
  }
  return { kind: 'contacts', fields: picker.fields, extras: {}, open }
}
