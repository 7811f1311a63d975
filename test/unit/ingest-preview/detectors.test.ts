import { describe, expect, it } from 'vitest'
import { columnNames } from '../../../src-main/ingest/detect/columnNames.ts'
import { columnProfile } from '../../../src-main/ingest/detect/columnProfile.ts'
import { detectDateOrder } from '../../../src-main/ingest/detect/dateOrder.ts'
import { detectDelimiter } from '../../../src-main/ingest/detect/delimiter.ts'
import { detectEncoding } from '../../../src-main/ingest/detect/encoding.ts'
import { detectFormat } from '../../../src-main/ingest/detect/format.ts'
import { detectHeader } from '../../../src-main/ingest/detect/headerLine.ts'
import { seeCell } from '../../../src-main/ingest/detect/cellShape.ts'
import { eventMeaning } from '../../../src-main/ingest/vocabulary/eventWords.ts'
import { FIELD_RULES } from '../../../src-main/ingest/vocabulary/nameRules.ts'
import { nameWords } from '../../../src-main/ingest/vocabulary/nameWords.ts'
import { scoreName } from '../../../src-main/ingest/vocabulary/scoreName.ts'
import { statusMeaning } from '../../../src-main/ingest/vocabulary/statusWords.ts'
import { encode } from '../../fixtures/ingest/encode.ts'

const NOTHING = Buffer.alloc(0)
const encodingOf = (bytes: Buffer): string => detectEncoding(bytes, NOTHING).encoding

describe('encoding', () => {
  it('does not take what merely decodes as GBK for GBK', () => {
    const bytes = encode('name;city\nJérôme Müller;São Paulo\nthérèse;Zürich\n', 'windows-1252')
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).toContain('name')
    expect(encodingOf(bytes)).toBe('windows-1252')
  })
  it('takes one accented letter for Windows-1252', () => {
    expect(encodingOf(encode('a,b\nRené,1\n', 'windows-1252'))).toBe('windows-1252')
  })
  it('recognises rare but real Chinese words in GBK', () => {
    expect(encodingOf(encode('品名,产地\n武夷岩茶,崇安\n祁门红茶,祁门\n', 'gb18030'))).toBe('gb18030')
  })
  it('looks at lines beyond the beginning', () => {
    expect(detectEncoding(Buffer.from('id,age\n1,2\n'), encode('2,56岁以上\n', 'gb18030')).encoding).toBe(
      'gb18030',
    )
  })
  it('believes a byte order mark', () => {
    expect(detectEncoding(Buffer.from('\ufeffa,b\n'), NOTHING).evidence[0]?.code).toBe('bom')
  })
})

describe('delimiter', () => {
  const of = (text: string): string => detectDelimiter(Buffer.from(text), true, {}).delimiter
  it('prefers semicolons to decimal commas', () => {
    expect(of('a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n')).toBe(';')
  })
  it('prefers runs of blanks to decimal commas', () => {
    expect(of('1 1997-01-01 11,77\n2 1997-01-02 1,99\n3 1997-01-02 4,99\n')).toBe('spaces')
  })
  it('keeps one column one column', () => {
    expect(of('email\na@b.cc\nd@e.ff\n')).toBe(',')
  })
  it('sees single quotes as quotes where they hold fields together', () => {
    expect(
      detectDelimiter(Buffer.from("'a';'b;x'\n'12';'3'\n'1;2;4';'3'\n'14';'3;9'\n"), true, {}),
    ).toMatchObject({ delimiter: ';', quote: "'" })
  })
  it('takes inch marks for what they are', () => {
    expect(detectDelimiter(Buffer.from('a|b\n"5 inch|3\n"x|4\n7|8\n'), true, {})).toMatchObject({
      delimiter: '|',
      quote: '',
    })
  })
})

describe('header', () => {
  const of = (...rows: string[]): ReturnType<typeof detectHeader> =>
    detectHeader(rows.map((row, i) => ({ line: i + 1, cells: row.split(',') })))
  it('skips preamble lines that are padded with delimiters', () => {
    expect(
      of(
        'Statement,,',
        'Printed 2024-01-02,,',
        ',,',
        'customer,date,amount',
        'a,2024-01-01,5',
        'b,2024-01-02,6',
      ).headerLine,
    ).toBe(4)
  })
  it('finds none above rows that are alike', () => {
    expect(of('4,19970101,29.33', '4,19970118,29.73', '21,19970802,14.96').headerLine).toBe(0)
  })
  it('finds none when the first line comes again', () => {
    expect(of('red,apple', 'green,pear', 'red,plum', 'red,apple').headerLine).toBe(0)
  })
  it('is not certain of a header that only stands first', () => {
    expect(of('foo,bar', 'quux,baz', 'corge,grault')).toMatchObject({ headerLine: 1, certain: false })
  })
  it('names repeated and unnamed columns', () => {
    expect(columnNames([' a ', 'a', '', 'a (2)'], 4)).toEqual(['a', 'a (2)', 'c3', 'a (2) (2)'])
  })
})

describe('dates', () => {
  const orderOf = (...values: string[]): ReturnType<typeof detectDateOrder> =>
    detectDateOrder(
      [
        columnProfile(
          values.map((value) => [value]),
          0,
          'date',
          'date',
        ),
      ],
      null,
    )
  it.each([
    [['13/01/2024', '02/03/2024'], 'dmy'],
    [['01/13/2024', '02/03/2024'], 'mdy'],
    [['2024-01-13', '2024-03-02'], 'ymd'],
    [['23/04/05', '23/04/28', '23/05/17', '24/01/30', '23/06/11', '23/07/21'], 'ymd'],
    [['05/05/2024', '06/06/2024'], 'dmy'],
    [['03/04/2024', '05/06/2024'], null],
  ])('%j is %s', (values, order) => {
    expect(orderOf(...values).order).toBe(order)
  })
  it('asks when some rows say one thing and some the other', () => {
    expect(orderOf('13/01/2024', '01/13/2024', '14/02/2024', '02/14/2024')).toMatchObject({
      order: null,
      isOpen: true,
    })
  })
  it('lets evidence from rows beyond the sample decide', () => {
    const sampled = columnProfile([['03/04/2024'], ['05/06/2024']], 0, 'date', 'date')
    const scan = {
      rows: 900,
      firstAbove12: 412,
      secondAbove12: 0,
      bothFit: 488,
      sampleFirst: '30/06/2024',
      sampleSecond: '',
    }
    expect(detectDateOrder([sampled], scan)).toMatchObject({
      order: 'dmy',
      evidence: [{ code: 'dates-day-above-12', values: { rows: 412, against: 0, sample: '30/06/2024' } }],
    })
  })
})

describe('cells', () => {
  it.each([
    ['="123456"', 'code'],
    ['\t6917123', 'integer'],
    ["'13800001111", 'code'],
    ['131.77(已退款89.84)', 'money'],
    ['¥1,234.50', 'money'],
    ['1.234,56', 'number'],
    ['(12.50)', 'number'],
    ['——', 'empty'],
    ['2024年3月4日', 'date'],
    ['20241301', 'integer'],
    ['10:33', 'clock'],
    ['1234567890.1709600000', 'code'],
  ])('%s looks like %s', (raw, shape) => {
    expect(seeCell(raw).shape).toBe(shape)
  })
})

describe('format', () => {
  it('refuses by content, whatever the name says', () => {
    expect(() => detectFormat(Buffer.from('PAR1\u0000\u0000'), 'a.csv')).toThrow(/parquet/)
    expect(() => detectFormat(Buffer.from('SQLite format 3\u0000'), 'a.csv')).toThrow(/sqlite/)
    expect(() => detectFormat(Buffer.from('<?xml version="1.0"?><Workbook>'), 'a.xls')).toThrow(/xml/)
    expect(() =>
      detectFormat(
        Buffer.from([0, 1, 2, 3, 0, 200, 7, 0, 0, 6, 5, 4, 0, 0, 19, 8, 3, 0, 0, 255, 2, 2]),
        'a.csv',
      ),
    ).toThrow(/binary/)
  })
  it('sees JSON in its first character', () => {
    expect(detectFormat(Buffer.from('{"a":1}\n'), 'a.csv')).toBe('jsonl')
    expect(detectFormat(Buffer.from('[{"a":1}]'), 'a.csv')).toBe('jsonl')
    expect(detectFormat(Buffer.from('[2024-01-01],x\n'), 'a.csv')).toBe('delimited')
  })
})

describe('vocabulary', () => {
  const purchases = FIELD_RULES.purchases
  const score = (name: string, field: keyof typeof purchases): number =>
    scoreName(nameWords(name), purchases[field])
  it('knows no rule with a meaning that does not exist', () => {
    for (const fields of Object.values(FIELD_RULES))
      for (const rules of Object.values(fields)) expect(() => scoreName(nameWords('x'), rules)).not.toThrow()
  })
  it.each([
    [
      'CustomerID',
      'customer_id',
      'customer id',
      'customerid',
      'CUSTOMER-ID',
      'custId',
      '客户ID',
      '客戶編號',
      '会员编号',
      'Kundennummer',
      'id_customer',
    ],
  ])('reads %s and its spellings as the same thing', (...names) => {
    for (const name of names) expect(score(name, 'customer'), name).toBeGreaterThan(0.9)
  })
  it.each([
    'Seller ID',
    '店铺名称',
    'Customer Group',
    '客户等级',
    'customer_ip_address',
    'Customer since',
    '收货地址',
    'Staff name',
    '达人ID',
    '客户生日',
  ])('%s is no customer', (name) => {
    expect(score(name, 'customer')).toBeLessThan(0.3)
  })
  it('prefers paid to created to completed, and never a delivery', () => {
    const times = ['订单付款时间', '订单创建时间', '订单完成时间', '发货时间'].map((name) =>
      score(name, 'time'),
    )
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(times[3]).toBe(0)
  })
  it('prefers what was paid to totals, and never takes a tax, a discount or a fee', () => {
    expect(score('买家实际支付金额', 'amount')).toBeGreaterThan(score('总金额', 'amount'))
    expect(score('Total', 'amount')).toBeGreaterThan(score('Subtotal', 'amount'))
    for (const name of ['Tax 1 Value', '运费', '店铺优惠折扣(元)', '手续费', 'Refunded Amount', 'Shipping'])
      expect(score(name, 'amount')).toBe(0)
    expect(score('Order Total (inc tax)', 'amount')).toBeGreaterThan(score('Order Total (ex tax)', 'amount'))
  })
  it('tells a weaker key from a strong one', () => {
    const keys = ['买家会员名', 'Email', '联系手机', '收件人手机号', '收货人姓名'].map((name) =>
      score(name, 'customer'),
    )
    expect(keys).toEqual([...keys].sort((a, b) => b - a))
  })
  it.each([
    ['交易关闭', 'cancelled'],
    ['等待买家付款', 'unpaid'],
    ['退款成功', 'refunded'],
    ['退款关闭', 'ordered'],
    ['无售后或售后取消', 'ordered'],
    ['部分退款', 'refundedInPart'],
    ['partially_refunded', 'refundedInPart'],
    ['Refunded', 'refunded'],
    ['Cancelled', 'cancelled'],
    ['Awaiting Payment', 'unpaid'],
    ['Voided', 'cancelled'],
    ['wc-completed', 'ordered'],
    ['Texas', null],
  ])('%s means %s', (word, meaning) => {
    expect(statusMeaning(word)).toBe(meaning)
  })
  it.each([
    ['add_to_cart', 'cartAdd'],
    ['remove_from_cart', 'cartRemove'],
    ['Viewed Product', 'view'],
    ['view_search_results', 'search'],
    ['收藏', 'favourite'],
    ['取消收藏', 'other'],
    ['签到', 'checkIn'],
    ['begin_checkout', 'other'],
    ['purchase', 'buy'],
    ['浏览新品', 'viewNew'],
    ['qwertz', null],
  ])('%s is the behaviour %s', (word, meaning) => {
    expect(eventMeaning(word)).toBe(meaning)
  })
})
