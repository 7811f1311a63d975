import { describe, expect, it } from 'vitest'
import { DecimalReader } from '../../../src-main/ingest/coerce/decimal.ts'
import { isEmptyToken } from '../../../src-main/ingest/coerce/emptyToken.ts'
import { CELL, MARK, MARK_CODES } from '../../../src-main/ingest/coerce/marks.ts'
import { productToMinor, toMinor, toNumber } from '../../../src-main/ingest/coerce/money.ts'
import { refundInText } from '../../../src-main/ingest/coerce/refundText.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function read(text: string, mark: '.' | ',' = '.', allowUnits = false): string {
  const reader = new DecimalReader(mark, allowUnits)
  // surrounded, so that reading past the cell shows
  const cell = bytes(`9${text}9`)
  const status = reader.read(cell, 1, cell.length - 1)
  if (status !== CELL.ok) return status === CELL.empty ? 'empty' : 'bad'
  const marks = MARK_CODES.filter((code) => (reader.marks & MARK[code]) !== 0)
  return [toNumber(reader.mantissa, reader.scale), ...marks].join(' ')
}

describe('a number', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['0', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-12.30', '-12.3'],
    ['+12.30', '12.3'],
    ['12.30-', '-12.3'],
    ['(12.30)', '-12.3'],
    ['1e3', '1000'],
    ['1.5E-2', '0.015'],
    ['12.5%', '0.125'],
    ['1,234.50', '1234.5 grouping-removed'],
    ['12,34,567.8', '1234567.8 grouping-removed'],
    ["1'234.50", '1234.5 grouping-removed'],
    ['1 234.50', '1234.5 grouping-removed'],
    ['1\u00a0234\u00a0567', '1234567 grouping-removed'],
    ['1’234', '1234 grouping-removed'],
    ['¥1,234.50', '1234.5 currency-stripped grouping-removed'],
    ['￥5', '5 currency-stripped'],
    ['$5', '5 currency-stripped'],
    ['€5.00', '5 currency-stripped'],
    ['₹5.00', '5 currency-stripped'],
    ['5元', '5 currency-stripped'],
    ['￥1,000.00元', '1000 currency-stripped grouping-removed'],
    ['-¥5', '-5 currency-stripped'],
    ['¥-5', '-5 currency-stripped'],
    ['($5.00)', '-5 currency-stripped'],
    ['CNY 12.00', '12 currency-stripped'],
    ['12.00 USD', '12 currency-stripped'],
    ['HK$12', '12 currency-stripped'],
    ['１２３．４５', '123.45 full-width-narrowed'],
    ['－１', '-1 full-width-narrowed'],
    ['−5', '-5'],
    ['1.2万', '12000'],
    ['3亿元', '300000000 currency-stripped'],
    ['29.990000000000002', '29.99'],
    ['123456789012345', '123456789012345'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['1.234,56', '1234.56 grouping-removed decimal-comma'],
    ['1234,5', '1234.5 decimal-comma'],
    ['12,34 €', '12.34 currency-stripped decimal-comma'],
    ['1 234,5', '1234.5 grouping-removed decimal-comma'],
    ['1.234', '1234 grouping-removed'],
    ['12', '12'],
    ['-3,20', '-3.2 decimal-comma'],
  ])('with a decimal comma, %s is %s', (text, expected) => {
    expect(read(text, ',')).toBe(expected)
  })

  it.each([
    ...[
      'abc',
      '1.2.3',
      '1,23',
      '12,5',
      '1,2345',
      ',5',
      '1,,234',
      '--5',
      '1-2',
      '.',
      '-',
      '5 6',
      '1.5e',
      '1e9999',
    ],
    ...[
      '12kg',
      '3件',
      '2012-03-04',
      '1/2',
      '99999999999999999999',
      '()',
      '%',
      '12:30',
      'E5',
      '万',
      '1万2',
      '😀',
    ],
  ])('%s is none', (text) => {
    expect(read(text)).toBe('bad')
  })

  it('of pieces may carry a measure word', () => {
    expect(read('3件', '.', true)).toBe('3')
    expect(read('2 pcs', '.', true)).toBe('2')
  })

  it('that is written with a decimal comma is refused where points are expected, and the reverse', () => {
    expect(read('1.234,56')).toBe('bad')
    expect(read('12.5', ',')).toBe('bad')
  })

  it('of nothing is empty', () => {
    expect(read('')).toBe('empty')
  })
})

describe('money', () => {
  it('goes into minor units with halves away from zero', () => {
    expect(toMinor(12345, 3, 2)).toBe(1235)
    expect(toMinor(-12345, 3, 2)).toBe(-1235)
    expect(toMinor(12344, 3, 2)).toBe(1234)
    expect(toMinor(5, 1, 0)).toBe(1)
    expect(toMinor(-4, 1, 0)).toBe(0)
    expect(Object.is(toMinor(-4, 1, 0), 0)).toBe(true)
    expect(toMinor(1, 0, 3)).toBe(1000)
    expect(toMinor(29990000000000002, 15, 2)).toBe(2999)
    expect(toMinor(1, 30, 2)).toBe(0)
  })

  it('that is too large to be exact is none', () => {
    expect(toMinor(900719925474099, 0, 2)).toBeNaN()
    expect(toMinor(1, -20, 2)).toBeNaN()
  })

  it('of a product is exact before it is rounded', () => {
    expect(productToMinor(6, 0, 255, 2, 2)).toBe(1530)
    expect(productToMinor(3, 0, 3335, 4, 2)).toBe(100)
    expect(productToMinor(15, 1, 1005, 3, 2)).toBe(151)
    expect(productToMinor(-80995, 0, 208, 2, 2)).toBe(-16846960)
    expect(productToMinor(123456789012, 0, 98765432, 8, 2)).toBe(12193263100103)
  })
})

describe('an empty cell', () => {
  const empty = (text: string, isText: boolean): boolean =>
    isEmptyToken(bytes(text), 0, bytes(text).length, isText)

  it('may be written in many ways', () => {
    for (const text of ['-', '--', '——', '—', 'N/A', 'null', 'NULL', '\\N', '/', 'NaN', '#N/A', '无']) {
      expect(empty(text, false)).toBe(true)
      expect(empty(text, true)).toBe(true)
    }
  })

  it('is not every short word', () => {
    for (const text of ['-1', '0', 'N', 'x', '/a', 'nulls', '无锡', '—a'])
      expect(empty(text, false)).toBe(false)
    expect(empty('NA', false)).toBe(true)
    expect(empty('NA', true)).toBe(false)
  })
})

describe('a refund inside a text', () => {
  it.each([
    ['131.77(已退款89.84)', '131.77', '89.84'],
    ['131.77（已退款￥89.84）', '131.77', '￥89.84'],
    ['131.77 (refunded 20.00)', '131.77', '20.00'],
    ['131.77(退款：1,089.84元)', '131.77', '1,089.84元'],
    ['131.77(已全额退款)', '131.77', null],
    ['已退款(￥5.00)', '', '￥5.00'],
    ['已退款￥5.00', '', '￥5.00'],
    ['已全额退款', '', null],
  ])('%s', (text, rest, amount) => {
    expect(refundInText(text)).toEqual({ rest, amount })
  })

  it('is not seen where there is none', () => {
    for (const text of ['131.77', '支付成功', '未退款', '退款', '(5.00)', '131.77(优惠5)']) {
      expect(refundInText(text)).toBeNull()
    }
  })
})
