import { LineCutter, type Cutter } from './cutter.ts'
import { ValueCutter } from './valueCutter.ts'

export type JsonLayout = 'lines' | 'array' | 'objects' | 'wrapped'

const LF = 10
const ENVELOPE_BYTES_MAX = 64 << 10

/**
 * How records stand in the text, from its beginning (`isWhole`: there is no more): one a line; in one array; one after
 * another over several lines; or in an array inside one envelope, `{"total": 2, "orders": [{...}, {...}]}`.
 */
export function findLayout(
  head: Uint8Array,
  isWhole: boolean,
): { layout: JsonLayout; cutter: Cutter; skip: number } {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  let at = 0
  while (at < text.length && (text[at] ?? 0) <= 0x20) at++
  if (text[at] === 0x5b) return { layout: 'array', cutter: new ValueCutter(1, false), skip: 0 }
  const lines = { layout: 'lines', cutter: new LineCutter(), skip: 0 } as const
  if (text[at] !== 0x7b) return lines
  const lineEnd = text.indexOf(LF, at)
  const firstLine = text.toString('utf8', at, lineEnd < 0 ? text.length : lineEnd)
  const rest = lineEnd < 0 ? '' : text.toString('latin1', lineEnd, Math.min(text.length, lineEnd + 4096))
  const isOnlyLine = isWhole && rest.trim() === ''
  const value = parsedObject(firstLine)
  if (value !== null && !(isOnlyLine && holdsRecords(value))) return lines
  if (value !== null || isOnlyLine || lineEnd < 0 || '{[,'.includes(firstLine.trimEnd().at(-1) ?? ' ')) {
    const inside = envelopeArray(text.toString('latin1', at, Math.min(text.length, at + ENVELOPE_BYTES_MAX)))
    if (inside !== null) {
      const skip = at + inside
      return { layout: 'wrapped', cutter: new ValueCutter(lineOf(text, skip), true), skip }
    }
  }
  return isOverLines(text) ? { layout: 'objects', cutter: new ValueCutter(1, false), skip: 0 } : lines
}

/** An envelope's array has several records; a single record's own list of one item is no table. */
function holdsRecords(value: object): boolean {
  return Object.values(value).some(
    (member) => Array.isArray(member) && member.length > 1 && member.every(isObject),
  )
}

/** Does the text begin with an object that ends on a later line? */
function isOverLines(text: Buffer): boolean {
  const probe = new ValueCutter(1, false)
  probe.feed(text)
  const cut = probe.next(true)
  if (cut?.kind !== 'record') return false
  const record = text.toString('utf8', cut.start, cut.end)
  return record.includes('\n') && parsedObject(record) !== null
}

/** Offset behind the `[` of the first member that is an array of objects, or null. */
function envelopeArray(text: string): number | null {
  const key = /\s*"[^"\\]*(?:\\.[^"\\]*)*"\s*:\s*/y
  const records = /\[\s*\{/y
  for (let at = 1; ;) {
    key.lastIndex = at
    if (!key.test(text)) return null
    records.lastIndex = key.lastIndex
    if (records.test(text)) return key.lastIndex + 1
    const end = valueEnd(text, key.lastIndex)
    if (text[end] !== ',') return null
    at = end + 1
  }
}

/** Offset of what follows a value: a comma or closing bracket, or the text's length where it does not end. */
function valueEnd(text: string, start: number): number {
  const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '"') {
      string.lastIndex = at
      if (!string.test(text)) return text.length
      at = string.lastIndex - 1
    } else if (char === '{' || char === '[') depth++
    else if (depth === 0 && (char === ',' || char === '}' || char === ']')) return at
    else if (char === '}' || char === ']') depth--
  }
  return text.length
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsedObject(text: string): object | null {
  try {
    const trimmed = text.trimEnd()
    const value: unknown = JSON.parse(trimmed.endsWith(',') ? trimmed.slice(0, -1) : trimmed)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function lineOf(text: Buffer, offset: number): number {
  let line = 1
  for (let at = text.indexOf(LF); at >= 0 && at < offset; at = text.indexOf(LF, at + 1)) line++
  return line
}
