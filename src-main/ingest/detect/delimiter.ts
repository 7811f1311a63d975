import type { Evidence } from '../../../shared/contract/import.ts'
import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { delimitedOptions, rowsOf, type ParsedRow } from '../parse/rowsOf.ts'

/** How the text is cut into fields. */
export interface DelimiterVerdict {
  readonly delimiter: string
  readonly quote: '"' | "'" | ''
  readonly evidence: readonly Evidence[]
}

const CANDIDATES = [',', '\t', ';', '|', '\u0001', '\u001f', '~', '^', '¦', '‖'] as const
const SAMPLE_BYTES = 256 << 10
const SAMPLE_ROWS = 600

interface Consistency {
  readonly delimiter: string
  readonly quote: '"' | "'" | ''
  /** most frequent number of fields among the body's records */
  readonly fields: number
  readonly rows: number
  /** of the body's records, how many have it */
  readonly share: number
}

/**
 * The delimiter under which most records of the body have the same number of fields. The body is what follows the
 * first record of that width, so lines above a header do not count. `utf8` is the file's beginning.
 */
export function detectDelimiter(utf8: Uint8Array, isWhole: boolean, chosen: ReadAs): DelimiterVerdict {
  const sample = utf8.subarray(0, SAMPLE_BYTES)
  const whole = isWhole && utf8.length <= SAMPLE_BYTES
  const measure = (delimiter: string, quote: '"' | "'" | ''): Consistency =>
    consistency(sample, whole, delimiter, quote)
  if (chosen.delimiter !== undefined) {
    const quote = chosen.quote ?? bestQuote(measure(chosen.delimiter, '"'), measure)
    return {
      delimiter: chosen.delimiter,
      quote,
      evidence: [{ code: 'delimiter-chosen', values: { value: chosen.delimiter } }],
    }
  }
  const quoteNow = chosen.quote ?? '"'
  const quoted = CANDIDATES.map((delimiter) => measure(delimiter, quoteNow))
  const isCut = (choose(quoted)?.share ?? 0) >= 0.6
  const all =
    isCut || chosen.quote !== undefined ? quoted : CANDIDATES.map((delimiter) => measure(delimiter, ''))
  const commasAreDecimal = onlyInNumbers(sample)
  const others = choose(all.filter((one) => one.delimiter !== ','))
  const best = commasAreDecimal && others !== null && others.share >= 0.9 ? others : choose(all)
  const doubtful = best === null || best.share < 0.6 || (best.delimiter === ',' && commasAreDecimal)
  const spaces = doubtful ? measure('spaces', quoteNow) : null
  const isSpaces =
    spaces !== null && isTable(spaces) && spaces.share >= 0.9 && spaces.fields > (best?.fields ?? 0)
  const taken = isSpaces ? spaces : best
  if (taken === null) {
    const single = measure(',', quoteNow)
    return { delimiter: ',', quote: quoteNow, evidence: [evidenceOf({ ...single, fields: 1, share: 1 })] }
  }
  const quote = chosen.quote ?? bestQuote(taken, measure)
  return { delimiter: taken.delimiter, quote, evidence: [evidenceOf(measure(taken.delimiter, quote))] }
}

function evidenceOf({ delimiter, fields, rows, share }: Consistency): Evidence {
  return {
    code: 'delimiter-consistent',
    values: { delimiter, fields, rows, sharePercent: Math.round(share * 100) },
  }
}

function isTable(one: Consistency): boolean {
  return one.fields >= 2 && one.rows > 0
}

function choose(all: readonly Consistency[]): Consistency | null {
  let best: Consistency | null = null
  let bestScore = 0
  for (const one of all) {
    if (!isTable(one) || one.share < 0.4) continue
    const score = one.share * Math.log2(one.fields + 1)
    if (score > bestScore * 1.02) {
      best = one
      bestScore = score
    }
  }
  return best
}

/** Commas that only ever stand between digits are decimal or grouping marks, if anything else cuts the text. */
function onlyInNumbers(sample: Uint8Array): boolean {
  const text = Buffer.from(sample.subarray(0, 16 << 10)).toString('utf8')
  const commas = text.match(/,/g)?.length ?? 0
  return commas > 0 && (text.match(/\d,(?=\d)/g)?.length ?? 0) >= commas * 0.95
}

function bestQuote(
  taken: Consistency,
  measure: (delimiter: string, quote: '"' | "'" | '') => Consistency,
): '"' | "'" | '' {
  const single = measure(taken.delimiter, "'")
  if (single.share > taken.share + 0.02 && single.fields >= 2) return "'"
  const plain = measure(taken.delimiter, '')
  return taken.quote === '' || (plain.share > taken.share + 0.02 && plain.fields >= taken.fields) ? '' : '"'
}

function consistency(
  utf8: Uint8Array,
  isWhole: boolean,
  delimiter: string,
  quote: '"' | "'" | '',
): Consistency {
  const rows = recordsOf(utf8, isWhole, { delimiter, quote }, SAMPLE_ROWS).filter(
    (row) => !row.cells.every((cell) => cell.trim() === ''),
  )
  const tail = rows.slice(Math.floor(rows.length / 3))
  const frequency = new Map<number, number>()
  for (const row of tail) frequency.set(row.cells.length, (frequency.get(row.cells.length) ?? 0) + 1)
  let fields = 0
  let most = 0
  for (const [width, n] of frequency)
    if (n > most || (n === most && width > fields)) {
      fields = width
      most = n
    }
  const first = rows.findIndex((row) => row.cells.length === fields)
  const body = rows.slice(Math.max(0, first))
  const same = body.filter((row) => row.cells.length === fields && row.problem === null).length
  return { delimiter, quote, fields, rows: body.length, share: body.length === 0 ? 0 : same / body.length }
}

/** Records of a UTF-8 sample under a way of reading. A delimiter that is not one byte is rewritten first. */
export function recordsOf(
  utf8: Uint8Array,
  isWhole: boolean,
  readAs: ReadAs,
  maxRows = Number.POSITIVE_INFINITY,
): ParsedRow[] {
  const options = delimitedOptions({ ...readAs, headerLine: 0 })
  const delimiter = readAs.delimiter ?? ','
  const bytes =
    delimiter === 'spaces' || (delimiter.length === 1 && delimiter < '\u0080')
      ? utf8
      : Buffer.from(Buffer.from(utf8).toString('utf8').replaceAll(delimiter, '\u001f'))
  return rowsOf(bytes, { ...options, isWhole, maxRows })
}
