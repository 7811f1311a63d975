import type {
  Evidence,
  PreviewColumn,
  PreviewVerdict,
  TablePreview,
} from '../../../shared/contract/import.ts'
import { sourceColumns, type FileKind, type Mapping } from '../../../shared/contract/mapping.ts'
import { columnProfile } from '../detect/columnProfile.ts'
import { detectDateOrder, numericDateColumns, type DateVerdict } from '../detect/dateOrder.ts'
import { chooseKind, type KindVerdict } from './chooseKind.ts'
import { detectCurrency } from './currency.ts'
import { checkMapping, mappingOf, savedFor, type GivenMapping } from './givenMapping.ts'
import { proposeBehaviours, proposeContacts, proposeCustomers } from './proposeOthers.ts'
import { proposeByValues } from './proposeByValues.ts'
import { proposePurchases } from './proposePurchases.ts'
import { distinctEvidence, weakFields } from './openQuestions.ts'
import type { Proposal } from './proposal.ts'
import { withWords, type Column, type PreviewOptions, type SampledTable, type Table } from './table.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** What a sampled table means: its kind, its fields, and whether that is certain enough to act on. */
export function describeTable(sampled: SampledTable, options: PreviewOptions): TablePreview {
  const profiles = sampled.names.map((name, i) =>
    columnProfile(sampled.body, i, name, sampled.headers[i] ?? ''),
  )
  const hasHeader = sampled.headerLine > 0 || sampled.format === 'jsonl'
  const table: Table = { columns: withWords(profiles, hasHeader), body: sampled.body, hasHeader }
  const dates = detectDateOrder(table.columns, sampled.dateScan)
  const given = givenMapping(table, options)
  if (given)
    return finished(
      sampled,
      table,
      dates,
      {
        kind: given.mapping.kind,
        confidence: 1,
        evidence: [{ code: 'user-chosen', values: {} }],
        refusal: [],
      },
      given,
      options,
    )

  const proposals = proposalsOf(table)
  const verdict = kindOf(table, proposals, sampled.otherNames ?? NOBODY, options.kind)
  const proposal = verdict.kind === null ? null : proposals[verdict.kind]
  if (proposal === null) return refused(sampled, table, dates, verdict)
  const amounts = mappedColumns(table, proposal, ['amount', 'cost', 'couponFace', 'refund'])
  const currency = detectCurrency(table, amounts, options.currency)
  const fields = proposal.fields.map((one) =>
    one.field === 'amount'
      ? { ...one, evidence: [...one.evidence, ...currency.evidence, ...decimalEvidence(amounts)] }
      : one,
  )
  const mapping = mappingOf(proposal, {
    ...(hasHeader ? {} : { header: false }),
    ...(dates.order === null ? {} : { dateOrder: dates.order }),
    ...(amounts.some(hasDecimalComma) ? { decimal: ',' } : {}),
    ...(currency.currency === null ? {} : { currency: currency.currency }),
  })
  const open = [...proposal.open, ...currency.open, ...weakFields(proposal, verdict.confidence, options.kind)]
  return assembled(sampled, table, dates, verdict, { mapping, fields, open })
}

function proposalsOf(table: Table): Record<FileKind, Proposal> {
  const byKind: Record<FileKind, Proposal> = {
    purchases: proposePurchases(table),
    behaviours: proposeBehaviours(table),
    customers: proposeCustomers(table),
    contacts: proposeContacts(table),
  }
  if (table.hasHeader) return byKind
  const byValues = proposeByValues(table)
  return { ...byKind, [byValues.kind]: byValues }
}

function kindOf(
  table: Table,
  proposals: Readonly<Record<FileKind, Proposal>>,
  otherNames: ReadonlySet<string>,
  chosen: FileKind | undefined,
): KindVerdict {
  if (chosen !== undefined)
    return { kind: chosen, confidence: 1, evidence: [{ code: 'user-chosen', values: {} }], refusal: [] }
  return chooseKind(table, proposals, otherNames)
}

function givenMapping(table: Table, options: PreviewOptions): GivenMapping | null {
  if (options.mapping) return checkMapping(options.mapping, table, { code: 'user-chosen', values: {} })
  if (!table.hasHeader) return null
  const saved = savedFor(
    table.columns.map(({ header, name }) => header || name),
    options.savedMappings ?? [],
    options.kind,
  )
  return saved
    ? checkMapping(saved.mapping, table, { code: 'saved-mapping', values: { name: saved.name } })
    : null
}

/** With a mapping from elsewhere: its date order is used where it has one, the evidence fills in where it has none. */
function finished(
  sampled: SampledTable,
  table: Table,
  dates: DateVerdict,
  verdict: KindVerdict,
  given: GivenMapping,
  options: PreviewOptions,
): TablePreview {
  const { dateOrder } = given.mapping
  const settled: DateVerdict =
    dateOrder === undefined
      ? dates
      : {
          order: dateOrder,
          evidence: [{ code: 'dates-chosen', values: { value: dateOrder } }],
          isOpen: false,
        }
  const mapping: Mapping =
    dateOrder === undefined && dates.order !== null
      ? { ...given.mapping, dateOrder: dates.order }
      : given.mapping
  const origin = given.fields[0]?.evidence[0]
  const evidence =
    origin?.code === 'saved-mapping' && options.mapping === undefined ? [origin] : verdict.evidence
  return assembled(sampled, table, settled, { ...verdict, evidence }, { ...given, mapping })
}

function assembled(
  sampled: SampledTable,
  table: Table,
  dates: DateVerdict,
  verdict: KindVerdict,
  decided: {
    readonly mapping: Mapping | null
    readonly fields: TablePreview['fields']
    readonly open: readonly Evidence[]
  },
): TablePreview {
  const unsettled = new Set(numericDateColumns(table.columns).map(({ name }) => name))
  const usesDates = decided.fields.some(({ source }) =>
    sourceColumns(source).some((name) => unsettled.has(name.trim())),
  )
  const isEmpty = table.body.length === 0
  const doubts = [
    ...sampled.doubts,
    ...(isEmpty ? [{ code: 'no-rows', values: {} } as const] : []),
    ...decided.open,
    ...(dates.isOpen && usesDates ? dates.evidence : []),
  ]
  const isRefused = verdict.refusal.length > 0
  const open = distinctEvidence(isRefused ? [...verdict.refusal, ...doubts] : doubts)
  return {
    ...shown(sampled, table, dates),
    kind: verdict.kind,
    kindConfidence: verdict.confidence,
    kindEvidence: verdict.evidence,
    fields: decided.fields,
    mapping: decided.mapping,
    verdict: verdictOf(isRefused, open),
    open,
  }
}

function verdictOf(isRefused: boolean, open: readonly Evidence[]): PreviewVerdict {
  if (isRefused) return 'refused'
  return open.length === 0 ? 'ready' : 'ask'
}

function refused(
  sampled: SampledTable,
  table: Table,
  dates: DateVerdict,
  verdict: KindVerdict,
): TablePreview {
  return {
    ...shown(sampled, table, dates),
    kind: null,
    kindConfidence: verdict.confidence,
    kindEvidence: verdict.evidence,
    fields: [],
    mapping: null,
    verdict: 'refused',
    open: table.body.length === 0 ? [{ code: 'no-rows', values: {} }, ...verdict.refusal] : verdict.refusal,
  }
}

function shown(
  sampled: SampledTable,
  table: Table,
  dates: DateVerdict,
): Omit<
  TablePreview,
  'kind' | 'kindConfidence' | 'kindEvidence' | 'fields' | 'mapping' | 'verdict' | 'open'
> {
  const {
    fileName,
    sheet,
    sizeBytes,
    format,
    compressed,
    encoding,
    encodingEvidence,
    delimiter,
    delimiterEvidence,
    headerLine,
    headerEvidence,
    rows,
    rowsEstimate,
    rowsExact,
    readAs,
  } = sampled
  return {
    fileName,
    sheet,
    sizeBytes,
    format,
    compressed,
    encoding,
    encodingEvidence,
    delimiter,
    delimiterEvidence,
    headerLine,
    headerEvidence,
    columns: table.columns.map(previewColumn),
    rows,
    sampledRows: table.body.length,
    rowsEstimate,
    rowsExact,
    dateOrder: dates.order,
    dateEvidence: dates.evidence,
    readAs,
  }
}

function previewColumn({ name, header, type, filled, distinct, samples }: Column): PreviewColumn {
  return { name, header, type, filled, distinct, samples }
}

function mappedColumns(table: Table, proposal: Proposal, fields: readonly string[]): Column[] {
  const names = new Set(
    proposal.fields
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ source }) => [...sourceColumns(source)]),
  )
  return table.columns.filter(({ name }) => names.has(name))
}

function hasDecimalComma(column: Column): boolean {
  return column.commas > column.points
}

function decimalEvidence(columns: readonly Column[]): Evidence[] {
  const column = columns.find(hasDecimalComma)
  if (column === undefined) return []
  const sample = [...column.values.keys()].find((value) => value.includes(',')) ?? ''
  return [{ code: 'decimal-comma', values: { column: column.name, sample } }]
}
