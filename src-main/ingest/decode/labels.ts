import { TextDecoder } from 'node:util'
import { AppError } from '../../../shared/contract/errors.ts'

/** Names that people and other programs use for what the platform's decoder calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-8-bom': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  'windows-936': 'gb18030',
  cp950: 'big5',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  ansi: 'windows-1252',
  'ucs-2': 'utf-16le',
}

/** Encodings in which bytes below 128 do not always stand for themselves. */
const NOT_ASCII_BASED = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp'])

export interface KnownEncoding {
  /** the platform decoder's own name */
  readonly name: string
  readonly isUtf8: boolean
  readonly isAsciiBased: boolean
}

/** Fails with `encoding-unknown`. GBK and GB2312 are read as GB18030, which contains them. */
export function knownEncoding(label: string): KnownEncoding {
  const lower = label.trim().toLowerCase()
  let name: string
  try {
    name = new TextDecoder(ALIASES[lower] ?? lower).encoding
  } catch (error) {
    throw new AppError('encoding-unknown', { encoding: label }, error)
  }
  return { name, isUtf8: name === 'utf-8', isAsciiBased: !NOT_ASCII_BASED.has(name) }
}
