import type { Evidence, ProposedField } from '../../../shared/contract/import.ts'
import { sourceColumns, REQUIRED_FIELDS, type Mapping } from '../../../shared/contract/mapping.ts'
import { trimmedName } from '../detect/columnNames.ts'
import type { Proposal } from './proposal.ts'
import type { SavedMapping, Table } from './table.ts'
import { valueFit } from './valueFit.ts'

/** A mapping that somebody gave, checked against the table that it is to be used on. */
export interface GivenMapping {
  readonly mapping: Mapping
  readonly fields: readonly ProposedField[]
  readonly open: readonly Evidence[]
}

/** Checks columns, required fields and whether required values read at all. */
export function checkMapping(mapping: Mapping, table: Table, origin: Evidence): GivenMapping {
  const names = new Set(table.columns.map(({ name }) => name))
  const open: Evidence[] = []
  const fields: ProposedField[] = []
  for (const [field, source] of Object.entries(mapping.columns)) {
    const missing = sourceColumns(source).filter((column) => !names.has(column.trim()))
    for (const column of missing) open.push({ code: 'column-missing', values: { field, column } })
    fields.push({ field, source, confidence: missing.length === 0 ? 1 : 0, evidence: [origin] })
  }
  for (const rule of [mapping.cancelled, mapping.notOrders, mapping.refunded])
    if (rule && !names.has(rule.column.trim()))
      open.push({ code: 'column-missing', values: { field: 'status', column: rule.column } })
  for (const field of REQUIRED_FIELDS[mapping.kind])
    if (!(field in mapping.columns)) open.push({ code: 'missing-field', values: { field } })
  open.push(...unreadable(mapping, table))
  return { mapping, fields, open }
}

/** Columns of required fields whose values are of another kind altogether. */
function unreadable(mapping: Mapping, table: Table): Evidence[] {
  const found: Evidence[] = []
  for (const field of ['time', 'amount'] as const) {
    const source = mapping.columns[field]
    if (source === undefined || !(REQUIRED_FIELDS[mapping.kind] as readonly string[]).includes(field))
      continue
    if (typeof source !== 'string' && 'firstOf' in source) continue
    // of a date and its clock only the date reads as a time
    const read =
      typeof source !== 'string' && 'join' in source ? source.join.slice(0, 1) : sourceColumns(source)
    for (const name of read) {
      const column = table.columns.find((one) => one.name === name.trim())
      if (column === undefined || column.filled === 0 || valueFit(field, column).factor > 0) continue
      if (field === 'amount' && column.smallest > 1e9) continue
      found.push({
        code: 'values-do-not-parse',
        values: { column: name, sharePercent: 0, sample: column.samples[0] ?? '' },
      })
    }
  }
  return found
}

/** The saved mapping that was made for the same set of headers, in whatever order they stand. */
export function savedFor(
  names: readonly string[],
  saved: readonly SavedMapping[],
  kind: string | undefined,
): SavedMapping | null {
  const key = setKey(names)
  return saved.find((one) => (kind === undefined || one.kind === kind) && setKey(one.headers) === key) ?? null
}

function setKey(names: readonly string[]): string {
  return [...new Set(names.map(trimmedName).filter((name) => name !== ''))]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join('\u0000')
}

/** The mapping of a proposal; without fields there is none. */
export function mappingOf(proposal: Proposal, extras: Partial<Mapping>): Mapping | null {
  if (proposal.fields.length === 0) return null
  return {
    kind: proposal.kind,
    columns: Object.fromEntries(proposal.fields.map(({ field, source }) => [field, source])),
    ...extras,
    ...proposal.extras,
  }
}
