import type { Language } from './language.ts'

/** The part of the formatter that details need. */
export interface DetailFormat {
  readonly language: Language
  date(value: number): string
  bytes(value: number): string
  duration(value: number): string
  countFull(value: number): string
  decimal(value: number, decimals: number): string
  moneyFull(value: number): string
}

/**
 * Values of a code as texts; the unit stands in the name: `...Day`, `...Bytes`, `...Minor`, `...Percent`, `...Ms`;
 * anything else is a count or a text of the file's own.
 */
export function detailTexts(
  values: Readonly<Record<string, string | number>>,
  format: DetailFormat,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, detailText(name, value, format)]),
  )
}

function detailText(name: string, value: string | number, format: DetailFormat): string {
  if (typeof value === 'string') return value
  if (/Day$/.test(name)) return format.date(value)
  if (/Bytes$/.test(name)) return format.bytes(value)
  if (/Minor$/.test(name)) return format.moneyFull(value)
  if (/Ms$/.test(name)) return format.duration(value / 1000)
  if (/Percent$/.test(name)) return format.decimal(value, value > 0 && value < 9.95 ? 1 : 0)
  return Number.isInteger(value) ? format.countFull(value) : format.decimal(value, 2)
}
