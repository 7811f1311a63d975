import { describe, expect, it } from 'vitest'
import { dayFromIso } from '../../../shared/contract/calendar.ts'
import type { RowBatch } from '../../../shared/contract/batch.ts'
import type { ReadSummary, TablePlan } from '../../../src-main/ingest/rows/plan.ts'
import { readTable } from '../../../src-main/ingest/rows/readTable.ts'
import { sharedData } from '../../support/sharedData.ts'
import { planFor } from './readText.ts'

interface Totals {
  readonly summary: ReadSummary
  readonly customers: ReadonlySet<string>
  readonly orders: ReadonlySet<string>
  readonly events: ReadonlyMap<string, number>
  readonly nRefunds: number
}

async function totals(plan: TablePlan): Promise<Totals> {
  const customers = new Set<string>()
  const orders = new Set<string>()
  const events = new Map<string, number>()
  let nRefunds = 0
  const each = (batch: RowBatch, name: string, use: (text: string) => void): void => {
    const column = batch.texts[name]
    if (column === undefined) return
    const text = Buffer.from(column.bytes).toString('latin1')
    for (let i = 0, from = 0; i < batch.nRows; i++) {
      const to = column.ends[i] ?? from
      if (to > from) use(text.slice(from, to))
      from = to
    }
  }
  const summary = await readTable(plan, {
    batch: (batch) => {
      each(batch, 'customer', (text) => customers.add(text))
      each(batch, 'order', (text) => orders.add(text))
      each(batch, 'event', (text) => events.set(text, (events.get(text) ?? 0) + 1))
      for (const flags of batch.flags) nRefunds += flags & 1
    },
    rejects: () => undefined,
    progress: () => undefined,
    isCancelled: () => false,
  })
  return { summary, customers, orders, events, nRefunds }
}

const retail = sharedData('online-retail/onlineretail.csv.gz')
const sample = sharedData('cdnow/CDNOW_sample.txt')
const master = sharedData('cdnow/CDNOW_master.txt')
const users = sharedData('jdata/JData_User.csv.gz')
const actions = sharedData('jdata/JData_Action_201602.csv.gz')
const alipay = sharedData('bills/example-alipay-records.csv')
const wechat = sharedData('bills/example-wechat-records.csv')

describe('real exports', () => {
  it.skipIf(retail === null)(
    'a gift shop: quantity x price, cancellations, rows without a customer',
    async () => {
      const columns = [
        'InvoiceNo',
        'StockCode',
        'Description',
        'Quantity',
        'InvoiceDate',
        'UnitPrice',
        'CustomerID',
        'Country',
      ]
      const { summary, customers, nRefunds } = await totals(
        planFor(
          columns,
          {
            kind: 'purchases',
            columns: {
              customer: 'CustomerID',
              order: 'InvoiceNo',
              time: 'InvoiceDate',
              amount: { multiply: ['Quantity', 'UnitPrice'] },
              quantity: 'Quantity',
              product: 'StockCode',
            },
            cancelled: { column: 'InvoiceNo', startsWith: 'C' },
          },
          { path: retail ?? '', timeZone: 'Europe/London' },
        ),
      )
      expect(summary).toMatchObject({
        rowsRead: 541_909,
        rowsAccepted: 406_829,
        rowsRejected: 135_080,
        rowsBlank: 0,
        amountMinor: 830_006_581,
        firstDay: dayFromIso('2010-12-01'),
        lastDay: dayFromIso('2011-12-09'),
        compressed: true,
      })
      expect(summary.rejects.map((reject) => [reject.code, reject.rows])).toEqual([['no-customer', 135_080]])
      expect(customers.size).toBe(4372)
      expect(nRefunds).toBe(8905)
    },
  )

  it.skipIf(sample === null || master === null)(
    'a record shop: runs of spaces, with and without a header',
    async () => {
      const readAs = { format: 'delimited', encoding: 'utf-8', delimiter: 'spaces', quote: '' } as const
      const tenth = await totals(
        planFor(
          ['c1', 'c2', 'c3', 'c4', 'c5'],
          {
            kind: 'purchases',
            header: false,
            columns: { customer: 'c1', time: 'c3', quantity: 'c4', amount: 'c5' },
          },
          { path: sample ?? '', readAs: { ...readAs, headerLine: 0 } },
        ),
      )
      expect([tenth.summary.rowsRead, tenth.summary.rowsAccepted, tenth.customers.size]).toEqual([
        6919, 6919, 2357,
      ])
      const whole = await totals(
        planFor(
          ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
          {
            kind: 'purchases',
            columns: {
              customer: 'customer_id',
              time: 'date',
              quantity: 'number_of_cds',
              amount: 'dollar_value',
            },
          },
          { path: master ?? '', readAs: { ...readAs, headerLine: 1 } },
        ),
      )
      expect([whole.summary.rowsRead, whole.summary.rowsAccepted, whole.customers.size]).toEqual([
        69_659, 69_659, 23_570,
      ])
      expect(whole.summary.treatments['zero-amount']).toBe(80)
      expect(whole.summary.amountMinor).toBe(250_031_563)
    },
  )

  it.skipIf(users === null || actions === null)('a log of behaviours, and users in GBK', async () => {
    const readAs = { format: 'delimited', delimiter: ',', quote: '"', headerLine: 1 } as const
    const people = await totals(
      planFor(
        ['user_id', 'age', 'sex', 'user_lv_cd', 'user_reg_tm'],
        { kind: 'customers', columns: { customer: 'user_id', registered: 'user_reg_tm' } },
        { path: users ?? '', readAs: { ...readAs, encoding: 'gbk' } },
      ),
    )
    expect([people.summary.rowsRead, people.customers.size]).toEqual([29_999, 29_999])
    expect(people.summary.treatments).toEqual({})
    const log = await totals(
      planFor(
        ['user_id', 'sku_id', 'time', 'model_id', 'type', 'cate', 'brand'],
        {
          kind: 'behaviours',
          columns: { customer: 'user_id', time: 'time', event: 'type', product: 'sku_id', category: 'cate' },
          events: {
            '1': 'view',
            '2': 'cartAdd',
            '3': 'cartRemove',
            '4': 'buy',
            '5': 'favourite',
            '6': 'other:click',
          },
        },
        { path: actions ?? '', readAs: { ...readAs, encoding: 'utf-8' }, idColumnsWithDecimal: ['user_id'] },
      ),
    )
    expect(log.summary).toMatchObject({ rowsRead: 29_999, rowsAccepted: 29_999 })
    expect(log.summary.treatments).toEqual({ 'id-decimal-trimmed': 29_999 })
    expect([...log.customers].some((key) => key.includes('.'))).toBe(false)
    expect(
      [...log.events.keys()].every((name) =>
        /^(view|cartAdd|cartRemove|buy|favourite|other:click)$/.test(name),
      ),
    ).toBe(true)
  })

  it.skipIf(alipay === null || wechat === null)(
    'bills of payment apps, whatever they are worth',
    async () => {
      const ali = await totals(
        planFor(
          [
            '交易时间',
            '交易分类',
            '交易对方',
            '对方账号',
            '商品说明',
            '收/支',
            '金额',
            '收/付款方式',
            '交易状态',
            '交易订单号',
            '商家订单号',
            '备注',
            'c13',
          ],
          {
            kind: 'purchases',
            columns: { customer: '交易对方', order: '交易订单号', time: '交易时间', amount: '金额' },
          },
          {
            path: alipay ?? '',
            readAs: { format: 'delimited', encoding: 'gbk', delimiter: ',', quote: '"', headerLine: 25 },
          },
        ),
      )
      const chat = await totals(
        planFor(
          [
            '交易时间',
            '交易类型',
            '交易对方',
            '商品',
            '收/支',
            '金额(元)',
            '支付方式',
            '当前状态',
            '交易单号',
            '商户单号',
            '备注',
          ],
          {
            kind: 'purchases',
            columns: { customer: '交易对方', order: '交易单号', time: '交易时间', amount: '金额(元)' },
          },
          {
            path: wechat ?? '',
            readAs: { format: 'delimited', encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 17 },
          },
        ),
      )
      for (const { summary } of [ali, chat]) {
        expect(summary.rowsRead).toBe(summary.rowsAccepted + summary.rowsRejected + summary.rowsBlank)
        expect(summary.rejects.map((reject) => reject.code).filter((code) => code !== 'no-customer')).toEqual(
          [],
        )
      }
      expect(ali.summary.preambleLines).toBe(24)
      expect(chat.summary.treatments['currency-stripped']).toBe(chat.summary.rowsAccepted)
    },
  )
})
