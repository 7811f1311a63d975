import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import type { PreviewVerdict, TablePreview } from '../../../shared/contract/import.ts'
import type { FieldSource, FileKind, Mapping } from '../../../shared/contract/mapping.ts'
import { sharedData } from '../../support/sharedData.ts'
import { madeUpRows, type MadeUp, type Place } from './madeUpRows.ts'
import { asText, PROJECT } from './support.ts'

interface Expected {
  readonly made?: MadeUp
  readonly kind: FileKind | null
  readonly verdict: PreviewVerdict
  readonly fields: Readonly<Record<string, FieldSource>>
  readonly rules?: Partial<Mapping>
  readonly open?: readonly string[]
}

interface Layout {
  readonly platform: string
  readonly export: string
  readonly columns: readonly string[]
}

const perOrder =
  (...words: string[]) =>
  ({ order }: Place): string =>
    words[order % words.length] ?? ''

const SHOPIFY: Expected = {
  made: {
    linesPerOrder: 3,
    once: (column) => !/^lineitem|^name$/i.test(column),
    overrides: {
      Name: ({ order }) => `#${1001 + order}`,
      Currency: () => 'EUR',
      'Financial Status': perOrder('paid', 'paid', 'voided', 'refunded'),
      'Receipt Number': () => '',
      'Discount Code': perOrder('', 'SPRING'),
    },
  },
  kind: 'purchases',
  verdict: 'ready',
  fields: {
    customer: 'Email',
    order: 'Name',
    time: 'Paid at',
    amount: 'Total',
    quantity: 'Lineitem quantity',
    product: 'Lineitem sku',
    coupon: 'Discount Code',
    refund: 'Refunded Amount',
    status: 'Financial Status',
  },
  rules: {
    currency: 'EUR',
    notOrders: { column: 'Financial Status', equals: ['voided'] },
    carryDown: [
      'Email',
      'Financial Status',
      'Paid at',
      'Total',
      'Discount Code',
      'Refunded Amount',
      'Source',
    ],
  },
}

/** By the beginning of a layout's export name. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'orders_export (2025/26': SHOPIFY,
  'orders_export (Jan 2022': SHOPIFY,
  customers_export: {
    made: {
      overrides: { Email: ({ row }) => `user${row}@example.com`, Phone: ({ row }) => `1380000${1000 + row}` },
    },
    kind: 'customers',
    verdict: 'ready',
    fields: {
      customer: 'Email',
      emailReachable: 'Accepts Email Marketing',
      smsReachable: 'Accepts SMS Marketing',
    },
  },
  tmall_order_report: {
    kind: 'purchases',
    verdict: 'refused',
    fields: { order: '订单编号', time: '订单付款时间', amount: '买家实际支付金额', refund: '退款金额' },
    open: ['missing-field'],
  },
  'ExportOrderList (': {
    made: { overrides: { 订单状态: perOrder('交易成功', '交易关闭'), '宝贝种类 ': () => '1' } },
    kind: 'purchases',
    verdict: 'ready',
    fields: {
      customer: '买家会员名',
      order: '订单编号',
      time: '订单付款时间',
      amount: '买家实际支付金额',
      quantity: '宝贝总数量',
      product: '宝贝标题',
    },
    rules: { notOrders: { column: '订单状态', equals: ['交易关闭'] } },
  },
  ExportOrderDetailList: {
    made: { linesPerOrder: 3, overrides: { 订单状态: perOrder('交易成功', '交易关闭'), 退款状态: () => '' } },
    kind: 'purchases',
    verdict: 'refused',
    fields: { order: '主订单编号', lineId: '子订单编号', time: '订单付款时间', amount: '买家实际支付金额' },
    open: ['missing-field'],
  },
  'Pinduoduo 订单导出': {
    made: {
      overrides: {
        订单状态: perOrder('已发货，待收货', '已取消'),
        售后状态: perOrder('无售后或售后取消', '无售后或售后取消', '退款成功'),
      },
    },
    kind: 'purchases',
    verdict: 'refused',
    fields: {
      order: '订单号',
      time: '订单成交时间',
      amount: '用户实付金额(元)',
      quantity: '商品数量(件)',
      product: '商品id',
    },
    rules: {
      currency: 'CNY',
      notOrders: { column: '订单状态', equals: ['已取消'] },
      refunded: { column: '售后状态', equals: ['退款成功'] },
    },
    open: ['missing-field'],
  },
  'Douyin (抖店) 订单导出': {
    made: {
      linesPerOrder: 2,
      overrides: {
        订单状态: perOrder('已完成', '已关闭'),
        售后状态: () => '-',
        收件人: ({ customer }) => `##${customer}abcDEF#`,
        收件人手机号: ({ order, line }) => `$$${order}${line}xyz==$`,
      },
    },
    kind: 'purchases',
    verdict: 'ask',
    fields: {
      order: '主订单编号',
      lineId: '子订单编号',
      time: '支付完成时间',
      amount: '订单应付金额',
      quantity: '商品数量',
    },
    rules: { notOrders: { column: '订单状态', equals: ['已关闭'] } },
    open: ['customer-masked'],
  },
  'Youzan (有赞) 客户导出': {
    made: {
      overrides: {
        客户手机号: ({ row }) =>
          row % 9 === 0 ? ' ' : row % 2 === 0 ? `186******${10 + (row % 80)}` : `186${10_000_000 + row}`,
        客户积分: ({ row }) => String(row * 3),
      },
    },
    kind: 'customers',
    verdict: 'ask',
    fields: { customer: '客户手机号', points: '客户积分' },
    open: ['customer-masked'],
  },
  'order CSV (first 56 cols': {
    made: {
      overrides: {
        status: perOrder('wc-completed', 'wc-cancelled', 'wc-processing', 'wc-refunded'),
        order_currency: () => 'USD',
      },
    },
    kind: 'purchases',
    verdict: 'ready',
    fields: { customer: 'customer_id', order: 'order_id', time: 'paid_date', amount: 'order_total' },
    rules: {
      currency: 'USD',
      notOrders: { column: 'status', equals: ['wc-cancelled'] },
      refunded: { column: 'status', equals: ['wc-refunded'] },
    },
  },
  sales_order_grid: {
    made: {
      overrides: { ID: ({ order }) => String(1_000_000 + order), Status: perOrder('Complete', 'Canceled') },
    },
    kind: 'purchases',
    verdict: 'ready',
    fields: {
      customer: 'Customer Email',
      order: 'ID',
      time: 'Purchase Date',
      amount: 'Grand Total (Base)',
      refund: 'Total Refunded',
    },
    rules: { notOrders: { column: 'Status', equals: ['Canceled'] } },
  },
  '个人账单 CSV': { kind: null, verdict: 'refused', fields: {}, open: ['looks-like-bill'] },
}

const source = sharedData('platform-headers.json')
const layouts = (source === null ? [] : (JSON.parse(readFileSync(source, 'utf8')) as Layout[])).filter(
  ({ platform }) => platform !== 'Alias vocabulary',
)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-preview-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function expectedOf(layout: Layout): Expected {
  const found = Object.entries(EXPECTED).find(
    ([key]) => `${layout.platform} ${layout.export}`.startsWith(key) || layout.export.startsWith(key),
  )
  if (!found) throw new Error(`no expectation for ${layout.export}`)
  return found[1]
}

async function preview(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<TablePreview | undefined> {
  const path = join(folder, 'export.csv')
  writeFileSync(path, asText([columns, ...rows]))
  return (await previewFile(path, 'export.csv', PROJECT))[0]
}

describe.skipIf(source === null)('exports of known platforms', () => {
  it.each(layouts.map((layout) => [`${layout.platform}: ${layout.export}`, layout] as const))(
    '%s',
    async (_, layout) => {
      const expected = expectedOf(layout)
      const found = await preview(layout.columns, madeUpRows(layout.columns, expected.made))
      expect({ kind: found?.kind, verdict: found?.verdict }, JSON.stringify(found?.open)).toEqual({
        kind: expected.kind,
        verdict: expected.verdict,
      })
      expect(found?.mapping?.columns ?? {}).toMatchObject(expected.fields)
      if (expected.rules) expect(found?.mapping).toMatchObject(expected.rules)
      for (const code of expected.open ?? []) expect(found?.open.map((one) => one.code)).toContain(code)
    },
  )

  it.each(layouts.map((layout) => [`${layout.platform}: ${layout.export}`, layout] as const))(
    '%s, header alone',
    async (_, layout) => {
      const expected = expectedOf(layout)
      const found = await preview(layout.columns, [])
      expect(found?.kind).toBe(expected.kind)
      expect(found?.verdict).not.toBe('ready')
      const { amount, customer, time } = expected.fields
      const wanted = {
        ...(amount === undefined ? {} : { amount }),
        ...(customer === undefined ? {} : { customer }),
        ...(time === undefined ? {} : { time }),
      }
      expect(found?.mapping?.columns ?? {}).toMatchObject(wanted)
    },
  )
})
