import type { Evidence } from '../../../shared/contract/import.ts'
import { sourceColumns, FILE_KINDS, type FileKind } from '../../../shared/contract/mapping.ts'
import { scoreName } from '../vocabulary/scoreName.ts'
import { AGGREGATE_RULES } from '../vocabulary/nameRules.ts'
import { confidenceOf, READY, type Proposal } from './proposal.ts'
import type { Column, Table } from './table.ts'

/** What a table is most likely a list of. */
export interface KindVerdict {
  /** null: of nothing that can be imported */
  readonly kind: FileKind | null
  readonly confidence: number
  readonly evidence: readonly Evidence[]
  /** why it is nothing */
  readonly refusal: readonly Evidence[]
}

const LEAST_KIND = 0.3
/** What a missing time or amount leaves of a table that otherwise reads like orders. */
const WITHOUT = 0.52

/** Weighs the proposals of all kinds against each other and against what is no list of customers' doings at all. */
export function chooseKind(
  table: Table,
  proposals: Readonly<Record<FileKind, Proposal>>,
  otherNames: ReadonlySet<string>,
): KindVerdict {
  const scores: Record<FileKind, number> = {
    purchases: purchasesScore(table, proposals.purchases),
    behaviours: behavioursScore(proposals.behaviours),
    customers: 0,
    contacts: 0,
  }
  scores.contacts = contactsScore(proposals.contacts) * (scores.purchases > 0.6 ? 0.2 : 1)
  if (scores.purchases > 0.6 && eventIsWeak(proposals.behaviours)) scores.behaviours *= 0.4
  const busiest = Math.max(scores.purchases, scores.behaviours, scores.contacts)
  scores.customers = customersScore(table, proposals.customers) * (busiest > 0.6 ? 0.5 : 1)
  const kind = FILE_KINDS.reduce((best, one) => (scores[one] > scores[best] ? one : best))
  const confidence = Math.round(Math.min(1, scores[kind]) * 100) / 100
  const refusal = refusalOf(table, proposals[kind], otherNames)
  const hasKey = confidenceOf(proposals[kind], 'customer') >= READY
  if ((confidence < LEAST_KIND && !hasKey) || refusal.length > 0)
    return {
      kind: keepsKind(refusal, confidence) ? kind : null,
      confidence: keepsKind(refusal, confidence) ? confidence : 0,
      evidence: [],
      refusal: refusal.length > 0 ? refusal : missingCustomer(proposals[kind]),
    }
  const fields = proposals[kind].fields.map(({ field }) => field).join(', ')
  return { kind, confidence, evidence: [{ code: 'kind-fields', values: { fields } }], refusal: [] }
}

/** An order list without a buyer is still an order list. */
function keepsKind(refusal: readonly Evidence[], confidence: number): boolean {
  return confidence >= 0.6 && refusal.every(({ code }) => code === 'missing-field')
}

function refusalOf(table: Table, proposal: Proposal, otherNames: ReadonlySet<string>): readonly Evidence[] {
  const customer = confidenceOf(proposal, 'customer')
  if (isDictionary(table, otherNames)) return [{ code: 'looks-like-dictionary', values: {} }]
  if (isBill(table) && customer < 0.8) return [{ code: 'looks-like-bill', values: {} }]
  return customer === 0 ? [{ code: 'missing-field', values: { field: 'customer' } }] : []
}

function missingCustomer(proposal: Proposal): readonly Evidence[] {
  if (confidenceOf(proposal, 'customer') === 0)
    return [{ code: 'missing-field', values: { field: 'customer' } }]
  return [{ code: 'kind-uncertain', values: { kind: proposal.kind } }]
}

function purchasesScore(table: Table, proposal: Proposal): number {
  const [time, amount, customer] = (['time', 'amount', 'customer'] as const).map((field) =>
    confidenceOf(proposal, field),
  )
  const traded = (['order', 'product', 'quantity'] as const).map((field) => confidenceOf(proposal, field))
  const trade = Math.max(...traded)
  const isTrade = traded.filter((confidence) => confidence >= 0.8).length >= 2 && (customer ?? 0) >= 0.8
  const part = (confidence: number | undefined, enough: number): number =>
    confidence === undefined || confidence === 0 ? (isTrade ? WITHOUT : 0) : Math.min(1, confidence / enough)
  const score = part(time, 0.9) * part(amount, 0.8) * (0.62 + 0.38 * trade)
  const amounts = proposal.fields
    .filter(({ field }) => field === 'amount')
    .flatMap(({ source }) => [...sourceColumns(source)])
  const isAggregate =
    table.columns.some((column) => amounts.includes(column.name) && isAggregated(column)) && trade < 0.8
  const isWallet =
    trade < 0.5 &&
    table.columns.some(({ words }) => words.concepts.has('balance') || words.concepts.has('cashflow'))
  return score * (isAggregate ? 0.5 : 1) * (isWallet ? 0.7 : 1)
}

function behavioursScore(proposal: Proposal): number {
  const event = confidenceOf(proposal, 'event')
  const time = confidenceOf(proposal, 'time')
  const about = Math.max(confidenceOf(proposal, 'product'), confidenceOf(proposal, 'customer'))
  return Math.min(1, event / 0.9) * Math.min(1, time / 0.9) * (0.7 + 0.3 * about)
}

/** Sales and refunds alone are no behaviours: a log knows visits, carts and the like. */
function eventIsWeak(proposal: Proposal): boolean {
  const events = new Set(
    Object.values(proposal.extras.events ?? {}).filter(
      (name) => name !== 'buy' && !name.startsWith('other:'),
    ),
  )
  return confidenceOf(proposal, 'event') < 0.9 || events.size < 2
}

function contactsScore(proposal: Proposal): number {
  const campaign = confidenceOf(proposal, 'campaign')
  const customer = confidenceOf(proposal, 'customer')
  const outcomes = [
    'delivered',
    'opened',
    'clicked',
    'redeemed',
    'control',
    'variant',
    'cost',
    'couponFace',
  ] as const
  const nOutcomes = outcomes.filter((field) => confidenceOf(proposal, field) > 0).length
  const time = confidenceOf(proposal, 'time')
  const byCampaign =
    Math.min(1, campaign / 0.9) *
    Math.min(1, customer / 0.8) *
    (0.7 + 0.15 * time + 0.15 * Math.min(1, nOutcomes / 2))
  const byOutcomes = nOutcomes >= 2 ? Math.min(1, customer / 0.8) * 0.75 : 0
  return Math.max(byCampaign, byOutcomes)
}

/** One row a customer, with what is known of her. */
function customersScore(table: Table, proposal: Proposal): number {
  const field = proposal.fields.find((one) => one.field === 'customer')
  const column = table.columns.find(
    (one) => field !== undefined && sourceColumns(field.source).includes(one.name),
  )
  if (field === undefined || column === undefined) return 0
  const share = column.filled === 0 ? 1 : column.distinct / column.filled
  const traits = table.columns.filter((one) => one !== column && isTrait(one)).length
  const known = proposal.fields.length - 1
  const about = Math.min(1, (traits + 2 * known) / 3)
  return Math.min(1, field.confidence / 0.8) * uniqueness(share, traits) * (0.5 + 0.5 * about)
}

/** Keys of a list of customers hardly ever come twice; many traits make up for shared phone numbers. */
function uniqueness(share: number, traits: number): number {
  if (share >= 0.98) return 1
  return share >= 0.85 ? 0.8 : traits >= 4 ? 0.6 : 0.35
}

const TRAITS = [
  'trait',
  'birth',
  'register',
  'consent',
  'optout',
  'points',
  'churn',
  'address',
  'balance',
] as const

function isTrait(column: Column): boolean {
  const { concepts } = column.words
  return (
    TRAITS.some((concept) => concepts.has(concept)) ||
    (concepts.has('person') && !concepts.has('id')) ||
    isAggregated(column)
  )
}

function isAggregated(column: Column): boolean {
  return scoreName(column.words, AGGREGATE_RULES) > 0.5
}

/** Money in and out with other parties: an account's statement. */
function isBill(table: Table): boolean {
  const flows = table.columns.filter(({ words }) => words.concepts.has('cashflow')).length
  const parties = table.columns.filter(({ words }) => words.concepts.has('counterparty')).length
  const balances = table.columns.filter(({ words }) => words.concepts.has('balance')).length
  return flows + parties + balances >= 2 && (flows > 0 || parties > 0)
}

const EXPLAINS =
  /^(?:字段|列名|变量|指标|说明|描述|含义|解释|定义|类型|示例|备注|中文名|英文名|取值|field|column|variable|attribute|name|description|meaning|definition|type|data ?type|example|values?|note|comment)/i

/** A table that explains the columns of another one. */
function isDictionary(table: Table, otherNames: ReadonlySet<string>): boolean {
  if (table.columns.length > 6 || table.columns.length < 2) return false
  const first = table.columns.slice(0, 2).map((column) => [...column.values.keys()])
  const named = first.some(
    (values) =>
      values.length >= 3 && values.filter((value) => otherNames.has(value)).length >= values.length * 0.5,
  )
  const explains = table.columns.filter(({ name }) => EXPLAINS.test(name)).length
  const isWordy = table.columns.every(
    (column) =>
      column.type === 'text' || column.type === 'word' || column.type === 'empty' || column.type === 'id',
  )
  return (
    named || (explains >= 2 && explains >= table.columns.length * 0.6 && isWordy && table.body.length <= 500)
  )
}
