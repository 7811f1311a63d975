import type { Evidence } from '../../../shared/contract/import.ts'
import type { FileKind } from '../../../shared/contract/mapping.ts'
import { FIELD_RULES, type FieldRules } from '../vocabulary/nameRules.ts'
import { scoreName } from '../vocabulary/scoreName.ts'
import { byName, type Column, type Table } from './table.ts'
import { valueFit } from './valueFit.ts'

/** A column that may be a field. */
export interface Candidate {
  readonly field: string
  readonly column: Column
  readonly nameScore: number
  /** name and values together, 0..1 */
  readonly score: number
  readonly evidence: readonly Evidence[]
}

/** Every field's candidates, best first. Ties are broken by name, never by place. */
export type Candidates = ReadonlyMap<string, readonly Candidate[]>

const KNOWN_NAME = 0.9
const LEAST = 0.2

/** Scores every column as every field of a kind. */
export function candidatesFor(kind: FileKind, table: Table): Candidates {
  const found = new Map<string, Candidate[]>()
  for (const [field, rules] of Object.entries(FIELD_RULES[kind])) {
    const list: Candidate[] = []
    for (const column of table.columns) {
      const candidate = candidateOf(field, rules, column, table)
      if (candidate && candidate.score >= LEAST) list.push(candidate)
    }
    list.sort((a, b) => b.score - a.score || b.column.filled - a.column.filled || byName(a.column, b.column))
    found.set(field, list)
  }
  return found
}

function candidateOf(field: string, rules: FieldRules, column: Column, table: Table): Candidate | null {
  const named = scoreName(column.words, rules)
  const nameScore = field === 'order' ? Math.max(named, orderByContext(column, table)) : named
  if (nameScore === 0) return null
  const { factor, evidence } = valueFit(field, column)
  const code = nameScore >= KNOWN_NAME ? 'name-known' : 'name-similar'
  return {
    field,
    column,
    nameScore,
    score: Math.min(0.99, nameScore * factor),
    evidence: [{ code, values: { column: column.name } }, ...evidence],
  }
}

/** Names that mean an order only because of what stands beside them. */
function orderByContext(column: Column, table: Table): number {
  if (isOrderName(column, table)) return 0.95
  return isOrderId(column, table) ? 0.72 : 0
}

/** A bare "ID" that never comes twice, in a table that has a status and a payment or total for every row. */
function isOrderId(column: Column, table: Table): boolean {
  const { words } = column
  if (words.words.length !== 1 || !words.concepts.has('id') || column.distinct < column.filled) return false
  const has = (concept: 'status' | 'pay' | 'total'): boolean =>
    table.columns.some((other) => other !== column && other.words.concepts.has(concept))
  return has('status') && (has('pay') || has('total'))
}

/** A bare "Name" beside columns of line items, with values such as `#1001`: the order's name. */
function isOrderName(column: Column, table: Table): boolean {
  const { words } = column
  if (words.words.length !== 1 || !words.concepts.has('name')) return false
  const hasLines = table.columns.some((other) =>
    other.words.words.some((word) => /^line ?items?$/.test(word)),
  )
  const codes = [...column.values.keys()].filter((value) =>
    /^#?[A-Z]{0,6}[-_#]?\d+(?:[-_.]\w{1,6})*$/i.test(value),
  ).length
  return column.filled === 0
    ? hasLines && column.nRows === 0
    : codes > column.distinct * 0.9 && (hasLines || codes === column.distinct)
}
