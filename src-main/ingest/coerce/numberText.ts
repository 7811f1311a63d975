import { MARK } from './marks.ts'

const CURRENCY_WORDS = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...['RMB', 'YUAN', 'US', 'HK', 'NT', 'A', 'C', 'S', 'R', 'RS', 'KR', 'ZL', 'FT', 'TL', 'DKK', 'MOP'],
])
/** Measure words behind a count: 3件, 2 pcs. */
const UNITS = new Set([...'件个個支瓶盒包袋条條套双雙台臺张張只隻份箱本次笔筆'])
const UNIT_WORDS = new Set(['PCS', 'PC', 'PIECES', 'UNITS', 'UNIT', 'EA', 'X'])
const CURRENCY_CHARACTERS = new Set([...'元圆圓块塊￥¥£￡¢₩￦'])
const APOSTROPHES = new Set(['’', '‘', '＇', '´'])
const MINUS_SIGNS = new Set(['−', '–', '—', '﹣', '－'])
const EXPONENT = 69
const LONGEST = 60

/**
 * A cell that is not plainly digits, reduced to ASCII `digits + - ( ) . , ' % E blank`: currency signs and words,
 * measure words, full-width forms and exotic blanks are taken out or replaced. Meant for the rare cell: uses strings.
 */
export class NumberText {
  readonly text = new Uint8Array(LONGEST)
  length = 0
  marks = 0
  /** powers of ten by a final 万 or 亿 */
  shift = 0
  readonly #allowUnits: boolean

  constructor(allowUnits: boolean) {
    this.#allowUnits = allowUnits
  }

  /** False when something in it belongs to no number. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.length = 0
    this.marks = 0
    this.shift = 0
    if (end - start > 120) return false
    for (let p = start; p < end; p++) {
      const c = bytes[p]!
      if (c >= 0x80) return this.#readText(bytes, start, end)
      if (!this.#ascii(c)) return this.#readText(bytes, start, end)
    }
    return true
  }

  #ascii(c: number): boolean {
    if (this.length >= LONGEST) return false
    if ((c >= 40 && c <= 46 && c !== 42) || (c >= 48 && c <= 57) || c === 37 || c === 39 || c === 32) {
      this.text[this.length++] = c
      return true
    }
    if (c !== 36) return false
    this.marks |= MARK['currency-stripped']
    return true
  }

  #readText(bytes: Uint8Array, start: number, end: number): boolean {
    this.length = 0
    this.marks = 0
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    const text = raw.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    if (text !== raw) this.marks |= MARK['full-width-narrowed']
    for (let i = 0; i < text.length;) {
      const word = /^[A-Za-z]+/.exec(text.slice(i))?.[0]
      if (word !== undefined) {
        if (!this.#word(word, text.slice(i + word.length))) return false
        i += word.length
      } else if (this.#character(text[i]!)) i++
      else return false
    }
    return true
  }

  #word(word: string, rest: string): boolean {
    const last = this.length > 0 ? this.text[this.length - 1]! : 0
    const upper = word.toUpperCase()
    if (upper === 'E' && last >= 46 && last <= 57 && /^[+-]?\d/.test(rest)) {
      this.text[this.length++] = EXPONENT
      return true
    }
    if (CURRENCY_WORDS.has(upper)) {
      this.marks |= MARK['currency-stripped']
      return true
    }
    return this.#allowUnits && UNIT_WORDS.has(upper)
  }

  #character(character: string): boolean {
    if (this.shift > 0 && /\d/.test(character)) return false
    if (character === '万' || character === '亿' || character === '萬' || character === '億') {
      if (this.length === 0 || this.shift > 0) return false
      this.shift = character === '万' || character === '萬' ? 4 : 8
      return true
    }
    if (CURRENCY_CHARACTERS.has(character) || /[\u20a0-\u20bf]/.test(character)) {
      this.marks |= MARK['currency-stripped']
      return true
    }
    if (/[\u200b-\u200d\ufeff]/.test(character)) return true
    if (/\s/.test(character)) return this.#ascii(32)
    if (APOSTROPHES.has(character)) return this.#ascii(39)
    if (MINUS_SIGNS.has(character)) return this.#ascii(45)
    if (this.#allowUnits && UNITS.has(character)) return true
    const code = character.charCodeAt(0)
    return code < 0x80 && this.#ascii(code)
  }
}
