import { sourceColumns } from '../../shared/contract/mapping.ts'
import type { Evidence, TablePreview } from '../../shared/contract/import.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { evidenceText } from './evidence.ts'
import { readArguments, requirePositionals } from './options.ts'
import { withSession } from './session.ts'
import { alignedTable, grouped, type Both } from './text.ts'

const USAGE = 'huiliu preview <file>... [--json]'

const VERDICTS: Readonly<Record<TablePreview['verdict'], Both>> = {
  ready: { 'zh-CN': '可以直接导入', en: 'ready to import' },
  ask: { 'zh-CN': '有待确认', en: 'something to settle' },
  refused: { 'zh-CN': '不能导入', en: 'cannot be imported' },
}

const WORDS = {
  encoding: { 'zh-CN': '编码', en: 'encoding' },
  delimiter: { 'zh-CN': '分隔符', en: 'delimiter' },
  header: { 'zh-CN': '表头行', en: 'header line' },
  rows: { 'zh-CN': '行数', en: 'rows' },
  kind: { 'zh-CN': '类型', en: 'kind' },
  dates: { 'zh-CN': '日期顺序', en: 'date order' },
  column: { 'zh-CN': '列', en: 'column' },
  type: { 'zh-CN': '内容', en: 'values' },
  field: { 'zh-CN': '字段', en: 'field' },
  sample: { 'zh-CN': '样例', en: 'sample' },
  open: { 'zh-CN': '待定', en: 'open' },
} as const satisfies Record<string, Both>

const MAX_SAMPLE = 40

/** `huiliu preview`: what files are, with the evidence. */
export async function previewCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args)
  const paths = requirePositionals(given, 1, 200, USAGE)
  const tables = await withSession(async (session) => {
    const previews: TablePreview[] = []
    for (const path of paths) {
      previews.push(...(await session.call('import.preview', { fileToken: session.fileToken(path) })))
    }
    return previews
  })
  if (given.flag('json')) {
    // one file is the usual case for a script: the first table's facts stand at the top as well
    process.stdout.write(`${JSON.stringify({ ...tables[0], tables })}\n`)
    return
  }
  process.stdout.write(`${tables.map((table) => describe(table, language)).join('\n\n')}\n`)
}

function describe(table: TablePreview, language: TerminalLanguage): string {
  const word = (key: keyof typeof WORDS): string => WORDS[key][language]
  const rows = `${table.rowsExact ? '' : '≈ '}${grouped(table.rowsEstimate)}`
  const facts: [string, string, readonly Evidence[]][] = [
    [word('encoding'), table.encoding, table.encodingEvidence],
    [word('delimiter'), JSON.stringify(table.delimiter), table.delimiterEvidence],
    [word('header'), String(table.headerLine), table.headerEvidence],
    [word('rows'), rows, []],
    [word('kind'), table.kind ?? '—', table.kindEvidence],
    [word('dates'), table.dateOrder ?? '—', table.dateEvidence],
  ]
  const fieldOf = new Map(
    table.fields.flatMap(({ field, source }) => sourceColumns(source).map((c) => [c, field])),
  )
  const columns = table.columns.map(({ name, type, samples }) => [
    name,
    type,
    fieldOf.get(name) ?? '',
    (samples[0] ?? '').slice(0, MAX_SAMPLE),
  ])
  return [
    `${table.fileName}${table.sheet === null ? '' : ` [${table.sheet}]`}: ${VERDICTS[table.verdict][language]}`,
    ...(table.open.length === 0 ? [] : [`  ${word('open')}: ${evidenceText(table.open)}`]),
    alignedTable(facts.map(([name, value, why]) => [`  ${name}`, value, evidenceText(why)])),
    alignedTable([
      [`  ${word('column')}`, word('type'), word('field'), word('sample')],
      ...columns.map(([name = '', ...rest]) => [`  ${name}`, ...rest]),
    ]),
  ].join('\n')
}
