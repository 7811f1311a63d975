import type { RejectedRow } from '../../../shared/contract/batch.ts'
import { FIELD_ESCAPED, type RecordBlock } from '../parse/recordBlock.ts'
import { fieldText } from '../parse/rowsOf.ts'
import { rejectCode, type BlockRows } from './blockRows.ts'

const RAW_CHARACTERS = 2000
const SAMPLE_CHARACTERS = 80

/** What is kept of a row that is not taken. */
export function rejectedRow(rows: BlockRows, r: number, columns: readonly string[]): RejectedRow {
  const { block } = rows
  const column = rows.blamed[r]!
  const f = block.firstField[r]! + column
  const hasCell = column >= 0 && f < block.firstField[r + 1]!
  const raw = block.hasRawLines ? rawLine(block, r) : rawOfCells(block, r)
  return {
    line: block.line[r]!,
    code: rejectCode(rows.verdict[r]!),
    column: columns[column] ?? '',
    sample: cut(hasCell ? fieldText(block, f) : column < 0 ? raw : '', SAMPLE_CHARACTERS),
    raw: cut(raw, RAW_CHARACTERS),
    amountMinor: rows.amountMinor[r]!,
  }
}

function rawLine(block: RecordBlock, r: number): string {
  const start = block.recordStart[r]!
  return text(block, start, Math.min(block.recordEnd[r]!, start + RAW_CHARACTERS * 4))
}

function rawOfCells(block: RecordBlock, r: number): string {
  const cells: string[] = []
  for (let f = block.firstField[r]!; f < block.firstField[r + 1]!; f++) {
    const cell = text(
      block,
      block.fieldStart[f]!,
      Math.min(block.fieldEnd[f]!, block.fieldStart[f]! + RAW_CHARACTERS),
    )
    const needsQuotes = (block.fieldFlags[f]! & FIELD_ESCAPED) !== 0 || /[",\r\n]/.test(cell)
    cells.push(needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell)
  }
  return cells.join(',')
}

function text(block: RecordBlock, start: number, end: number): string {
  const { bytes } = block.store
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
}

/** At most so many UTF-16 units, never half a character. */
function cut(text: string, characters: number): string {
  if (text.length <= characters) return text
  const last = text.charCodeAt(characters - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? characters - 1 : characters)
}
