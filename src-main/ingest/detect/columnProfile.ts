import type { ColumnType, PreviewColumn } from '../../../shared/contract/import.ts'
import { numberOf, seeCell, type CellShape } from './cellShape.ts'

/** What the sampled values of a column are like. */
export interface ColumnProfile extends PreviewColumn {
  readonly index: number
  readonly nRows: number
  readonly shapes: Readonly<Record<CellShape, number>>
  /** how often each value occurs, in order of first appearance; at most MAX_VALUES of them */
  readonly values: ReadonlyMap<string, number>
  readonly dates: DateCounts
  /** cells that only a point, only a comma, can explain as decimal mark */
  readonly points: number
  readonly commas: number
  readonly negatives: number
  readonly fractions: number
  readonly largest: number
  readonly smallest: number
  /** cells with asterisks or cipher marks in them */
  readonly masked: number
  /** every filled cell is a whole number written with `.0` */
  readonly isDecimalId: boolean
  readonly currencies: ReadonlyMap<string, number>
}

/** How the dates of a column are written. */
export interface DateCounts {
  readonly iso: number
  readonly ymd: number
  readonly compact: number
  readonly numeric: number
  readonly named: number
  readonly shortYear: number
  readonly firstAbove12: number
  readonly secondAbove12: number
  /** both numbers are at most 12 and differ */
  readonly bothFit: number
  readonly sampleFirst: string
  readonly sampleSecond: string
  readonly sample: string
}

const MAX_VALUES = 60_000
const MASK = /\*{2,}|^[#$~]{2}|#{2,}[\w+/=]+#|[xX]{4,}|•{2,}/

function isMasked(text: string): boolean {
  return text.length <= 200 && MASK.test(text)
}

/** Profiles one column of sampled rows. Cost: a few regular expressions a cell. */
export function columnProfile(
  rows: readonly (readonly string[])[],
  index: number,
  name: string,
  header: string,
): ColumnProfile {
  const shapes: Record<CellShape, number> = {
    empty: 0,
    integer: 0,
    number: 0,
    money: 0,
    percent: 0,
    date: 0,
    clock: 0,
    boolean: 0,
    email: 0,
    code: 0,
    text: 0,
  }
  const values = new Map<string, number>()
  const currencies = new Map<string, number>()
  const dates = {
    iso: 0,
    ymd: 0,
    compact: 0,
    numeric: 0,
    named: 0,
    shortYear: 0,
    firstAbove12: 0,
    secondAbove12: 0,
    bothFit: 0,
    sampleFirst: '',
    sampleSecond: '',
    sample: '',
  }
  let points = 0
  let commas = 0
  let masked = 0
  let decimalIds = 0
  for (const row of rows) {
    const cell = seeCell(row[index] ?? '')
    shapes[cell.shape]++
    if (cell.shape === 'empty') continue
    const seen = values.get(cell.text)
    if (seen !== undefined || values.size < MAX_VALUES) values.set(cell.text, (seen ?? 0) + 1)
    if (seen !== undefined && cell.date === null && cell.shape !== 'number' && cell.shape !== 'money') {
      if (isMasked(cell.text)) masked++
      continue
    }
    if (cell.date) countDate(dates, cell.date, cell.text)
    else if (cell.shape === 'number' || cell.shape === 'money') {
      if (/\.\d{1,2}(?!\d)|^\d*\.\d{4,}|,\d{3}\./.test(cell.text) && !/\.\d{3},/.test(cell.text)) points++
      if (/\d,\d{1,2}(?!\d)|,\d{4,}|\.\d{3},/.test(cell.text) && !/,\d{3}\./.test(cell.text)) commas++
      if (/^\d+\.0$/.test(cell.text)) decimalIds++
      const sign = currencyOf(cell.text)
      if (sign) currencies.set(sign, (currencies.get(sign) ?? 0) + 1)
    }
    if (isMasked(cell.text)) masked++
  }
  const filled = rows.length - shapes.empty
  const isDecimalId = filled > 0 && decimalIds === filled
  const type = typeOf(shapes, filled, values, isDecimalId)
  return {
    index,
    name,
    header,
    type,
    filled,
    distinct: values.size,
    samples: [...values.keys()].slice(0, 5).map((text) => text.slice(0, 80)),
    nRows: rows.length,
    shapes,
    values,
    dates,
    points,
    commas,
    masked,
    isDecimalId,
    currencies,
    ...extent(values, commas > points ? ',' : '.', type),
  }
}

function countDate(
  dates: { -readonly [K in keyof DateCounts]: DateCounts[K] },
  date: NonNullable<ReturnType<typeof seeCell>['date']>,
  text: string,
): void {
  dates[date.form]++
  if (dates.sample === '') dates.sample = text
  if (date.form !== 'numeric') return
  if (date.shortYear) dates.shortYear++
  if (date.first > 12) {
    dates.firstAbove12++
    dates.sampleFirst ||= text
  }
  if (date.second > 12) {
    dates.secondAbove12++
    dates.sampleSecond ||= text
  }
  if (date.first <= 12 && date.second <= 12 && date.first !== date.second) dates.bothFit++
}

function extent(
  values: ReadonlyMap<string, number>,
  decimal: '.' | ',',
  type: ColumnType,
): Pick<ColumnProfile, 'negatives' | 'fractions' | 'largest' | 'smallest'> {
  let negatives = 0
  let fractions = 0
  let largest = Number.NEGATIVE_INFINITY
  let smallest = Number.POSITIVE_INFINITY
  if (type === 'integer' || type === 'number' || type === 'money')
    for (const [text, times] of values) {
      const value = numberOf(text, decimal)
      if (Number.isNaN(value)) continue
      if (value < 0) negatives += times
      if (!Number.isInteger(value)) fractions += times
      largest = Math.max(largest, value)
      smallest = Math.min(smallest, value)
    }
  return { negatives, fractions, largest, smallest }
}

function typeOf(
  shapes: Readonly<Record<CellShape, number>>,
  filled: number,
  values: ReadonlyMap<string, number>,
  isDecimalId: boolean,
): ColumnType {
  if (filled === 0) return 'empty'
  const share = (...of: CellShape[]): number => of.reduce((sum, shape) => sum + shapes[shape], 0) / filled
  if (share('date') >= 0.9) return 'date'
  if (share('boolean') >= 0.95) return 'boolean'
  if (share('integer') >= 0.95 && values.size === 2 && values.has('0') && values.has('1')) return 'boolean'
  const numeric = share('integer', 'number', 'money')
  if (isDecimalId) return 'id'
  if (numeric >= 0.9 && share('money') >= 0.2) return 'money'
  if (numeric >= 0.9 && share('number') > 0) return 'number'
  if (share('integer') >= 0.95) return 'integer'
  if (share('email') >= 0.8) return 'id'
  if (share('code', 'integer') >= 0.85 && values.size > filled * 0.02) return 'id'
  return values.size <= Math.max(12, filled * 0.05) ? 'word' : 'text'
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/HK\$|HKD/, 'HKD'],
  [/NT\$/, 'TWD'],
  [/S\$|SGD/, 'SGD'],
  [/AU?\$|AUD/, 'AUD'],
  [/CA?\$|CAD/, 'CAD'],
  [/R\$/, 'BRL'],
  [/US\$|\$|USD/, 'USD'],
  [/€|EUR/, 'EUR'],
  [/£|GBP/, 'GBP'],
  [/元|RMB|CNY/, 'CNY'],
  [/円|JPY/, 'JPY'],
  [/[¥￥]/, '¥'],
  [/₩/, 'KRW'],
  [/₹/, 'INR'],
  [/₽/, 'RUB'],
  [/฿/, 'THB'],
  [/₫/, 'VND'],
  [/₱/, 'PHP'],
  [/RM/, 'MYR'],
  [/Rp/, 'IDR'],
]

function currencyOf(text: string): string | null {
  return SIGNS.find(([sign]) => sign.test(text))?.[1] ?? null
}
