import type { Evidence } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { bareText, numberOf } from '../detect/cellShape.ts'
import { statusMeaning, type StatusMeaning } from '../vocabulary/statusWords.ts'
import type { Column, Table } from './table.ts'

/** Rules about rows that are no orders or that take one back. */
export interface CancellationRules {
  readonly rules: Pick<Mapping, 'cancelled' | 'notOrders' | 'refunded'>
  readonly evidence: readonly Evidence[]
  /** columns that the rules read */
  readonly columns: readonly string[]
}

interface Given {
  readonly order: Column | null
  /** columns that tell how an order stands, the best first */
  readonly status: readonly Column[]
  /** amount and quantity, where they are ever negative */
  readonly signed: readonly Column[]
  /** some column holds amounts of refunds */
  readonly hasRefunds: boolean
}

const ENOUGH_ROWS = 3

/**
 * Order numbers with a prefix of their own exactly where amounts are negative are cancellations, and so are rows of a
 * type that takes back. Words of a status column say which orders are none (cancelled, never paid) and which were
 * given back in full.
 */
export function cancellation(table: Table, given: Given): CancellationRules {
  const prefix = given.order ? cancellationPrefix(table, given.order, given.signed) : null
  const cancelled = prefix ?? reversals(table)
  const notOrders = statusRule(given.status, (meaning) => meaning === 'cancelled' || meaning === 'unpaid')
  const refunded = given.hasRefunds
    ? undefined
    : statusRule(given.status, (meaning) => meaning === 'refunded')
  const found = [cancelled, notOrders, refunded].filter((rule) => rule !== undefined)
  return {
    rules: {
      ...(cancelled ? { cancelled: cancelled.rule } : {}),
      ...(notOrders ? { notOrders: notOrders.rule } : {}),
      ...(refunded ? { refunded: refunded.rule } : {}),
    },
    evidence: found.map(({ evidence }) => evidence),
    columns: [...new Set(found.map(({ rule }) => rule.column))],
  }
}

interface Found<Rule> {
  readonly rule: Rule
  readonly evidence: Evidence
}

function cancellationPrefix(
  table: Table,
  order: Column,
  signed: readonly Column[],
): Found<NonNullable<Mapping['cancelled']>> | undefined {
  if (signed.length === 0) return undefined
  const seen = new Map<string, { rows: number; negative: number }>()
  let rows = 0
  let negative = 0
  for (const row of table.body) {
    const prefix = /^([\p{L}#_-]{1,4}?)\d/u.exec(bareText(row[order.index] ?? ''))?.[1] ?? ''
    const isNegative = signed.some(
      (column) => numberOf(row[column.index] ?? '', column.commas > column.points ? ',' : '.') < 0,
    )
    const counts = seen.get(prefix) ?? { rows: 0, negative: 0 }
    counts.rows++
    rows++
    if (isNegative) {
      counts.negative++
      negative++
    }
    seen.set(prefix, counts)
  }
  for (const [prefix, counts] of seen) {
    const others = { rows: rows - counts.rows, negative: negative - counts.negative }
    const isOwn =
      prefix !== '' && ![...seen.keys()].some((other) => other !== prefix && other.startsWith(prefix))
    if (!isOwn || counts.rows < ENOUGH_ROWS || counts.rows > rows * 0.4) continue
    if (counts.negative < counts.rows * 0.98 || others.negative > others.rows * 0.05) continue
    const values = { column: order.name, prefix, rows: counts.rows }
    return {
      rule: { column: order.name, startsWith: prefix },
      evidence: { code: 'cancelled-prefix', values },
    }
  }
  return undefined
}

/** A column of transaction types some of which sell and some of which take back. */
function reversals(table: Table): Found<NonNullable<Mapping['cancelled']>> | undefined {
  for (const column of table.columns) {
    const { concepts } = column.words
    if (!concepts.has('type') || column.type !== 'word' || column.distinct > 12 || concepts.has('pay'))
      continue
    const equals = [...column.values.keys()].filter((value) =>
      /^(?!no[nt]?\b).*(refund|return|credit|chargeback|reversal|退货|退款|冲红|红冲)/i.test(value),
    )
    const sells = [...column.values.keys()].some(
      (value) =>
        /sale|order|payment|charge|purchase|invoice|销售|订单|消费|购买|正向/i.test(value) &&
        !equals.includes(value),
    )
    if (equals.length > 0 && sells)
      return { rule: { column: column.name, equals }, evidence: words(column, equals) }
  }
  return undefined
}

function statusRule(
  columns: readonly Column[],
  applies: (meaning: StatusMeaning) => boolean,
): Found<NonNullable<Mapping['notOrders']>> | undefined {
  for (const column of columns) {
    const equals = [...column.values.keys()].filter((value) => {
      const meaning = statusMeaning(value)
      return meaning !== null && applies(meaning)
    })
    if (equals.length > 0)
      return { rule: { column: column.name, equals: equals.slice(0, 40) }, evidence: words(column, equals) }
  }
  return undefined
}

function words(column: Column, of: readonly string[]): Evidence {
  return { code: 'status-words', values: { column: column.name, words: of.slice(0, 6).join(', ') } }
}
