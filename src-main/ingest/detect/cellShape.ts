import { dateShape, type DateShape } from './dateShape.ts'

/** What one cell looks like. */
export type CellShape =
  | 'empty'
  | 'integer'
  | 'number'
  | 'money'
  | 'percent'
  | 'date'
  | 'clock'
  | 'boolean'
  | 'email'
  | 'code'
  | 'text'

/** A cell with what could be told of it. */
export interface SeenCell {
  /** without blanks around, `="..."`, a leading apostrophe or TAB */
  readonly text: string
  readonly shape: CellShape
  readonly date: DateShape | null
}

const EMPTY = /^(?:|[-\u2013\u2014\u2212]{1,3}|null|none|nan|n\/a|#n\/a|nil|\\n|\/|\(null\)|\(not set\))$/i
const CURRENCY =
  /^[A-Z]{2,3}\$|^(?:US|AU|CA|HK|NT|R|S|A|C)?[$¥￥€£₩₹₽฿₫₱]|^(?:RMB|RM|Rp|CNY|USD|EUR|GBP|JPY|HKD|Rs\.?)\s?(?=[\d-])|(?:元|圆|円|원|€|kr|zł|CNY|RMB|USD|EUR|GBP)$/i
const PLAIN_NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:[,.'\u2019\u00a0\u202f ]\d{3})+)?(?:[.,]\d+)?(?:e[+-]?\d+)?-?$/i
const BOOLEAN = /^(?:yes|no|true|false|y|n|t|f|是|否|有|无|已|未)$/i
const EMAIL = /^[^\s@,;]+@[^\s@,;]+$/
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?$/i

const LONGEST_VALUE = 120

/** What a raw cell looks like. Cost: a few regular expressions. */
export function seeCell(raw: string): SeenCell {
  const text = bareText(raw)
  if (EMPTY.test(text)) return { text: '', shape: 'empty', date: null }
  if (text.length > LONGEST_VALUE) return { text, shape: 'text', date: null }
  const wrapped = text.length !== raw.trim().length
  if (/^\d+$/.test(text)) {
    const date = text.length === 8 || text.length === 14 || text.length === 12 ? dateShape(text) : null
    if (date) return { text, shape: 'date', date }
    const isCode = text.length > 15 || (text.length > 1 && text.startsWith('0')) || wrapped
    return { text, shape: isCode ? 'code' : 'integer', date: null }
  }
  if (/\d/.test(text)) {
    const date = dateShape(text)
    if (date) return { text, shape: 'date', date }
    const shape = numberShape(text)
    if (shape) return { text, shape, date: null }
  }
  if (BOOLEAN.test(text)) return { text, shape: 'boolean', date: null }
  if (EMAIL.test(text)) return { text, shape: 'email', date: null }
  if (/^(?=.*\d)[A-Za-z0-9_#./\\:-]+$/.test(text)) return { text, shape: 'code', date: null }
  return { text, shape: 'text', date: null }
}

// The look-behind keeps long runs of blanks inside a text from being tried at every position.
const BLANK_ENDS = /^[\s\u00a0\u200b\ufeff]+|(?<![\s\u00a0\u200b\ufeff])[\s\u00a0\u200b\ufeff]+$/g

/** A cell without what spreadsheets wrap around ids. */
export function bareText(raw: string): string {
  let text = raw.replace(BLANK_ENDS, '')
  if (text.startsWith('=') && /^="[^"]*"$/.test(text)) text = text.slice(2, -1).trim()
  if (text.startsWith("'") && !(text.length > 1 && text.endsWith("'"))) text = text.slice(1).trim()
  return text
}

function numberShape(text: string): CellShape | null {
  if (/^\d{6,}\.\d{6,}$/.test(text)) return 'code'
  if (CLOCK.test(text)) return 'clock'
  if (/^[+-]?\d+$/.test(text)) return 'integer'
  if (PLAIN_NUMBER.test(text) && /\d/.test(text)) return 'number'
  if (/^[+-]?[\d.,]+\s?%$/.test(text)) return 'percent'
  const unsigned = text.replace(/^\((.*)\)$/, '-$1').replace(/^[+-]\s?/, '')
  const bare = unsigned.replace(CURRENCY, '').replace(CURRENCY, '').trim()
  if (bare !== unsigned && PLAIN_NUMBER.test(bare) && /\d/.test(bare)) return 'money'
  if (unsigned !== text && PLAIN_NUMBER.test(unsigned)) return 'number'
  if (/^[¥￥$€£]?\s?-?[\d.,]+\s?元?\s?[（(](?:已|部分)?退款?[^）)]*[）)]$/.test(text)) return 'money'
  return null
}

/** The numeric value of a cell of shape integer, number or money, NaN otherwise. `decimal`: the decimal mark. */
export function numberOf(text: string, decimal: '.' | ','): number {
  const isNegative = /^\(.*\)$/.test(text) || /^[^\d]*[-\u2212]/.test(text) || /\d-$/.test(text)
  const kept = text.replace(/[（(](?:已|部分)?退.*$/, '').replace(/[^\d.,e]/gi, '')
  const plain = decimal === ',' ? kept.replaceAll('.', '').replace(',', '.') : kept.replaceAll(',', '')
  if (!/\d/.test(plain)) return Number.NaN
  const value = Number(plain.replace(/^e+|e+$/gi, ''))
  return isNegative ? -value : value
}
