import type { PreviewColumn, TablePreview } from '../../../shared/contract/import.ts'
import {
  FIELDS,
  REQUIRED_FIELDS,
  type FieldSource,
  type FileKind,
  type Mapping,
} from '../../../shared/contract/mapping.ts'

const MANY = '\u0001'

/** A source as the value of a choice, and back. */
export function sourceKey(source: FieldSource): string {
  if (typeof source === 'string') return source
  if ('column' in source) return source.column
  if ('multiply' in source) return ['multiply', ...source.multiply].join(MANY)
  if ('sum' in source) return ['sum', ...source.sum].join(MANY)
  if ('firstOf' in source) return ['firstOf', ...source.firstOf].join(MANY)
  return ['constant', source.constant].join(MANY)
}

export function sourceOf(key: string): FieldSource {
  const [how, ...names] = key.split(MANY)
  if (names.length === 0) return key
  switch (how) {
    case 'multiply':
      return { multiply: [names[0] ?? '', names[1] ?? ''] }
    case 'sum':
      return { sum: names }
    case 'firstOf':
      return { firstOf: names }
    default:
      return { constant: names[0] ?? '' }
  }
}

/** Columns that a source reads. */
export function columnsOf(source: FieldSource): readonly string[] {
  if (typeof source === 'string') return [source]
  if ('column' in source) return [source.column]
  if ('multiply' in source) return source.multiply
  if ('sum' in source) return source.sum
  if ('firstOf' in source) return source.firstOf
  return []
}

const NUMERIC = new Set<PreviewColumn['type']>(['integer', 'number', 'money'])
const MOST_PRODUCTS = 24

/** Choices for a field: every column, and for an amount the products of a whole number and a price. */
export function choicesFor(field: string, preview: TablePreview): FieldSource[] {
  const choices: FieldSource[] = preview.columns
    .filter((column) => column.type !== 'empty')
    .map((column) => column.name)
  if (field !== 'amount') return choices
  const whole = preview.columns.filter((column) => column.type === 'integer')
  const prices = preview.columns.filter((column) => NUMERIC.has(column.type))
  for (const quantity of whole) {
    for (const price of prices) {
      if (price !== quantity && choices.length < preview.columns.length + MOST_PRODUCTS) {
        choices.push({ multiply: [quantity.name, price.name] })
      }
    }
  }
  return choices
}

/** The mapping with one field from another source, or without it. */
export function withField(mapping: Mapping, field: string, source: FieldSource | null): Mapping {
  const { [field]: _old, ...columns } = mapping.columns
  return { ...mapping, columns: source === null ? columns : { ...columns, [field]: source } }
}

export const fieldsOf = (kind: FileKind): readonly string[] => FIELDS[kind]
export const requiredOf = (kind: FileKind): readonly string[] => REQUIRED_FIELDS[kind]

/** Required fields that have no source yet. */
export const missingFields = (kind: FileKind, mapping: Mapping | null): string[] =>
  requiredOf(kind).filter((field) => mapping?.columns[field] === undefined)

/** Columns that no field and no rule reads. */
export function unusedColumns(preview: TablePreview): string[] {
  const { mapping } = preview
  const used = new Set(Object.values(mapping?.columns ?? {}).flatMap((source) => columnsOf(source)))
  for (const rule of [mapping?.cancelled, mapping?.refunded, mapping?.notOrders])
    if (rule) used.add(rule.column)
  return preview.columns
    .filter((column) => column.type !== 'empty' && !used.has(column.name))
    .map((one) => one.name)
}

/** Samples of what a source reads, as the file writes it. */
export function sampleOf(source: FieldSource, preview: TablePreview): string {
  const samples = columnsOf(source).map(
    (name) => preview.columns.find((column) => column.name === name)?.samples[0] ?? '',
  )
  return typeof source === 'object' && 'multiply' in source
    ? samples.join(' × ')
    : samples.filter(Boolean).join(', ')
}
