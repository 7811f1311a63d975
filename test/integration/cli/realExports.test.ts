import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../support/sharedData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('cli-real')
const onlineRetail = sharedData('online-retail/onlineretail.csv.gz')

describe.skipIf(onlineRetail === null)('Online Retail', () => {
  const project = join(folder, 'retail.huiliu')
  let report: Record<string, unknown>

  beforeAll(async () => {
    report = await huiliuJson(['import', project, onlineRetail ?? ''])
  })

  it('is imported with nothing but defaults, and all 541,909 rows are accounted for', () => {
    expect(report).toMatchObject({
      rowsRead: 541_909,
      rowsAccepted: 406_829,
      rowsRejected: 135_080,
      rowsDuplicate: 0,
      rowsBlank: 0,
      rejects: { 'no-customer': 135_080 },
      customers: 4_372,
      firstDay: '2010-12-01',
      lastDay: '2011-12-09',
    })
    for (const key of ['encoding', 'delimiter', 'elapsedMs', 'peakRssBytes', 'orders'])
      expect(report).toHaveProperty(key)
  })

  it('has the known 8-type grid at 2011-12-09', async () => {
    const rfm = await huiliuJson(['rfm', project, '--as-of', '2011-12-09'])
    expect(rfm).toMatchObject({ asOf: '2011-12-09', customers: 4_338, others: 34, revenueAll: 8_300_065.81 })
    const segments = rfm['segments'] as { name: string; customers: number; orders: number; revenue: number }[]
    expect(Object.fromEntries(segments.map(({ name, customers }) => [name, customers]))).toEqual({
      重要价值: 710,
      重要发展: 130,
      重要保持: 29,
      重要挽留: 41,
      一般价值: 337,
      一般发展: 1_737,
      一般保持: 38,
      一般挽留: 1_316,
    })
    const orders = segments.reduce((sum, segment) => sum + segment.orders, 0)
    expect(orders).toBe(rfm['orders'])
  })

  it('says the same to somebody who asks the file with SQL', () => {
    const database = new SqliteDatabase(project, { readonly: true })
    const [row] = database
      .prepare<[], { members: number; known: number; revenue: number }>(
        `WITH lines AS (
           SELECT customer_id, amount_minor, time_seconds / 86400 AS day, order_key,
             amount_minor > 0 AND flags & 1 = 0 AS is_order
           FROM purchases WHERE time_seconds / 86400 <= unixepoch('2011-12-09') / 86400),
         customers_at AS (
           SELECT customer_id, sum(amount_minor) AS net, max(CASE WHEN is_order THEN day END) AS last_day,
             count(DISTINCT CASE WHEN is_order THEN order_key END) AS orders
           FROM lines GROUP BY customer_id)
         SELECT count(*) FILTER (WHERE orders > 0) AS members, count(*) AS known, sum(net) / 100.0 AS revenue
         FROM customers_at`,
      )
      .all()
    database.close()
    expect(row).toEqual({ members: 4_338, known: 4_372, revenue: 8_300_065.81 })
  })

  it('exports every member once under the original key, and no formula', async () => {
    const out = join(folder, 'members.csv')
    const { code } = await huiliu([
      'rfm',
      project,
      '--as-of',
      '2011-12-09',
      '--scheme',
      'quintile',
      '--out',
      out,
    ])
    expect(code).toBe(0)
    const text = readFileSync(out, 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    const rows = text.slice(1).trimEnd().split('\r\n').slice(1)
    const keys = rows.map((row) => row.split(',')[0] ?? '')
    expect(keys).toHaveLength(4_338)
    expect(new Set(keys).size).toBe(4_338)
    expect(keys.every((key) => /^\d{5}$/.test(key))).toBe(true)
  })

  it('adds nothing the second time, and says so', async () => {
    const again = await huiliu(['import', project, onlineRetail ?? ''])
    expect(again.stdout).toMatch(/imported before, on \d{4}-\d\d-\d\d; nothing was added/)
    const json = await huiliuJson(['import', project, onlineRetail ?? ''])
    expect(json).toMatchObject({ sameFile: true, rowsAccepted: 0, rowsRead: 541_909 })
  })
})

describe.each([
  ['CDNOW_sample.txt', 6_919, 2_357],
  ['CDNOW_master.txt', 69_659, 23_570],
])('%s', (name, nRows, nCustomers) => {
  const path = sharedData(`cdnow/${name}`)

  it.skipIf(path === null)('comes in by runs of spaces', async () => {
    const report = await huiliuJson(['import', join(folder, `${name}.huiliu`), path ?? ''])
    expect(report).toMatchObject({
      rowsRead: nRows,
      rowsAccepted: nRows,
      customers: nCustomers,
      delimiter: 'spaces',
      firstDay: '1997-01-01',
      lastDay: '1998-06-30',
    })
  })
})

describe('files that are no purchase lists', () => {
  const bills = ['example-alipay-records.csv', 'example-wechat-records.csv']

  it.skipIf(sharedData(`bills/${bills[0]}`) === null).each(bills)(
    '%s is refused with its reason',
    async (name) => {
      const project = join(folder, `${name}.huiliu`)
      const { code, stdout, stderr } = await huiliu(['import', project, sharedData(`bills/${name}`) ?? ''])
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^huiliu: not-this-kind: .*looks-like-bill/)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
      expect((await huiliu(['rfm', project, '--as-of', '2025-01-01'])).stderr).toMatch(
        /^huiliu: file-not-found/,
      )
    },
  )
})
