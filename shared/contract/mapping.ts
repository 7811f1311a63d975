import { z } from './zod.ts'

/** What a file is a list of. */
export const FILE_KINDS = ['purchases', 'behaviours', 'customers', 'contacts'] as const
/** One of the kinds of file. */
export type FileKind = (typeof FILE_KINDS)[number]

/** Fields that a column may be mapped to, by kind. The first of a kind's list that ends in `!` are required. */
export const FIELDS = {
  purchases: [
    'customer',
    'order',
    'time',
    'amount',
    'quantity',
    'product',
    'category',
    'channel',
    'coupon',
    'refund',
    'refundTime',
    'status',
    'lineId',
  ],
  behaviours: ['customer', 'time', 'event', 'product', 'category', 'channel'],
  customers: [
    'customer',
    'registered',
    'pushReachable',
    'emailReachable',
    'smsReachable',
    'callReachable',
    'uninstalled',
    'points',
    'pointsExpiry',
    'churned',
  ],
  contacts: [
    'customer',
    'campaign',
    'time',
    'channel',
    'variant',
    'control',
    'cost',
    'couponFace',
    'delivered',
    'opened',
    'clicked',
    'redeemed',
  ],
} as const satisfies Record<FileKind, readonly string[]>

/** Required fields by kind (`amount` may be given as a product of two columns). */
export const REQUIRED_FIELDS = {
  purchases: ['customer', 'time', 'amount'],
  behaviours: ['customer', 'time', 'event'],
  customers: ['customer'],
  contacts: ['customer', 'campaign', 'time'],
} as const satisfies Record<FileKind, readonly string[]>

/** Canonical behaviours; `other:<text>` is kept for events that no vocabulary knows. */
export const BEHAVIOUR_NAMES = [
  'login',
  'visit',
  'view',
  'viewNew',
  'search',
  'favourite',
  'cartAdd',
  'cartRemove',
  'checkIn',
  'buy',
  'share',
  'review',
] as const
/** One of the canonical behaviours. */
export type BehaviourName = (typeof BEHAVIOUR_NAMES)[number]

/** Order of day, month and year in dates written with numbers. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const columnName = z.string().max(500)

/**
 * Where a field comes from: one column (a bare name or `{column}`), the product of two (quantity x price), the sum of
 * several, the first that is not empty, a date and its clock joined with a blank (nothing where the first is empty), or a
 * constant text.
 */
export const fieldSourceSchema = z.union([
  columnName,
  z.strictObject({ column: columnName }),
  z.strictObject({ multiply: z.tuple([columnName, columnName]) }),
  z.strictObject({ sum: z.array(columnName).min(1).max(8) }),
  z.strictObject({ firstOf: z.array(columnName).min(1).max(8) }),
  z.strictObject({ join: z.tuple([columnName, columnName]) }),
  z.strictObject({ constant: z.string().max(200) }),
])
/** See `fieldSourceSchema`. */
export type FieldSource = z.infer<typeof fieldSourceSchema>

/** Names of the columns that a source reads, in its order; none for a constant. */
export function sourceColumns(source: FieldSource): readonly string[] {
  if (typeof source === 'string') return [source]
  if ('column' in source) return [source.column]
  if ('multiply' in source) return source.multiply
  if ('sum' in source) return source.sum
  if ('firstOf' in source) return source.firstOf
  return 'join' in source ? source.join : []
}

/**
 * How a table's columns become a kind's fields; the format of `mapping.json`. With `header: false` columns are named
 * c1, c2, ... A repeated header is named `Name (2)`; names are matched after trimming.
 * `cancelled`: rows that are cancellations (amount turned negative when it is not yet). `notOrders`: rows that are no
 * orders at all (closed, unpaid) and are rejected as `not-an-order`. `refunded`: rows whose order was given back in
 * full where no column holds the amount of the refund: beside the row stands an undated refund of its amount. `carryDown`: order-level columns that stand only
 * on an order's first line. `events`: own event words to canonical behaviours. `attributes`: customer columns to keep
 * (default: all that are not mapped).
 */
export const mappingSchema = z.strictObject({
  kind: z.enum(FILE_KINDS),
  header: z.boolean().optional(),
  columns: z.record(z.string(), fieldSourceSchema),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  cancelled: z
    .strictObject({
      column: columnName,
      startsWith: z.string().optional(),
      equals: z.array(z.string()).optional(),
    })
    .optional(),
  notOrders: z.strictObject({ column: columnName, equals: z.array(z.string()) }).optional(),
  refunded: z.strictObject({ column: columnName, equals: z.array(z.string()) }).optional(),
  carryDown: z.array(columnName).optional(),
  events: z.record(z.string(), z.string()).optional(),
  attributes: z.array(columnName).optional(),
  dropIdentical: z.boolean().optional(),
})
/** See `mappingSchema`. */
export type Mapping = z.infer<typeof mappingSchema>

/** How bytes become a table. Everything absent is detected. */
export const readAsSchema = z.strictObject({
  format: z.enum(['delimited', 'xlsx', 'jsonl']).optional(),
  encoding: z.string().max(40).optional(),
  /** one character, or 'spaces' for runs of blanks */
  delimiter: z.string().max(10).optional(),
  quote: z.enum(['"', "'", '']).optional(),
  /** 1-based physical line of the header; 0 = there is none */
  headerLine: z.int().min(0).max(10_000).optional(),
  sheet: z.string().max(200).optional(),
})
/** See `readAsSchema`. */
export type ReadAs = z.infer<typeof readAsSchema>
