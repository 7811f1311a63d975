import { AppError } from '../../../shared/contract/errors.ts'

/** What a file's content says that it is; the name is never asked. */
export type FileFormat = 'delimited' | 'xlsx' | 'jsonl'

const MAGIC: readonly (readonly [string, string])[] = [
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['52494646', 'riff'],
  ['53514c69746520666f726d6174203300', 'sqlite'],
  ['50415231', 'parquet'],
  ['4f626a01', 'avro'],
  ['4f5243', 'orc'],
  ['377abcaf271c', '7z'],
  ['526172211a07', 'rar'],
  ['425a68', 'bzip2'],
  ['fd377a585a00', 'xz'],
  ['28b52ffd', 'zstd'],
  ['7b5c727466', 'rtf'],
  ['1f8b', 'gzip'],
  ['4d5a', 'program'],
  ['7f454c46', 'program'],
]
const COMPOUND = 'd0cf11e0a1b11ae1'
const OLD_WORKBOOK = /^(0900|0902|0904|0908)....00|^09000400/

/**
 * Format by content of the (decompressed) beginning. Fails with `format-unknown {file, found}` for what no table can be
 * read from, `format-xls` for the old binary workbook.
 */
export function detectFormat(head: Buffer, fileName: string): FileFormat {
  const hex = head.subarray(0, 16).toString('hex')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return zipFormat(head, fileName)
  if (hex.startsWith(COMPOUND)) {
    if (head.includes(Buffer.from('EncryptedPackage', 'utf16le')))
      throw new AppError('file-encrypted', { file: fileName })
    if (head.includes(Buffer.from('WordDocument', 'utf16le'))) throw unknown(fileName, 'doc')
    throw new AppError('format-xls', { file: fileName })
  }
  if (OLD_WORKBOOK.test(hex)) throw new AppError('format-xls', { file: fileName })
  for (const [magic, found] of MAGIC) if (hex.startsWith(magic)) throw unknown(fileName, found)
  if (head.length > 262 && head.toString('latin1', 257, 262) === 'ustar') throw unknown(fileName, 'tar')
  const text = beginning(head)
  if (text === null) throw unknown(fileName, 'binary')
  if (text.trim() === '' && head.length < 1 << 16) throw new AppError('file-empty', { file: fileName })
  return textFormat(text, fileName)
}

function zipFormat(head: Buffer, fileName: string): FileFormat {
  const names = head.toString('latin1')
  if (/xl\/|\[Content_Types\]\.xml|_rels\//.test(names.slice(0, 1 << 16))) {
    if (names.includes('word/')) throw unknown(fileName, 'docx')
    if (names.includes('ppt/')) throw unknown(fileName, 'pptx')
    if (names.includes('xl/workbook.bin')) throw unknown(fileName, 'xlsb')
    return 'xlsx'
  }
  if (names.startsWith('mimetypeapplication/vnd.oasis', 30)) throw unknown(fileName, 'ods')
  throw unknown(fileName, 'zip')
}

/** The first characters when the bytes are text of some kind, else null. */
function beginning(head: Buffer): string | null {
  const start = head.subarray(0, 4096)
  const isLittle = start[0] === 0xff && start[1] === 0xfe
  const isBig = start[0] === 0xfe && start[1] === 0xff
  const evenZeros = zeros(start, 0)
  const oddZeros = zeros(start, 1)
  const pairs = start.length / 2
  if (isLittle || (oddZeros > pairs * 0.15 && evenZeros <= oddZeros * 0.02 + 1))
    return wide(start, 'utf-16le')
  if (isBig || (evenZeros > pairs * 0.15 && oddZeros <= evenZeros * 0.02 + 1)) return wide(start, 'utf-16be')
  let controls = 0
  for (const byte of start) if ((byte < 32 && !TEXT_CONTROLS.has(byte)) || byte === 127) controls++
  return controls > start.length * 0.02 ? null : start.toString('utf8')
}

function wide(bytes: Buffer, encoding: string): string | null {
  const text = new TextDecoder(encoding).decode(bytes)
  let controls = 0
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code === 0xfffd || (code < 32 && !TEXT_CONTROLS.has(code))) controls++
  }
  return controls > text.length * 0.02 + 1 ? null : text
}

/** Tab, line ends, form feed, escape, DOS end of file, and ^A and unit separators that serve as delimiters. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([1, 2, 9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31])

function zeros(bytes: Buffer, offset: 0 | 1): number {
  let n = 0
  for (let i = offset; i < bytes.length; i += 2) if (bytes[i] === 0) n++
  return n
}

function textFormat(text: string, fileName: string): FileFormat {
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (
    /^(<!doctype html|<html|<head|<table|<meta|<body)/i.test(start) ||
    /^<[?!][\s\S]{0,600}<html/i.test(start)
  )
    throw unknown(fileName, 'html')
  if (/^<\?xml|^<[a-z][\w:-]*(\s[^>]*)?>/i.test(start)) throw unknown(fileName, 'xml')
  if (/^\{\s*("|\})/.test(start)) return 'jsonl'
  if (/^\[\s*[{[\]]/.test(start) && looksLikeJsonArray(start)) return 'jsonl'
  if (/^(mime-version:|from: .+\r?\n|content-type:)/i.test(start)) throw unknown(fileName, 'mail')
  return 'delimited'
}

function looksLikeJsonArray(start: string): boolean {
  return /^\[\s*(\{\s*("|\})|\])/.test(start)
}

function unknown(file: string, found: string): AppError {
  return new AppError('format-unknown', { file, found })
}
