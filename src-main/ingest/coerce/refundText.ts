/** A refund told inside a cell: `131.77(已退款89.84)`, `已退款(￥5.00)`, `已全额退款`. */
export interface RefundInText {
  /** what stands outside, e.g. `131.77`; may be empty */
  readonly rest: string
  /** the refund's own amount text; null = all of it */
  readonly amount: string | null
}

const INSIDE =
  /^(.*?)[(（[【]\s*(?:已|共|部分|全额|refunded|refund)?\s*(?:退款?|refunded|refund)?\s*[:：]?\s*(.*?)\s*[)）\]】]\s*$/i
const WORDS = /退|refund/i
const ALL = /全额|全部|fully|full/i
const NUMBER = /[^\d]*?([￥¥$€£]?\s*-?\d[\d.,' ]*\s*元?)/

/** null when the text tells of no refund. */
export function refundInText(text: string): RefundInText | null {
  if (!WORDS.test(text)) return null
  const inside = INSIDE.exec(text)
  if (inside !== null) {
    const [, rest = '', amount = ''] = inside
    if (WORDS.test(rest)) return plainRefund(amount === '' ? rest : `${rest} ${amount}`)
    if (ALL.test(text) && !/\d/.test(amount)) return { rest: rest.trim(), amount: null }
    const number = NUMBER.exec(amount)?.[1]
    return number === undefined ? null : { rest: rest.trim(), amount: number.trim() }
  }
  return plainRefund(text)
}

function plainRefund(text: string): RefundInText | null {
  if (/未退|无退|不退|no refund/i.test(text)) return null
  if (ALL.test(text) && !/部分/.test(text)) return { rest: '', amount: null }
  const number = NUMBER.exec(text)?.[1]
  return number === undefined ? null : { rest: '', amount: number.trim() }
}
