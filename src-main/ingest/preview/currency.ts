import type { Evidence } from '../../../shared/contract/import.ts'
import { bareText } from '../detect/cellShape.ts'
import type { Column, Table } from './table.ts'

/** The currency that the file itself names. */
export interface CurrencyVerdict {
  readonly currency: string | null
  readonly evidence: readonly Evidence[]
  readonly open: readonly Evidence[]
}

const DOLLARS = new Set(['USD', 'AUD', 'CAD', 'HKD', 'SGD', 'NZD', 'TWD', 'MXN', 'CLP', 'COP', 'ARS'])
const YUAN_OR_YEN = new Set(['CNY', 'JPY'])

/** From a column of codes, a sign in the amounts, or a unit in their names. `expected`: the project's own. */
export function detectCurrency(table: Table, amounts: readonly Column[], expected: string): CurrencyVerdict {
  const codes = currencyCodes(table)
  if (codes.length > 1) {
    const currencies = codes.slice(0, 6).join(', ')
    return { currency: null, evidence: [], open: [{ code: 'currencies-mixed', values: { currencies } }] }
  }
  const currency = codes[0] ?? signOf(amounts, expected)
  if (currency === null) return { currency: null, evidence: [], open: [] }
  return { currency, evidence: [{ code: 'currency-in-file', values: { currency } }], open: [] }
}

function currencyCodes(table: Table): string[] {
  const column = table.columns.find(
    ({ words, values }) =>
      words.concepts.has('currency') &&
      values.size > 0 &&
      [...values.keys()].every((value) => /^[A-Za-z]{3}$/.test(bareText(value))),
  )
  return column
    ? [...new Set([...column.values.keys()].map((value) => value.toUpperCase()))].map((code) =>
        code === 'RMB' ? 'CNY' : code,
      )
    : []
}

function signOf(amounts: readonly Column[], expected: string): string | null {
  for (const column of amounts) {
    const signs = [...column.currencies].filter(([, times]) => times >= column.filled * 0.5)
    const sign = signs[0]?.[0]
    if (sign === '¥') return YUAN_OR_YEN.has(expected) ? expected : 'CNY'
    if (sign === 'USD') return DOLLARS.has(expected) ? expected : 'USD'
    if (sign !== undefined) return sign
    if (/[（(](元|人民币|RMB|CNY)[）)]/i.test(column.header)) return 'CNY'
    const unit = /[（([](USD|EUR|GBP|JPY|HKD|AUD|CAD|TWD|SGD|INR|KRW|BRL|£|€)[）)\]]/i.exec(
      column.header,
    )?.[1]
    if (unit !== undefined) return unit === '£' ? 'GBP' : unit === '€' ? 'EUR' : unit.toUpperCase()
  }
  return null
}
