import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { readCustomerKeys } from '../../../src-main/project/keys/storedKeys.ts'
import { readPurchaseLedger } from '../../../src-main/project/ledger/readLedger.ts'
import { openReadable } from '../../../src-main/project/project.ts'
import { customerDetail, searchCustomers } from '../../../src-main/project/reading/customers.ts'
import { qualityWarnings } from '../../../src-main/project/reading/quality.ts'
import { projectSummary, updateProject } from '../../../src-main/project/reading/summary.ts'
import { saveCopy } from '../../../src-main/project/saveCopy.ts'
import { deleteMapping, listMappings, saveMapping } from '../../../src-main/project/saved/mappings.ts'
import { deleteScheme, listSchemes, saveScheme } from '../../../src-main/project/saved/schemes.ts'
import { readSetting, saveSetting } from '../../../src-main/project/saved/settings.ts'
import { undoImport } from '../../../src-main/project/undo.ts'
import { at, importFiles, purchase, temporaryProject, type TestRow } from '../../support/rowBatches.ts'

const NOW = at(20_000) * 1000

describe('a customer', () => {
  const rows = [
    purchase(2, 'Anna-1', at(100, 10), 1000, { order: 'o1', product: 'tea', quantity: 2, channel: 'app' }),
    purchase(3, 'Anna-1', at(100, 10), 500, { order: 'o1', product: 'cup' }),
    purchase(4, 'Anna-1', at(110, 9), 300, { order: 'o2', product: 'tea' }),
    purchase(5, 'Anna-1', at(112), -300, { order: 'o2', flags: ROW_FLAG.refund }),
    purchase(6, 'Anna-1', at(130), 700, { order: 'o3', product: 'tea' }),
    purchase(7, '100%_anna', at(130), 700),
    purchase(8, 'banna', at(130), 700),
  ]

  it('is found by any part of the key, the nearest first, whatever the case and the signs in it', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows }])
    const found = (text: string) => searchCustomers(project, text, 10).map(({ customerKey }) => customerKey)
    expect(found('anna')).toEqual(['Anna-1', 'banna', '100%_anna'])
    expect(found('%_')).toEqual(['100%_anna'])
    expect(found(' ANNA-1 ')).toEqual(['Anna-1'])
    expect(found('')).toEqual([])
    expect(searchCustomers(project, 'a', 1)).toHaveLength(1)
  })

  it('is told as of a day: nothing that came later counts', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows }])
    const detail = customerDetail(project, 1, 115)
    expect(detail).toMatchObject({
      customerKey: 'Anna-1',
      firstDay: 100,
      lastOrderDay: 110,
      nOrders: 2,
      nRefunds: 1,
      netMinor: 1500,
      averageOrderMinor: 900,
      gapDays: 10,
      overdue: 0.5,
      nEvents: 4,
    })
    expect(
      detail.events.map(({ kind, label, amountMinor, line }) => [kind, label, amountMinor, line]),
    ).toEqual([
      ['refund', 'o2', -300, 5],
      ['purchase', 'o2', 300, 4],
      ['purchase', 'o1', 1000, 2],
      ['purchase', 'o1', 500, 3],
    ])
    expect(detail.events[2]).toMatchObject({ product: 'tea', channel: 'app', quantity: 2, importId: 1 })
    expect(detail.topProducts).toEqual([
      { product: 'tea', orders: 2, lastDay: 110 },
      { product: 'cup', orders: 1, lastDay: 100 },
    ])
    expect(detail.monthlyMinor).toHaveLength(24)
    expect(detail.monthlyMinor.reduce((sum, month) => sum + month, 0)).toBe(1500)
    expect(customerDetail(project, 1, 200)).toMatchObject({ nOrders: 3, gapDays: 15, nEvents: 5 })
    expect(customerDetail(project, 1, 50)).toMatchObject({
      nOrders: 0,
      firstDay: null,
      lastOrderDay: null,
      averageOrderMinor: null,
      gapDays: null,
      overdue: null,
      events: [],
    })
  })

  it('that is not there is told so', () => {
    const project = temporaryProject()
    expect(() => customerDetail(project, 9, 1)).toThrow(
      expect.objectContaining({ code: 'customer-not-found' }),
    )
  })

  it('has a key in the column of all keys', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: [purchase(2, '\uFEFF回流', at(1), 1), purchase(3, 'a,"b', at(1), 1)] }])
    const { bytes, ends } = readCustomerKeys(project)
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    expect(decoder.decode(bytes.subarray(0, ends[0]))).toBe('\uFEFF回流')
    expect(decoder.decode(bytes.subarray(ends[0], ends[1]))).toBe('a,"b')
  })
})

describe('quality warnings', () => {
  const daily = (from: number, n: number, line = 2): TestRow[] =>
    Array.from({ length: n }, (_, i) => purchase(line + i, `c${i % 50}`, at(from + i), 100))
  const codes = (project: Parameters<typeof qualityWarnings>[0]): string[] =>
    qualityWarnings(project, NOW).map(({ code }) => code)

  it('are none for a sound shop', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: daily(19_000, 200) }])
    expect(codes(project)).toEqual([])
  })

  it('tell what the reports say, the parts of undone imports left out', () => {
    const project = temporaryProject()
    const reject = { code: 'no-customer', column: 'id', sample: '', raw: '', amountMinor: 0 } as const
    const rejects = [1, 2, 3, 4, 5].map((line) => ({ ...reject, line }))
    const treatments = { 'undated-refund': 3, 'masked-customer': 2, 'invalid-bytes-replaced': 1 }
    const [report] = importFiles(project, [
      { name: 'a.csv', rows: [...daily(19_000, 95), ...daily(19_000, 1, 900)], rejects, treatments },
    ])
    expect(qualityWarnings(project, NOW)).toEqual([
      { code: 'rejected-share', values: { file: 'a.csv', rows: 5, sharePercent: (5 / 101) * 100 } },
      { code: 'undated-refunds', values: { rows: 3 } },
      { code: 'identical-rows', values: { rows: 1 } },
      { code: 'masked-customers', values: { rows: 2 } },
      { code: 'replaced-bytes', values: { rows: 1 } },
    ])
    undoImport(project, report?.importId ?? 0, NOW, () => undefined)
    expect(codes(project)).toEqual([])
    expect(projectSummary(project)).toMatchObject({
      nCustomers: 0,
      nPurchases: 0,
      nOrders: 0,
      firstDay: null,
    })
  })

  it('tell of days to come, of gaps, of refunds without an order and of one who buys everything', () => {
    const project = temporaryProject()
    const refund = purchase(800, 'nobody', at(19_010), -5, { flags: ROW_FLAG.refund })
    const ahead = purchase(801, 'c1', at(20_500), 100)
    importFiles(project, [{ rows: [...daily(19_000, 100), ...daily(19_110, 100, 300), refund] }])
    expect(qualityWarnings(project, NOW)).toEqual([
      { code: 'refunds-without-order', values: { rows: 1 } },
      { code: 'gap-in-days', values: { days: 10, firstDay: 19_100, lastDay: 19_109 } },
    ])
    const walkIn = Array.from({ length: 60 }, (_, i) => purchase(2 + i, 'walk-in', at(19_000 + i, 5), 100))
    importFiles(project, [{ rows: [...walkIn, ahead] }])
    expect(qualityWarnings(project, NOW)).toContainEqual({
      code: 'future-days',
      values: { rows: 1, lastDay: 20_500 },
    })
    expect(qualityWarnings(project, NOW)).toContainEqual({
      code: 'one-customer-dominates',
      values: { customer: 'walk-in', sharePercent: (60 / 261) * 100 },
    })
  })
})

describe('the project', () => {
  it('tells a summary that changes with every write', () => {
    const project = temporaryProject()
    const empty = projectSummary(project)
    expect(empty).toMatchObject({
      fileName: 'shop.huiliu',
      name: 'shop',
      nCustomers: 0,
      firstDay: null,
      weekStart: 1,
    })
    importFiles(project, [{ rows: [purchase(2, 'a', at(5), 1, { order: '1' }), purchase(3, 'b', at(9), 1)] }])
    const full = projectSummary(project)
    expect(full).toMatchObject({
      nCustomers: 2,
      nPurchases: 2,
      nOrders: 2,
      nImports: 1,
      firstDay: 5,
      lastDay: 9,
    })
    expect(full.revision).toBeGreaterThan(empty.revision)
    updateProject(project, { name: '新店', weekStart: 0, currency: 'JPY' })
    expect(projectSummary(project)).toMatchObject({
      name: '新店',
      weekStart: 0,
      currency: 'JPY',
      nPurchases: 2,
    })
    expect(projectSummary(project).revision).toBeGreaterThan(full.revision)
  })

  it('keeps mappings, schemes and settings by name', () => {
    const project = temporaryProject()
    const mapping = { kind: 'purchases', columns: { customer: 'id', time: 't', amount: 'a' } } as const
    saveMapping(project, 'Shopify', ['id', 't', 'a'], mapping)
    saveMapping(project, 'Shopify', ['id', 't'], mapping)
    expect(listMappings(project)).toEqual([
      { name: 'Shopify', kind: 'purchases', headers: ['id', 't'], mapping },
    ])
    deleteMapping(project, 'Shopify')
    expect(listMappings(project)).toEqual([])
    const segment = { key: 's', nameZh: '段', nameEn: 'segment', family: 'core', lowSpend: false } as const
    const scheme = {
      key: 'own',
      nameZh: '自定',
      nameEn: 'own',
      scoring: { method: 'mean' as const },
      segments: [segment],
      rules: [],
    }
    saveScheme(project, scheme)
    expect(listSchemes(project)).toEqual([scheme])
    deleteScheme(project, 'own')
    expect(listSchemes(project)).toEqual([])
    expect(readSetting(project, 'asOf')).toBe(null)
    saveSetting(project, 'asOf', { day: 3 })
    expect(readSetting(project, 'asOf')).toEqual({ day: 3 })
  })

  it('is copied whole, and not at all when cancelled', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: [purchase(2, 'a', at(5), 1)] }])
    const copy = join(dirname(project.path), 'copy.huiliu')
    expect(saveCopy(project, copy, () => true)).toBe(null)
    expect(existsSync(copy)).toBe(false)
    expect(saveCopy(project, copy)?.sizeBytes).toBeGreaterThan(0)
    const opened = openReadable(copy)
    expect(readPurchaseLedger(opened).nEvents).toBe(1)
    expect(projectSummary(opened)).toEqual({ ...projectSummary(project), fileName: 'copy.huiliu' })
    opened.close()
  })
})

describe('undoing', () => {
  it('brings back the line that the undone import had superseded, also from between two versions', () => {
    const project = temporaryProject()
    const mapping = { columns: { customer: 'c', time: 't', amount: 'a', order: 'o', lineId: 'l' } }
    const version = (amount: number) => ({
      mapping,
      rows: [purchase(2, 'a', at(10), amount, { order: '1', lineId: 'L1' })],
    })
    for (const amount of [100, 80, 60]) importFiles(project, [version(amount)])
    const amounts = (): number[] => [...readPurchaseLedger(project).amountMinor]
    expect(amounts()).toEqual([60])
    undoImport(project, 2, 1, () => undefined)
    expect(amounts()).toEqual([60])
    undoImport(project, 3, 1, () => undefined)
    expect(amounts()).toEqual([100])
    undoImport(project, 1, 1, () => undefined)
    expect(amounts()).toEqual([])
    const left = project.read((database) => database.prepare('SELECT * FROM superseded_purchases').all())
    expect(left).toEqual([])
  })

  it('brings back the older value of a customer', () => {
    const project = temporaryProject()
    for (const tier of ['gold', 'silver']) {
      importFiles(project, [{ kind: 'customers', rows: [{ line: 2, texts: { customer: 'a', tier } }] }])
    }
    undoImport(project, 2, 1, () => undefined)
    expect(customerDetail(project, 1, 1).attributes).toEqual([{ name: 'tier', value: 'gold' }])
  })

  it('of an import that is not there, or twice, is refused; a stop leaves all as it was', () => {
    const project = temporaryProject()
    importFiles(project, [{ rows: [purchase(2, 'a', at(5), 1)] }])
    const refused: unknown = expect.objectContaining({ code: 'import-not-found' })
    expect(() => {
      undoImport(project, 7, 1, () => undefined)
    }).toThrow(refused)
    expect(() => {
      undoImport(project, 1, 1, () => {
        throw new Error('stop')
      })
    }).toThrow('stop')
    expect(readPurchaseLedger(project).nEvents).toBe(1)
    undoImport(project, 1, 1, () => undefined)
    expect(() => {
      undoImport(project, 1, 1, () => undefined)
    }).toThrow(refused)
  })
})
