export type Language = 'zh-CN' | 'en'

/** What is not there. */
export const NONE = '—'
export const MINUS = '−'
export const RANGE = '–'

/** Fixed decimals, grouped by thousands, with a true minus sign; never "−0". */
export function digits(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  const [whole = '0', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && Number(text) !== 0 ? `${MINUS}${body}` : body
}

const UNITS: Record<Language, readonly (readonly [scale: number, unit: string])[]> = {
  'zh-CN': [
    [1e4, ' 万'],
    [1e8, ' 亿'],
    [1e12, ' 万亿'],
  ],
  en: [
    [1e3, 'K'],
    [1e6, 'M'],
    [1e9, 'B'],
    [1e12, 'T'],
  ],
}

/**
 * In full below 10,000, from there three digits and a unit: 6.55 万, 4,610 万, 1.23 亿; 65.5K, 3.12M. `trim` drops
 * zeros after the decimal point.
 */
export function scaled(value: number, language: Language, trim = false): string {
  const rounded = Math.round(Math.abs(value))
  if (rounded < 10_000) {
    if (!trim || Number.isInteger(value)) return digits(value, 0)
    return digits(value, Math.abs(value) < 10 ? 1 : 0).replace(/\.0$/, '')
  }
  const three = Number(Math.abs(value).toPrecision(3))
  const units = UNITS[language]
  let [scale, unit] = units[0] ?? [1, '']
  for (const [nextScale, nextUnit] of units) if (three >= nextScale) [scale, unit] = [nextScale, nextUnit]
  const mantissa = three / scale
  const decimals = mantissa < 10 ? 2 : mantissa < 100 ? 1 : 0
  const text = digits(value < 0 ? -mantissa : mantissa, decimals)
  return `${trim && text.includes('.') ? text.replace(/\.?0+$/, '') : text}${unit}`
}
