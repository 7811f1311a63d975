import { describe, expect, it } from 'vitest'
import { applyAttributes } from '../../../shared/analytics/attributes/applyAttributes.ts'
import { attributeMatrix } from '../../../shared/analytics/attributes/attributeMatrix.ts'
import type { AttributeTable } from '../../../shared/analytics/attributes/attributeTable.ts'
import { numberOfText } from '../../../shared/analytics/attributes/numberOfText.ts'
import { labelColumns, tableLabels } from '../../../shared/analytics/churn/labelColumns.ts'
import { AppError } from '../../../shared/contract/errors.ts'

function tableOf(columns: Record<string, readonly (string | null)[]>): AttributeTable {
  const names = Object.keys(columns)
  const values = names.map((name) => [...new Set((columns[name] ?? []).filter((text) => text !== null))])
  return {
    nCustomers: Math.max(...Object.values(columns).map((cells) => cells.length)),
    names,
    values,
    codes: names.map((name, a) =>
      Int32Array.from(columns[name] ?? [], (text) => (text === null ? -1 : (values[a]?.indexOf(text) ?? -1))),
    ),
  }
}

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (thrown) {
    return AppError.from(thrown).code
  }
}

describe('a cell as a number', () => {
  it.each([
    ['12', 12],
    ['-3.5', -3.5],
    ['1,234.50', 1234.5],
    ['¥1,200', 1200],
    ['45%', 45],
    ['1e3', 1000],
    ['inf', Infinity],
    ['-', null],
    ['12 months', null],
    ['', null],
  ])('%s', (text, value) => {
    expect(numberOfText(text)).toBe(value)
  })
})

describe('a customer table as features', () => {
  const table = tableOf({
    tenure: ['1', '20', null, '7'],
    plan: ['a', 'b', 'a', null],
    same: ['x', 'x', 'x', 'x'],
    wild: ['1', '2', 'inf', '4'],
    since: ['2025-01-01', '2025-01-03', null, '2024-12-31'],
  })
  const features = attributeMatrix(table, () => false)

  it('has numbers, dates and categories, missing where a customer has none', () => {
    expect(features.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['tenure', 'number'],
      ['plan', 'category'],
      ['wild', 'number'],
      ['since', 'date'],
    ])
    const [tenure, plan, wild, since] = features.matrix.columns
    expect(tenure).toEqual(Float32Array.of(1, 20, Number.NaN, 7))
    expect(plan).toEqual(Float32Array.of(0, 1, 0, Number.NaN))
    expect(wild).toEqual(Float32Array.of(1, 2, Number.NaN, 4))
    expect((since?.[1] ?? 0) - (since?.[0] ?? 0)).toBe(2)
  })
  it('tells what it left out', () => {
    expect(features.notes).toEqual([
      { code: 'constant', name: 'same', n: 4 },
      { code: 'infinite', name: 'wild', n: 1 },
    ])
  })
  it('reads later tables by name, with unknown categories and columns missing', () => {
    const later = tableOf({ plan: ['b', 'new'], tenure: ['3', 'many'] })
    const matrix = applyAttributes(later, features.columns, Uint32Array.of(0, 1))
    expect(matrix.columns[0]).toEqual(Float32Array.of(3, Number.NaN))
    expect(matrix.columns[1]).toEqual(Float32Array.of(1, Number.NaN))
    expect(matrix.columns[2]).toEqual(Float32Array.of(Number.NaN, Number.NaN))
  })
  it('leaves out what names its rows', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `K-${i}`)
    expect(attributeMatrix(tableOf({ id: ids }), () => false).notes[0]?.code).toBe('identifier')
  })
})

describe('a label column', () => {
  const table = tableOf({
    churned: ['Yes', 'No', null, 'No'],
    colour: ['red', 'blue', 'red', 'red'],
    three: ['1', '2', '3', '1'],
  })
  const none = new Map<string, string>()

  it('is found by its name, whatever its case, or by the name that its file used', () => {
    expect(Array.from(tableLabels(table, none, 'CHURNED', null).labels)).toEqual([1, 0, 255, 0])
    expect(tableLabels(table, new Map([['Churn Label', 'churned']]), 'churn label', null).attribute).toBe(0)
    expect(tableLabels(table, none, 'churned', null).nUnlabelled).toBe(1)
  })
  it('needs two values and one that means churned', () => {
    expect(codeOf(() => tableLabels(table, none, 'three', null))).toBe('churn-label-values')
    expect(codeOf(() => tableLabels(table, none, 'colour', null))).toBe('churn-label-values')
    expect(Array.from(tableLabels(table, none, 'colour', 'blue').labels)).toEqual([0, 1, 0, 0])
    expect(codeOf(() => tableLabels(table, none, 'nowhere', null))).toBe('churn-label-missing')
  })
  it('stands first among the columns that may be one', () => {
    expect(labelColumns(table)[0]).toMatchObject({ attribute: 'churned', positive: 'Yes', isLikely: true })
  })
})
