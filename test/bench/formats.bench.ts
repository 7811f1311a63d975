/** The same purchases as JSON lines and as a workbook: whole imports, and what a library of the field takes to read them. */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { dayFromIso } from '../../shared/contract/calendar.ts'
import { workbookParts } from '../support/workbookParts.ts'
import { zipBytes } from '../support/zipWriter.ts'
import { purchaseList } from './generate.ts'
import { median, type BenchLine } from './line.ts'

const JSON_ROWS = 1_000_000
/** a sheet holds 1,048,576 at most; people export such */
const SHEET_ROWS = 300_000
const CUSTOMERS = 100_000
/** day 0 of spreadsheets, 1899-12-30, before 1970-01-01 */
const SERIAL_ZERO = 25_569
const PEER_RUNS = 1

const root = join(import.meta.dirname, '..', '..')

/** Imports of JSON lines and of XLSX, each with its peers. `huiliu` runs the command line. */
export function formatsBench(
  folder: string,
  runs: number,
  huiliu: (args: string[]) => string,
): readonly BenchLine[] {
  const csv = purchaseList(folder, JSON_ROWS, CUSTOMERS).path
  const lines = jsonLines(folder, csv)
  const sheet = workbook(folder, purchaseList(folder, SHEET_ROWS, CUSTOMERS).path)
  const imported = (what: string, path: string): BenchLine => {
    const project = join(folder, 'formats.huiliu')
    const times = Array.from({ length: runs }, () => {
      rmSync(project, { force: true })
      const start = performance.now()
      huiliu(['import', project, path, '--json'])
      return (performance.now() - start) / 1000
    })
    rmSync(project, { force: true })
    return {
      name: `import ${what}`,
      who: 'huiliu',
      value: median(times),
      unit: 's',
      n: runs,
      note: 'whole command',
    }
  }
  return [
    imported('1 M rows, CSV', csv),
    readBy('import 1 M rows, CSV', 'papaparse', csv, PAPA),
    imported('1 M rows, JSON lines', lines),
    readBy('import 1 M rows, JSON lines', 'JSON.parse by line', lines, PARSED),
    imported('0.3 M rows, XLSX', sheet),
    readBy('import 0.3 M rows, XLSX', '@e965/xlsx', sheet, SHEETJS),
  ]
}

const PAPA = `const { default: Papa } = await import('papaparse'); const { createReadStream } = await import('node:fs')
let n = 0
await new Promise((done) => Papa.parse(createReadStream(path), { header: true, step: () => { n++ }, complete: done }))`
const PARSED = `const { createInterface } = await import('node:readline'); const { createReadStream } = await import('node:fs')
let n = 0
for await (const line of createInterface({ input: createReadStream(path) })) if (JSON.parse(line)) n++`
const SHEETJS = `const { read, utils } = await import('@e965/xlsx'); const { readFileSync } = await import('node:fs')
const book = read(readFileSync(path), { dense: true }); const n = utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).length`

/** A library in a process of its own; it reads and stores nothing. */
function readBy(name: string, who: string, path: string, code: string): BenchLine {
  const times = Array.from({ length: PEER_RUNS }, () => {
    const start = performance.now()
    const script = `const path = ${JSON.stringify(path)}\n${code}\nif (n < 1000) throw new Error('read ' + n)`
    execFileSync(process.execPath, ['--input-type=module', '--max-old-space-size=8192', '-e', script], {
      cwd: root,
    })
    return (performance.now() - start) / 1000
  })
  return { name, who, value: median(times), unit: 's', n: PEER_RUNS, note: 'reads only, stores nothing' }
}

/** The rows of a generated list, header first. */
function rowsOf(csv: string): string[][] {
  return readFileSync(csv, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
}

function jsonLines(folder: string, csv: string): string {
  const path = join(folder, `purchases-${JSON_ROWS}.jsonl`)
  if (existsSync(path)) return path
  const [header = [], ...rows] = rowsOf(csv)
  const fd = openSync(`${path}.part`, 'w')
  let text = ''
  for (const row of rows) {
    const cells = header.map((name, i) => {
      const cell = row[i] ?? ''
      return [name, name === 'amount' || name === 'quantity' ? Number(cell) : cell] as const
    })
    text += `${JSON.stringify(Object.fromEntries(cells))}\n`
    if (text.length > 1 << 20) {
      writeSync(fd, text)
      text = ''
    }
  }
  writeSync(fd, text)
  closeSync(fd)
  renameSync(`${path}.part`, path)
  return path
}

/** As a spreadsheet writes it: shared strings, numbers, times as serials of a date format. */
function workbook(folder: string, csv: string): string {
  const path = join(folder, `purchases-${SHEET_ROWS}.xlsx`)
  if (existsSync(path)) return path
  const strings = new Map<string, number>()
  const shared = (text: string): number => {
    const known = strings.get(text) ?? strings.size
    strings.set(text, known)
    return known
  }
  const cellOf = (name: string, text: string, at: string): string => {
    if (name === 'amount' || name === 'quantity') return `<c r="${at}"><v>${text}</v></c>`
    if (name === 'order_time') return `<c r="${at}" s="1"><v>${serialOf(text)}</v></c>`
    return `<c r="${at}" t="s"><v>${shared(text)}</v></c>`
  }
  const [header = [], ...rows] = rowsOf(csv)
  const rowXml = (row: readonly string[], r: number, isHeader: boolean): string => {
    const cells = row.map((text, c) => {
      const at = `${String.fromCharCode(65 + c)}${r}`
      return isHeader ? `<c r="${at}" t="s"><v>${shared(text)}</v></c>` : cellOf(header[c] ?? '', text, at)
    })
    return `<row r="${r}">${cells.join('')}</row>`
  }
  const xml = [rowXml(header, 1, true), ...rows.map((row, i) => rowXml(row, i + 2, false))].join('')
  const parts = workbookParts({
    sheets: [{ name: 'orders', xml }],
    strings: [...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join(''),
    formats: [0, 'yyyy-mm-dd hh:mm:ss'],
  })
  writeFileSync(path, zipBytes(parts))
  return path
}

function serialOf(time: string): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(11).split(':').map(Number)
  const day = dayFromIso(time.slice(0, 10)) ?? 0
  return (day + SERIAL_ZERO + (hours * 3600 + minutes * 60 + seconds) / 86_400).toFixed(9)
}
