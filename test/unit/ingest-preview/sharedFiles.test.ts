import { describe, expect, it } from 'vitest'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import type { PreviewVerdict } from '../../../shared/contract/import.ts'
import type { FieldSource, FileKind, Mapping } from '../../../shared/contract/mapping.ts'
import { sharedData } from '../../support/sharedData.ts'
import { PROJECT } from './support.ts'

interface Expected {
  readonly kind: FileKind | null
  readonly verdict: PreviewVerdict
  readonly encoding?: string
  readonly headerLine?: number
  readonly fields?: Readonly<Record<string, FieldSource>>
  readonly rules?: Partial<Mapping>
  readonly open?: readonly string[]
  readonly rows?: number
}

const FILES: Readonly<Record<string, Expected>> = {
  'online-retail/onlineretail.csv.gz': {
    kind: 'purchases',
    verdict: 'ready',
    rows: 541_909,
    fields: {
      customer: 'CustomerID',
      order: 'InvoiceNo',
      time: 'InvoiceDate',
      amount: { multiply: ['Quantity', 'UnitPrice'] },
      quantity: 'Quantity',
      product: 'StockCode',
    },
    rules: { dateOrder: 'ymd', cancelled: { column: 'InvoiceNo', startsWith: 'C' } },
  },
  'cdnow/CDNOW_master.txt': {
    kind: 'purchases',
    verdict: 'ready',
    rows: 69_659,
    headerLine: 1,
    fields: { customer: 'customer_id', time: 'date', amount: 'dollar_value', quantity: 'number_of_cds' },
  },
  'cdnow/CDNOW_sample.txt': {
    kind: 'purchases',
    verdict: 'ready',
    rows: 6919,
    headerLine: 0,
    fields: { customer: 'c1', time: 'c3', quantity: 'c4', amount: 'c5' },
    rules: { header: false },
  },
  'complete-journey/transactions_sample.csv.gz': {
    kind: 'purchases',
    verdict: 'ready',
    rows: 75_000,
    fields: {
      customer: 'household_id',
      order: 'basket_id',
      time: 'transaction_timestamp',
      amount: 'sales_value',
      quantity: 'quantity',
      product: 'product_id',
      coupon: 'coupon_disc',
    },
  },
  'complete-journey/campaigns.csv.gz': {
    kind: 'contacts',
    verdict: 'ask',
    fields: { customer: 'household_id', campaign: 'campaign_id' },
    open: ['missing-field'],
  },
  'complete-journey/coupon_redemptions.csv.gz': {
    kind: 'contacts',
    verdict: 'ask',
    fields: { customer: 'household_id', campaign: 'campaign_id', time: 'redemption_date' },
    open: ['time-weak'],
  },
  'complete-journey/demographics.csv.gz': {
    kind: 'customers',
    verdict: 'ready',
    fields: { customer: 'household_id' },
  },
  'complete-journey/products.csv.gz': { kind: null, verdict: 'refused', open: ['missing-field'] },
  'complete-journey/coupons.csv.gz': { kind: null, verdict: 'refused', open: ['missing-field'] },
  'complete-journey/campaign_descriptions.csv.gz': {
    kind: null,
    verdict: 'refused',
    open: ['missing-field'],
  },
  'jdata/JData_User.csv.gz': {
    kind: 'customers',
    verdict: 'ready',
    encoding: 'gb18030',
    fields: { customer: 'user_id', registered: 'user_reg_tm' },
  },
  'jdata/JData_Action_201602.csv.gz': {
    kind: 'behaviours',
    verdict: 'ask',
    fields: { customer: 'user_id', time: 'time', event: 'type', product: 'sku_id', category: 'cate' },
    rules: {
      events: {
        '1': 'view',
        '2': 'cartAdd',
        '3': 'cartRemove',
        '4': 'buy',
        '5': 'favourite',
        '6': 'other:click',
      },
    },
    open: ['events-numeric'],
  },
  'telco/Telco-Customer-Churn.csv': {
    kind: 'customers',
    verdict: 'ready',
    fields: { customer: 'customerID', churned: 'Churn' },
  },
  'bills/example-alipay-records.csv': {
    kind: null,
    verdict: 'refused',
    encoding: 'gb18030',
    headerLine: 25,
    open: ['looks-like-bill'],
  },
  'bills/example-wechat-records.csv': {
    kind: null,
    verdict: 'refused',
    encoding: 'utf-8',
    headerLine: 17,
    open: ['looks-like-bill'],
  },
}

describe('public data as it was published', () => {
  for (const [file, expected] of Object.entries(FILES)) {
    const path = sharedData(file)
    it.skipIf(path === null)(file, async () => {
      const [found] = await previewFile(path ?? '', file, PROJECT)
      expect({ kind: found?.kind, verdict: found?.verdict }, JSON.stringify(found?.open)).toEqual({
        kind: expected.kind,
        verdict: expected.verdict,
      })
      if (expected.encoding !== undefined) expect(found?.encoding).toBe(expected.encoding)
      if (expected.headerLine !== undefined) expect(found?.headerLine).toBe(expected.headerLine)
      if (expected.rows !== undefined) expect(found?.rowsEstimate).toBe(expected.rows)
      expect(found?.mapping?.columns ?? {}).toMatchObject(expected.fields ?? {})
      if (expected.rules) expect(found?.mapping).toMatchObject(expected.rules)
      for (const code of expected.open ?? []) expect(found?.open.map((one) => one.code)).toContain(code)
    })
  }

  const retail = sharedData('online-retail/onlineretail.csv.gz')
  it.skipIf(retail === null)(
    'neither the description nor the country is taken for a category or a channel',
    async () => {
      const [found] = await previewFile(retail ?? '', 'onlineretail.csv.gz', PROJECT)
      expect(found?.mapping?.columns).not.toHaveProperty('category')
      expect(found?.mapping?.columns).not.toHaveProperty('channel')
    },
  )
})
