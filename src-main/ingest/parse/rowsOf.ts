import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { DelimitedParser, type DelimitedOptions } from './delimited.ts'
import { FIELD_ESCAPED, RECORD_PROBLEM, RecordBlock } from './recordBlock.ts'

/** A record as strings, untrimmed, quotes taken off. */
export interface ParsedRow {
  /** physical line on which it starts, 1-based */
  readonly line: number
  readonly cells: readonly string[]
  readonly problem: 'unclosed-quote' | 'field-too-long' | null
}

/** What stands for a delimiter that is not one byte: the text is rewritten with it before it is parsed. */
export const SUBSTITUTE_DELIMITER = 0x1f

/** The delimiter as the parser wants it. `rewrite` is set when it must be replaced by the substitute first. */
export function delimiterOf(delimiter: string): { byte: number | 'spaces'; rewrite: string | null } {
  if (delimiter === 'spaces') return { byte: 'spaces', rewrite: null }
  if (delimiter === '' || /[\r\n"]/.test(delimiter))
    throw new AppError('input-invalid', { field: 'delimiter' })
  const code = delimiter.charCodeAt(0)
  if (delimiter.length === 1 && code < 0x80) return { byte: code, rewrite: null }
  return { byte: SUBSTITUTE_DELIMITER, rewrite: delimiter }
}

/** Parser options of a resolved `ReadAs`; the header line itself is the first record. */
export function delimitedOptions(readAs: ReadAs, expectedFields = 0): DelimitedOptions {
  return {
    delimiter: delimiterOf(readAs.delimiter ?? ',').byte,
    quote: (readAs.quote ?? '"') === '' ? 0 : (readAs.quote ?? '"').charCodeAt(0),
    skipLines: Math.max(0, (readAs.headerLine ?? 0) - 1),
    expectedFields,
  }
}

/**
 * The rows of a sample. `isWhole` false: the sample may end inside a record, which is then left out. `maxRows` stops
 * early. Cost: one string per cell; for previews, never for imports.
 */
export function rowsOf(
  utf8: Uint8Array,
  options: DelimitedOptions & { readonly maxRows?: number; readonly isWhole?: boolean },
): ParsedRow[] {
  const parser = new DelimitedParser(options, utf8.length + 1)
  const maxRows = options.maxRows ?? Number.POSITIVE_INFINITY
  const block = new RecordBlock(parser.store, 1024)
  const rows: ParsedRow[] = []
  parser.push(utf8)
  if (options.isWhole ?? true) parser.end()
  else parser.beginNow()
  while (rows.length < maxRows && parser.next(block)) {
    for (let r = 0; r < block.nRecords && rows.length < maxRows; r++) rows.push(parsedRow(block, r))
  }
  return rows
}

function parsedRow(block: RecordBlock, r: number): ParsedRow {
  const cells: string[] = []
  for (let f = block.firstField[r]!; f < block.firstField[r + 1]!; f++) cells.push(fieldText(block, f))
  const problem = block.problem[r]
  return {
    line: block.line[r]!,
    cells,
    problem:
      problem === RECORD_PROBLEM.none
        ? null
        : problem === RECORD_PROBLEM.unclosedQuote
          ? 'unclosed-quote'
          : 'field-too-long',
  }
}

/** One field as a string, doubled quotes undone. */
export function fieldText(block: RecordBlock, f: number): string {
  const { bytes } = block.store
  const start = block.fieldStart[f]!
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, block.fieldEnd[f]! - start).toString(
    'utf8',
  )
  if ((block.fieldFlags[f]! & FIELD_ESCAPED) === 0) return text
  const quote = String.fromCharCode(bytes[start - 1]!)
  return text.replaceAll(quote + quote, quote)
}
