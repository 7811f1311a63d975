import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import type { Evidence } from '../../../shared/contract/import.ts'
import { isCommonHan, isCommonHanEither, isFirstLevel } from './commonHan.ts'

/** How the bytes are to be read. `certain` false: worth a question. */
export interface EncodingVerdict {
  /** a label of TextDecoder */
  readonly encoding: string
  readonly evidence: readonly Evidence[]
  readonly certain: boolean
}

const BOMS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * Decides from the file's beginning and from lines with high bytes out of the rest. A byte order mark decides; valid
 * UTF-8 decides; after that candidates are weighed by how much their text looks like writing: that a file decodes as
 * GBK proves nothing, since most bytes do.
 */
export function detectEncoding(head: Uint8Array, furtherLines: Uint8Array): EncodingVerdict {
  for (const [mark, encoding] of BOMS)
    if (mark.every((byte, i) => head[i] === byte))
      return { encoding, evidence: [{ code: 'bom', values: { encoding } }], certain: true }
  const wide = utf16Order(head)
  if (wide !== null) return guess(wide, decode(head.subarray(0, 4096), wide), true)
  const lines = Buffer.concat([linesWithHighBytes(head), furtherLines])
  if (lines.length === 0)
    return { encoding: 'utf-8', evidence: [{ code: 'ascii-only', values: {} }], certain: true }
  if (isUtf8(lines)) return utf8(lines)
  return mostlyUtf8(lines) ?? weigh(lines)
}

function utf8(lines: Uint8Array): EncodingVerdict {
  const characters = [...decode(lines, 'utf-8')].filter((c) => c > '\u007f').length
  return { encoding: 'utf-8', evidence: [{ code: 'valid-utf8', values: { characters } }], certain: true }
}

/** Complete lines that hold a byte above 0x7f, as many as fit. */
export function linesWithHighBytes(bytes: Uint8Array, maxBytes = 256 << 10): Buffer {
  if (isAscii(bytes)) return Buffer.alloc(0)
  const found: Uint8Array[] = []
  let size = 0
  for (let start = 0; start < bytes.length && size < maxBytes;) {
    const lineEnd = bytes.indexOf(10, start)
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1
    const line = bytes.subarray(start, Math.min(end, start + maxBytes))
    if (!isAscii(line)) {
      found.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(found)
}

/** UTF-16 without a mark: line ends, delimiters and digits leave zeros on one side only. */
function utf16Order(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(head.length, 8192) & ~1
  if (length < 4) return null
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++
    if (head[i + 1] === 0) oddZeros++
  }
  const pairs = length / 2
  if (oddZeros > pairs * 0.15 && evenZeros < oddZeros * 0.02 + 1) return 'utf-16le'
  if (evenZeros > pairs * 0.15 && oddZeros < evenZeros * 0.02 + 1) return 'utf-16be'
  return null
}

/** UTF-8 with a few damaged places is still UTF-8. */
function mostlyUtf8(lines: Buffer): EncodingVerdict | null {
  const text = decode(lines, 'utf-8')
  let damaged = 0
  let whole = 0
  for (const character of text)
    if (character === '\ufffd') damaged++
    else if (character > '\u007f') whole++
  if (whole < 4 || damaged > whole * 0.05) return null
  return guess('utf-8', text, true)
}

interface Candidate {
  readonly encoding: string
  readonly score: number
  readonly text: string
}

function weigh(lines: Buffer): EncodingVerdict {
  const candidates: Candidate[] = [
    scored('gb18030', lines, (text) => hanShare(text, 'gb18030', isCommonHan)),
    scored('big5', lines, (text) => hanShare(text, 'big5', isCommonHanEither)),
    scored('shift_jis', lines, (text) => kanaShare(text)),
    scored('euc-jp', lines, (text) => kanaShare(text)),
    scored('euc-kr', lines, (text) => shareOf(text, (c) => c >= '가' && c <= '힣') * 0.8),
    scored('windows-1251', lines, cyrillicShare),
    scored('windows-1252', lines, () => latinShare(lines)),
  ]
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a))
  if (best.score >= 0.5) {
    if (best.encoding === 'gb18030') return gbk(best)
    const isRelative = best.encoding === 'windows-1252' && count(best.text, (c) => c > '\u007f') >= 30
    return (
      (isRelative ? byStatistics(lines, 60) : null) ?? guess(best.encoding, best.text, best.score >= 0.65)
    )
  }
  const suggested = byStatistics(lines, 40)
  if (suggested) return suggested
  return guess(best.encoding, best.text, false)
}

function gbk(best: Candidate): EncodingVerdict {
  const foreign = [...best.text].filter((c) => c > '\u007f')
  const values = {
    characters: foreign.length,
    sharePercent: Math.round(100 * shareOf(best.text, isCommonHan)),
    sample: sampleOf(best.text),
  }
  return { encoding: 'gb18030', evidence: [{ code: 'gbk-words', values }], certain: best.score >= 0.6 }
}

function guess(encoding: string, text: string, certain: boolean): EncodingVerdict {
  const characters = [...text].filter((c) => c > '\u007f').length
  return {
    encoding,
    evidence: [{ code: 'encoding-guess', values: { encoding, characters, sample: sampleOf(text) } }],
    certain,
  }
}

function scored(encoding: string, lines: Buffer, score: (text: string) => number): Candidate {
  const text = decode(lines, encoding)
  const damaged = count(text, (c) => c === '\ufffd' || (c >= '\ue000' && c <= '\uf8ff'))
  const foreign = count(text, (c) => c > '\u007f')
  const penalty = foreign === 0 ? 1 : Math.min(1, (4 * damaged) / foreign)
  return { encoding, text, score: score(text) * (1 - penalty) }
}

function count(text: string, is: (character: string) => boolean): number {
  let n = 0
  for (const character of text) if (is(character)) n++
  return n
}

/** Share of the non-ASCII characters that are common; full-width punctuation counts as neither. */
function shareOf(text: string, isCommon: (character: string) => boolean): number {
  const foreign = count(text, (c) => c > '\u007f' && !isPunctuation(c))
  return foreign === 0 ? 0 : count(text, isCommon) / foreign
}

/** Half by rank in the standard, half by how often characters really occur. */
function hanShare(
  text: string,
  encoding: 'gb18030' | 'big5',
  isCommon: (character: string) => boolean,
): number {
  return 0.5 * shareOf(text, (c) => isFirstLevel(c, encoding)) + 0.5 * shareOf(text, isCommon)
}

function isPunctuation(character: string): boolean {
  return (
    (character >= '\u2010' && character <= '\u203b') ||
    (character >= '\u3000' && character <= '\u303f') ||
    (character >= '\uff00' && character <= '\uff5e') ||
    '¥￥·×°'.includes(character)
  )
}

function kanaShare(text: string): number {
  const kana = count(text, (c) => c >= '\u3040' && c <= '\u30ff')
  const foreign = count(text, (c) => c > '\u007f' && !isPunctuation(c))
  if (foreign === 0 || kana < foreign * 0.15) return 0
  return Math.min(0.95, 0.6 + kana / foreign)
}

/** Share of Cyrillic letters in words that do not turn from small to capital, as misread bytes do. */
function cyrillicShare(text: string): number {
  const words = text.match(/\p{L}+/gu) ?? []
  const sound = words.filter((word) =>
    /^(?:[\u0410-\u042f\u0401]?[\u0430-\u044f\u0451]+|[\u0410-\u042f\u0401]+)$/.test(word),
  )
  const letters = sound.reduce((sum, word) => sum + (word.length > 1 ? word.length : 0), 0)
  const foreign = count(text, (c) => c > '\u007f' && !isPunctuation(c))
  return foreign === 0 ? 0 : (0.95 * letters) / foreign
}

/** Share of high bytes that stand alone among ASCII, as accented letters and £ do; two in a row count half. */
function latinShare(lines: Buffer): number {
  let high = 0
  let alone = 0
  for (let i = 0; i < lines.length; i++) {
    if ((lines[i] ?? 0) < 0x80) continue
    const from = i
    let unused = false
    for (; (lines[i] ?? 0) >= 0x80; i++) unused ||= UNUSED_IN_1252.has(lines[i] ?? 0)
    const run = i - from
    high += run
    if (!unused && run <= 2) alone++
  }
  return high === 0 ? 0 : alone / high
}

const UNUSED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
const SINGLE_BYTE = /^(windows-125[0-8]|iso-8859-\d+|koi8-r)$/

/** What byte statistics say about other alphabets (Central European, Turkish, Greek, KOI8 ...). */
function byStatistics(lines: Buffer, minConfidence: number): EncodingVerdict | null {
  for (const match of analyse(lines)) {
    if (match.confidence < minConfidence) return null
    const label = match.name.toLowerCase()
    if (label === 'iso-8859-1' || label === 'windows-1252') return null
    if (SINGLE_BYTE.test(label)) return guess(label, decode(lines, label), match.confidence >= 60)
  }
  return null
}

function sampleOf(text: string): string {
  return (/[^\s,;|\t"]*[^\u0000-\u007f][^\s,;|\t"]*/.exec(text)?.[0] ?? '').slice(0, 40)
}

/** Bytes as text; damaged places become U+FFFD. Fails with RangeError when the label is unknown. */
export function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes)
}
