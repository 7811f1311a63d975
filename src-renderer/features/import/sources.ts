import type { PreviewColumn, TablePreview } from '../../../shared/contract/import.ts'
import {
  sourceColumns,
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
  if ('join' in source) return ['join', ...source.join].join(MANY)
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
    case 'join':
      return { join: [names[0] ?? '', names[1] ?? ''] }
    default:
      return { constant: names[0] ?? '' }
  }
}

const NUMERIC = new Set<PreviewColumn['type']>(['integer', 'number', 'money'])
const MOST_PRODUCTS = 24

const TIMES: ReadonlySet<string> = new Set(['time', 'refundTime'])
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?/
const MOST_JOINED = 12

/** Every column of days with every column that looks like clocks. */
function clocksOf({ columns }: TablePreview): FieldSource[] {
  const clocks = columns.filter(
    ({ samples }) => samples.length > 0 && samples.every((one) => CLOCK.test(one)),
  )
  return columns
    .filter(({ type }) => type === 'date')
    .flatMap((date) => clocks.map((clock): FieldSource => ({ join: [date.name, clock.name] })))
    .slice(0, MOST_JOINED)
}

/**
 * Choices for a field: every column; for an amount also the products of a whole number and a price, for a time a day
 * with its clock.
 */
export function choicesFor(field: string, preview: TablePreview): FieldSource[] {
  const choices: FieldSource[] = preview.columns
    .filter((column) => column.type !== 'empty')
    .map((column) => column.name)
  if (TIMES.has(field)) return [...choices, ...clocksOf(preview)]
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
  const used = new Set(Object.values(mapping?.columns ?? {}).flatMap((source) => sourceColumns(source)))
  for (const rule of [mapping?.cancelled, mapping?.refunded, mapping?.notOrders])
    if (rule) used.add(rule.column)
  return preview.columns
    .filter((column) => column.type !== 'empty' && !used.has(column.name))
    .map((one) => one.name)
}

/** Samples of what a source reads, as the file writes it. */
export function sampleOf(source: FieldSource, preview: TablePreview): string {
  const samples = sourceColumns(source).map(
    (name) => preview.columns.find((column) => column.name === name)?.samples[0] ?? '',
  )
  if (typeof source === 'object' && 'multiply' in source) return samples.join(' × ')
  return samples.filter(Boolean).join(typeof source === 'object' && 'join' in source ? ' ' : ', ')
}
