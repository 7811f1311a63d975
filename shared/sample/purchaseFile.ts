import { ROW_FLAG, type RejectCode, type RowBatch } from '../contract/batch.ts'
import { isoFromDay } from '../contract/calendar.ts'
import type { Mapping } from '../contract/mapping.ts'
import { sampleFile, type SampleFile, type SampleLanguage } from './files.ts'
import { CUSTOMER_DIGITS, customerKey, ORDER_DIGITS, orderKey, orderNumber } from './keys.ts'
import { csvLine, type BadLine } from './lines.ts'
import { CATEGORY_LABELS, SALES_CHANNELS } from './people.ts'
import { mix32 } from './random.ts'
import { rowsByTime } from './rowOrder.ts'
import { SAMPLE_FIRST_DAY } from './season.ts'
import { encodeAll, TextWriter } from './texts.ts'
import type { World } from './world.ts'

const HEADERS = {
  'zh-CN': [
    '订单编号',
    '付款时间',
    '会员号',
    '商品名称',
    '品类',
    '数量',
    '实付金额',
    '渠道',
    '优惠券',
    '类型',
  ],
  en: [
    'Order ID',
    'Paid at',
    'Customer ID',
    'Product',
    'Category',
    'Quantity',
    'Paid',
    'Channel',
    'Coupon',
    'Type',
  ],
} as const
const REFUND_WORD = { 'zh-CN': '退款', en: 'Refund' } as const

function mappingOf(language: SampleLanguage): Mapping {
  const [order, time, customer, product, category, quantity, amount, channel, coupon, type] =
    HEADERS[language]
  return {
    kind: 'purchases',
    columns: { order, time, customer, product, category, quantity, amount, channel, coupon },
    dateOrder: 'ymd',
    currency: 'CNY',
    cancelled: { column: type, equals: [REFUND_WORD[language]] },
  }
}

/** Order lines and refunds of the days `from` .. `to`, in order of time. */
export function purchaseFile(
  world: World,
  fileName: string,
  from: number,
  to: number,
  language: SampleLanguage,
  numbers: Uint32Array,
): SampleFile {
  const order = rowsByTime(world.purchases, from, to)
  const fill = createFill(world, order, language, numbers)
  const bad = badLines(world, order, language)
  const about = {
    fileName,
    kind: 'purchases',
    mapping: mappingOf(language),
    treatments: treatments(world, order),
  }
  return sampleFile(about as Pick<SampleFile, keyof typeof about>, order.length, bad, fill)
}

function treatments(world: World, order: Uint32Array): SampleFile['treatments'] {
  const { columns } = world.purchases
  let cancellation = 0
  let undated = 0
  for (const row of order) {
    if ((columns.flags[row]! & ROW_FLAG.undatedRefund) !== 0) undated++
    if ((columns.flags[row]! & ROW_FLAG.refund) !== 0) cancellation++
  }
  return { cancellation, 'undated-refund': undated }
}

function createFill(world: World, order: Uint32Array, language: SampleLanguage, numbers: Uint32Array) {
  const zh = language === 'zh-CN'
  const products = encodeAll(
    world.catalogue.products.map((one) => (one === null ? '' : zh ? one.nameZh : one.nameEn)),
  )
  const categories = encodeAll(CATEGORY_LABELS.map((one) => (zh ? one.zh : one.en)))
  const channels = encodeAll(SALES_CHANNELS.map((one) => (zh ? one.zh : one.en)))
  const [customerPrefix, orderPrefix] = encodeAll(['U', 'CS'])
  return (first: number, end: number, line: Uint32Array): RowBatch => {
    const { purchases, catalogue } = world
    const { columns } = purchases
    const n = end - first
    const timeSeconds = new Float64Array(n)
    const amountMinor = new Float64Array(n)
    const quantity = new Float64Array(n)
    const flags = new Uint8Array(n)
    const customer = new TextWriter(n, 8)
    const orderText = new TextWriter(n, 15)
    const product = new TextWriter(n, 28)
    const category = new TextWriter(n, 8)
    const channel = new TextWriter(n, 9)
    for (let i = 0; i < n; i++) {
      const row = order[first + i]!
      const number = columns.order[row]!
      timeSeconds[i] = SAMPLE_FIRST_DAY * 86_400 + columns.second[row]!
      amountMinor[i] = columns.amountMinor[row]!
      quantity[i] = columns.quantity[row]!
      flags[i] = columns.flags[row]!
      customer.pushKey(customerPrefix!, numbers[columns.customer[row]!]!, CUSTOMER_DIGITS)
      orderText.pushKey(orderPrefix!, orderNumber(purchases.dayOfOrder(number), number), ORDER_DIGITS)
      product.push(products[columns.product[row]!]!)
      category.push(categories[catalogue.category[columns.product[row]!]!]!)
      channel.push(channels[columns.channel[row]!]!)
    }
    return {
      kind: 'purchases',
      nRows: n,
      line,
      event: new Uint8Array(n),
      flags,
      numbers: { timeSeconds, amountMinor, quantity },
      texts: {
        customer: customer.finish(),
        order: orderText.finish(),
        product: product.finish(),
        category: category.finish(),
        channel: channel.finish(),
      },
    }
  }
}

/** Yuan as an export writes them. */
function yuan(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2)
}

/** A clock time as an export writes it. */
export function clock(secondFromFirstDay: number): string {
  const day = Math.floor(secondFromFirstDay / 86_400)
  const second = secondFromFirstDay - day * 86_400
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${isoFromDay(day + SAMPLE_FIRST_DAY)} ${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)}`
}

interface Defect {
  readonly code: RejectCode
  readonly column: number
  readonly cell: string
  readonly cellEn?: string
}

const DEFECTS: readonly Defect[] = [
  { code: 'no-customer', column: 2, cell: '' },
  { code: 'no-customer', column: 2, cell: '' },
  { code: 'no-customer', column: 2, cell: '-' },
  { code: 'no-customer', column: 2, cell: '' },
  { code: 'bad-amount', column: 6, cell: '#VALUE!' },
  { code: 'bad-time', column: 1, cell: '0000-00-00 00:00:00' },
  { code: 'no-customer', column: 2, cell: '' },
  { code: 'bad-amount', column: 6, cell: '待核', cellEn: 'pending' },
]

/** What any real export has: orders of guests, cells that broke, lines of commas, a total at the end. */
function badLines(world: World, order: Uint32Array, language: SampleLanguage): BadLine[] {
  const nBad = Math.min(DEFECTS.length * 8, Math.floor(order.length / 600))
  const lines: BadLine[] = []
  let netMinor = 0
  for (const row of order) netMinor += world.purchases.columns.amountMinor[row]!
  for (let i = 0; i < nBad; i++) {
    const place = mix32(mix32(world.seed) ^ (order.length + i)) % order.length
    const defect = DEFECTS[i % DEFECTS.length]!
    const row = order[purchaseFrom(world, order, place)]!
    const cells = cellsOf(world, row, language)
    const cell = language === 'en' ? (defect.cellEn ?? defect.cell) : defect.cell
    cells[defect.column] = cell
    const amount = defect.code === 'bad-amount' ? 0 : world.purchases.columns.amountMinor[row]!
    lines.push({
      before: place,
      reject: {
        code: defect.code,
        column: HEADERS[language][defect.column]!,
        sample: cell,
        raw: csvLine(cells),
        amountMinor: amount,
      },
    })
    if (i % 9 === 4) lines.push({ before: (place * 7) % order.length, reject: null })
  }
  const total = language === 'zh-CN' ? '合计' : 'Total'
  const raw = [total, '', '', '', '', '', yuan(netMinor), '', '', ''].join(',')
  const column = HEADERS[language][0]
  lines.push({
    before: order.length,
    reject: { code: 'summary-line', column, sample: total, raw, amountMinor: 0 },
  })
  return lines
}

/** The next place whose row is no refund. */
function purchaseFrom(world: World, order: Uint32Array, place: number): number {
  const { flags } = world.purchases.columns
  let at = place
  while (at < order.length - 1 && (flags[order[at]!]! & ROW_FLAG.refund) !== 0) at++
  return at
}

/** A guest's order that looks like the row beside which it stands. */
function cellsOf(world: World, row: number, language: SampleLanguage): string[] {
  const { columns } = world.purchases
  const zh = language === 'zh-CN'
  const product = world.catalogue.products[columns.product[row]!]!
  const category = CATEGORY_LABELS[product.category]!
  const channel = SALES_CHANNELS[columns.channel[row]!]!
  const number = world.purchases.nOrders + (mix32(row) % 900_000)
  return [
    orderKey(Math.floor(columns.second[row]! / 86_400), number),
    clock(columns.second[row]!),
    customerKey(1 + (mix32(row) % 900)),
    zh ? product.nameZh : product.nameEn,
    zh ? category.zh : category.en,
    String(columns.quantity[row]),
    yuan(columns.amountMinor[row]!),
    zh ? channel.zh : channel.en,
    (columns.flags[row]! & ROW_FLAG.coupon) !== 0 ? '1' : '',
    (columns.flags[row]! & ROW_FLAG.refund) !== 0 ? REFUND_WORD[language] : '',
  ]
}
