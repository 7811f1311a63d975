import { describe, expect, it } from 'vitest'
import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { readBehaviourLedger, readPurchaseLedger } from '../../../src-main/project/ledger/readLedger.ts'
import { customerDetail } from '../../../src-main/project/reading/customers.ts'
import { projectSummary } from '../../../src-main/project/reading/summary.ts'
import type { WritableProject } from '../../../src-main/project/project.ts'
import { at, importFiles, purchase, temporaryProject } from '../../support/rowBatches.ts'

const rowsOf = (project: WritableProject, table: string): unknown[] =>
  project.read((database) => database.prepare(`SELECT * FROM ${table}`).all())

describe('importing purchases', () => {
  it('stores rows with their line and keys, readable in SQL', () => {
    const project = temporaryProject()
    importFiles(project, [
      {
        rows: [
          purchase(2, '会员甲', at(19_000, 9, 30), 12_345, {
            order: 'A1',
            product: 'P1',
            category: 'tea',
            channel: 'app',
            quantity: 1.5,
          }),
          purchase(3, '会员甲', at(19_001), -500, {
            order: 'A1',
            flags: ROW_FLAG.refund | ROW_FLAG.dateOnly,
            event: 1,
          }),
        ],
      },
    ])
    expect(rowsOf(project, 'purchases_readable')).toEqual([
      expect.objectContaining({
        import_id: 1,
        line: 2,
        customer: '会员甲',
        order_key: 'A1',
        time: '2022-01-08 09:30:00',
        amount: 123.45,
        quantity: 1.5,
        product: 'P1',
        category: 'tea',
        channel: 'app',
        is_refund: 0,
        only_day_known: 0,
      }),
      expect.objectContaining({
        line: 3,
        amount: -5,
        quantity: null,
        product: null,
        is_refund: 1,
        only_day_known: 1,
      }),
    ])
  })

  it('numbers customers in order of first appearance and groups the ledger by them in order of time', () => {
    const project = temporaryProject()
    importFiles(project, [
      {
        rows: [
          purchase(2, 'b', at(10, 12), 100, { order: '1' }),
          purchase(3, 'a', at(12, 8), 200, { order: '2' }),
          purchase(4, 'b', at(9, 7, 5), 300, { order: '3' }),
        ],
      },
    ])
    const ledger = readPurchaseLedger(project, ['minute'])
    expect([...ledger.offsets]).toEqual([0, 2, 3])
    expect([...ledger.day]).toEqual([9, 10, 12])
    expect([...ledger.amountMinor]).toEqual([300, 100, 200])
    expect([...(ledger.minute ?? [])]).toEqual([425, 720, 480])
  })

  it('starts an order at its first positive line in time, whatever the order in the file', () => {
    const project = temporaryProject()
    importFiles(project, [
      {
        rows: [
          purchase(2, 'a', at(10, 12), 100, { order: '1' }),
          purchase(3, 'a', at(10, 11), 0, { order: '1' }),
          purchase(4, 'a', at(10, 11, 30), 50, { order: '1' }),
          purchase(5, 'a', at(10, 13), -50, { order: '1', flags: ROW_FLAG.refund }),
          purchase(6, 'a', at(11), 10, { order: '2' }),
        ],
      },
    ])
    const { positive, orderStart, refund } = LEDGER_FLAG
    expect([...readPurchaseLedger(project).flags]).toEqual([
      0,
      positive | orderStart,
      positive,
      refund,
      positive | orderStart,
    ])
  })

  it('takes rows without an order key as one order a moment, and a day where there is no clock', () => {
    const project = temporaryProject()
    const dateOnly = { flags: ROW_FLAG.dateOnly }
    const [report] = importFiles(project, [
      {
        rows: [
          purchase(2, 'a', at(10, 12), 100),
          purchase(3, 'a', at(10, 12), 200),
          purchase(4, 'a', at(10, 12, 1), 300),
          purchase(5, 'b', at(11), 100, dateOnly),
          purchase(6, 'b', at(11), 200, dateOnly),
          purchase(7, 'b', at(12), 300, dateOnly),
        ],
      },
    ])
    expect(report?.orders).toBe(4)
    expect([...(readPurchaseLedger(project, ['minute']).minute ?? [])].slice(3)).toEqual([
      65_535, 65_535, 65_535,
    ])
  })

  it('keeps identical rows of one file and flags them', () => {
    const project = temporaryProject()
    const twice = [
      purchase(2, 'a', at(10), 100, { order: '1' }),
      purchase(3, 'a', at(10), 100, { order: '1' }),
    ]
    const [report] = importFiles(project, [{ rows: twice }])
    expect(report).toMatchObject({ rowsAccepted: 2, rowsDuplicate: 0, identicalRows: 1 })
    expect(report?.treatments).toEqual({ 'identical-kept': 1 })
    expect(rowsOf(project, 'purchases')).toMatchObject([{ flags: 0 }, { flags: ROW_FLAG.identical }])
    expect(readPurchaseLedger(project).nEvents).toBe(2)
  })

  it('drops identical rows of one file where the mapping says so, and counts them as duplicates', () => {
    const project = temporaryProject()
    const [report] = importFiles(project, [
      {
        mapping: { dropIdentical: true },
        rows: [2, 3, 4].map((line) => purchase(line, 'a', at(10), 100, { order: '1' })),
      },
    ])
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsDuplicate: 2, identicalRows: 0 })
    expect(report?.treatments).toEqual({ 'identical-dropped': 2 })
    expect(rowsOf(project, 'purchases')).toHaveLength(1)
  })

  it('drops a row whose line id proves it a copy, and keeps rows that only look the same', () => {
    const project = temporaryProject()
    const [report] = importFiles(project, [
      {
        mapping: { columns: { customer: 'c', time: 't', amount: 'a', order: 'o', lineId: 'l' } },
        rows: [
          purchase(2, 'a', at(10), 100, { order: '1', lineId: 'L1' }),
          purchase(3, 'a', at(10), 100, { order: '1', lineId: 'L2' }),
          purchase(4, 'a', at(10), 100, { order: '1', lineId: 'L1' }),
        ],
      },
    ])
    expect(report).toMatchObject({ rowsAccepted: 2, rowsDuplicate: 1, identicalRows: 0 })
  })
})

describe('importing again', () => {
  const first = [
    purchase(2, 'a', at(10), 100, { order: '1' }),
    purchase(3, 'a', at(10), 100, { order: '1' }),
    purchase(4, 'b', at(11), 200, { order: '2' }),
  ]

  it('adds nothing the second time', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: first }])
    const [report] = importFiles(project, [{ rows: first }])
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 0, rowsDuplicate: 3, customers: 0, orders: 0 })
    expect(report).toMatchObject({ amountMinor: 0, firstDay: null, lastDay: null, customersNew: 0 })
    expect(rowsOf(project, 'purchases')).toHaveLength(3)
  })

  it('adds of a longer export what is new, the third copy of a line among it', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: first }])
    const longer = [...first, purchase(5, 'a', at(10), 100, { order: '1' }), purchase(6, 'c', at(12), 300)]
    const [report] = importFiles(project, [{ rows: longer }])
    expect(report).toMatchObject({
      rowsRead: 5,
      rowsAccepted: 2,
      rowsDuplicate: 3,
      customers: 2,
      customersNew: 1,
    })
    expect(report).toMatchObject({ amountMinor: 400, firstDay: 10, lastDay: 12, orders: 2 })
    expect(readPurchaseLedger(project).nEvents).toBe(5)
  })

  it('does not mind another column mapped: category, channel and coupon are no part of a row', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: first }])
    const again = first.map((row) => ({ ...row, texts: { ...row.texts, category: 'tea', channel: 'app' } }))
    const [report] = importFiles(project, [{ rows: again }])
    expect(report).toMatchObject({ rowsAccepted: 0, rowsDuplicate: 3 })
  })

  it('takes a refund that a later export shows as its own event; its row is not a duplicate', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: first }])
    const refund = purchase(4, 'b', at(20), -200, { order: '2', flags: ROW_FLAG.refund, event: 1 })
    const [report] = importFiles(project, [{ rows: [...first, refund] }])
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsDuplicate: 2, amountMinor: -200 })
    expect([...readPurchaseLedger(project).amountMinor]).toEqual([100, 100, 200, -200])
  })

  it('matches files of one job with each other', () => {
    const project = temporaryProject()
    const [one, two] = importFiles(project, [
      { rows: first },
      { rows: [...first.slice(1), purchase(9, 'c', at(12), 300)] },
    ])
    expect(one).toMatchObject({ rowsAccepted: 3, rowsDuplicate: 0 })
    expect(two).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsDuplicate: 2 })
    expect(readPurchaseLedger(project).nEvents).toBe(4)
  })

  it('lets a later version of an order line take the place of the earlier one, and shows both', () => {
    const project = temporaryProject()
    const mapping = { columns: { customer: 'c', time: 't', amount: 'a', order: 'o', lineId: 'l' } }
    importFiles(project, [{ mapping, rows: [purchase(2, 'a', at(10), 100, { order: '1', lineId: 'L1' })] }])
    const [report] = importFiles(project, [
      { mapping, rows: [purchase(2, 'a', at(10), 80, { order: '1', lineId: 'L1' })] },
    ])
    expect(report).toMatchObject({ rowsAccepted: 1, rowsDuplicate: 0 })
    expect([...readPurchaseLedger(project).amountMinor]).toEqual([80])
    expect(rowsOf(project, 'superseded_purchases_readable')).toMatchObject([
      { import_id: 1, amount: 1, superseded_by_import: 2 },
    ])
  })
})

describe('importing other kinds', () => {
  it('keeps behaviours with their own ledger', () => {
    const project = temporaryProject()
    const event = (line: number, customer: string, time: number, name: string) => ({
      line,
      numbers: { timeSeconds: time },
      texts: { customer, event: name, product: 'P1', category: '', channel: 'web' },
    })
    const rows = [
      event(2, 'a', at(5, 1), 'view'),
      event(3, 'a', at(4, 1), 'login'),
      event(4, 'b', at(6), 'buy'),
    ]
    importFiles(project, [{ kind: 'behaviours', rows }])
    const [again] = importFiles(project, [{ kind: 'behaviours', rows }])
    expect(again).toMatchObject({ rowsDuplicate: 3, rowsAccepted: 0 })
    const ledger = readBehaviourLedger(project)
    expect([...ledger.offsets]).toEqual([0, 2, 3])
    expect([...ledger.day]).toEqual([4, 5, 6])
    expect([...ledger.event]).toEqual([2, 1, 3])
    expect(projectSummary(project)).toMatchObject({ nBehaviours: 3, nPurchases: 0, nCustomers: 2 })
  })

  it('updates customers with the newer value, row by row, and keeps what a file does not say', () => {
    const project = temporaryProject()
    const customer = (line: number, key: string, attributes: Record<string, string>) => ({
      line,
      texts: { customer: key, ...attributes },
    })
    importFiles(project, [
      {
        kind: 'customers',
        rows: [
          customer(2, 'a', { city: '上海', tier: 'gold' }),
          customer(3, 'b', { city: '北京', tier: '' }),
        ],
      },
    ])
    const [report] = importFiles(project, [
      {
        kind: 'customers',
        rows: [
          customer(2, 'a', { city: '上海', tier: 'silver' }),
          customer(3, 'b', { city: '北京', tier: '' }),
        ],
      },
    ])
    expect(report).toMatchObject({ rowsRead: 2, rowsAccepted: 1, rowsDuplicate: 1 })
    expect(customerDetail(project, 1, 100).attributes).toEqual([
      { name: 'city', value: '上海' },
      { name: 'tier', value: 'silver' },
    ])
  })

  it('takes the later row of a file where two rows speak of one customer', () => {
    const project = temporaryProject()
    const row = (line: number, tier: string) => ({ line, texts: { customer: 'a', tier } })
    importFiles(project, [{ kind: 'customers', rows: [row(2, 'gold')] }])
    importFiles(project, [{ kind: 'customers', rows: [row(2, 'silver'), row(3, 'gold')] }])
    expect(customerDetail(project, 1, 100).attributes).toEqual([{ name: 'tier', value: 'gold' }])
  })

  it('lets a later export of contacts say what came of them', () => {
    const project = temporaryProject()
    const contact = (line: number, key: string, opened: number) => ({
      line,
      numbers: { timeSeconds: at(10), costMinor: 5, couponFaceMinor: Number.NaN, opened },
      texts: { customer: key, campaign: 'spring', channel: 'sms', variant: 'A' },
    })
    importFiles(project, [{ kind: 'contacts', rows: [contact(2, 'a', 0), contact(3, 'b', 0)] }])
    const [report] = importFiles(project, [
      { kind: 'contacts', rows: [contact(2, 'a', 1), contact(3, 'b', 0), contact(4, 'c', 0)] },
    ])
    expect(report).toMatchObject({ rowsRead: 3, rowsAccepted: 2, rowsDuplicate: 1, customers: 2 })
    expect(rowsOf(project, 'contacts_readable')).toMatchObject([
      { customer: 'b', opened: 0, cost: 0.05 },
      { customer: 'a', opened: 1 },
      { customer: 'c', opened: 0 },
    ])
    expect(projectSummary(project).nContacts).toBe(3)
  })
})

describe('an import that does not come to its end', () => {
  it('leaves nothing behind after a rollback', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: [purchase(2, 'a', at(1), 100)] }])
    const before = projectSummary(project)
    expect(() =>
      importFiles(project, [{ rows: [purchase(5, 'b', at(1), 100), purchase(4, 'b', at(1), 100)] }]),
    ).toThrow()
    expect(projectSummary(project)).toEqual(before)
    importFiles(project, [{ rows: [purchase(2, 'c', at(1), 100)] }])
    expect(projectSummary(project)).toMatchObject({ nCustomers: 2, nPurchases: 2 })
  })
})
