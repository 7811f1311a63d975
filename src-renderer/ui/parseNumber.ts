const SCALES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6 }

/**
 * A number as people type it: grouping, currency signs, full-width digits, 万 and 亿, K and M, a percent sign (9.0% is
 * 0.09). Null when it is none.
 */
export function parseNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/[\s,，¥$€£元]/g, '')
    .toLowerCase()
  const match = /^(-?)(\d+\.?\d*|\.\d+)([万亿km%])?$/.exec(plain)
  if (!match) return null
  const value = Number(match[2]) * (SCALES[match[3] ?? ''] ?? 1)
  const scaled = match[3] === '%' ? value / 100 : value
  return match[1] === '-' ? 0 - scaled : scaled
}
