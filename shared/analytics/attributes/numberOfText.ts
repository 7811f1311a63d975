const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const INFINITE = /^[+-]?(inf|infinity|∞)$/i
const SIGNS = /[\s¥￥$€£元%]/gu

/**
 * A cell of a customer table as a number: plain or grouped digits, also with a currency or percent sign ("45%" is 45).
 * Infinity for a text that means it or overflows; null for anything else. Cost: one scan.
 */
export function numberOfText(text: string): number | null {
  const bare = text.replace(SIGNS, '')
  if (PLAIN.test(bare)) return Number(bare)
  if (GROUPED.test(bare)) return Number(bare.replaceAll(',', ''))
  return INFINITE.test(bare) ? Infinity : null
}
