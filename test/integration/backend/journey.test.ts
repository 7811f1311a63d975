import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import type { RfmParams } from '../../../shared/contract/rfm.ts'
import { backendUnderTest, type BackendUnderTest } from '../../support/backendClient.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { writePurchases } from './purchaseCsv.ts'

const folder = temporaryFolder('backend')
const dataDir = join(folder, 'data')
const csv = join(folder, 'orders.csv')
const N_ROWS = 5_000
const N_REJECTED = 100

let app: BackendUnderTest
const changes: (ProjectSummary | null)[] = []
let rfm: RfmParams
let runId = ''

beforeAll(() => {
  writePurchases(csv, N_ROWS, 700)
  app = backendUnderTest(dataDir)
  app.client.on('project.changed', (project) => changes.push(project))
})
afterAll(() => app.close())

describe('an analyst', () => {
  it('is told that nothing is open', async () => {
    const { client } = app
    expect(await client.call('project.current', {})).toBeNull()
    expect(await client.call('project.recent', {})).toEqual([])
    expect(await client.call('mappings.list', {})).toEqual([])
    expect((await client.call('rfm.schemes', {})).every(({ builtIn }) => builtIn)).toBe(true)
    for (const call of [
      client.call('import.list', {}),
      client.call('ledger.timeline', {}),
      client.call('project.update', { name: 'x' }),
      client.call('customers.search', { text: 'U', limit: 5 }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'project-none-open' })
    }
  })

  it('makes a project', async () => {
    const made = await app.client.call('project.create', {
      name: '茶具店',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    })
    expect(made).toMatchObject({ name: '茶具店', fileName: '茶具店.huiliu', nImports: 0, firstDay: null })
    expect(existsSync(join(dataDir, 'projects', '茶具店.huiliu'))).toBe(true)
    expect(changes.at(-1)).toEqual(made)
  })

  it('looks at a file, imports it as proposed, and every row is accounted for', async () => {
    const { client } = app
    const fileToken = app.files.register({ path: csv, origin: 'picked' })
    const [table] = await client.call('import.preview', { fileToken })
    expect(table).toMatchObject({ fileName: 'orders.csv', kind: 'purchases', verdict: 'ready' })
    if (table?.mapping == null) throw new Error('no mapping')
    const progress: string[] = []
    const [report] = await client.call(
      'import.run',
      { items: [{ fileToken, sheet: null, readAs: table.readAs, mapping: table.mapping }] },
      { onProgress: ({ fileName }) => progress.push(fileName) },
    )
    expect(report).toMatchObject({
      rowsRead: N_ROWS,
      rowsAccepted: N_ROWS - N_REJECTED,
      rowsRejected: N_REJECTED,
      rowsDuplicate: 0,
      rowsBlank: 0,
    })
    expect(new Set(progress)).toEqual(new Set(['orders.csv']))
    const current = await client.call('project.current', {})
    expect(current).toMatchObject({ nPurchases: N_ROWS - N_REJECTED, nImports: 1 })
    expect(changes.at(-1)?.revision).toBe(current?.revision)
  })

  it('is told that the same file adds nothing', async () => {
    const { client } = app
    const fileToken = app.files.register({ path: csv, origin: 'picked' })
    const [table] = await client.call('import.preview', { fileToken })
    if (table?.mapping == null) throw new Error('no mapping')
    const [again] = await client.call('import.run', {
      items: [{ fileToken, sheet: null, readAs: table.readAs, mapping: table.mapping }],
    })
    expect(again).toMatchObject({ rowsAccepted: 0, rowsRead: N_ROWS })
    expect(again?.sameAsImportedAtMs).not.toBeNull()
    expect(await client.call('project.current', {})).toMatchObject({ nPurchases: N_ROWS - N_REJECTED })
  })

  it('reads the quality page and takes the rejects along', async () => {
    const { client } = app
    const { reports, warnings } = await client.call('import.quality', {})
    expect(reports).toHaveLength(1)
    expect(warnings.map(({ code }) => code)).toContain('rejected-share')
    await expect.poll(() => changes.at(-1)?.openWarnings).toBe(warnings.length)
    const importId = reports[0]?.importId ?? 0
    const page = await client.call('import.rejects', { importId, offset: 0, limit: 3 })
    expect(page.total).toBe(N_REJECTED)
    expect(page.rows[0]).toMatchObject({ line: 51, code: 'no-customer' })
    const path = join(folder, 'rejects.csv')
    const target = app.files.register({ path, origin: 'target' })
    expect(await client.call('import.exportRejects', { importId, target })).toEqual({ rows: N_REJECTED })
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(N_REJECTED + 1)
    await expect(client.call('import.rejects', { importId: 99, offset: 0, limit: 3 })).rejects.toMatchObject({
      code: 'import-not-found',
    })
  })

  it('scores everybody, drags the day, pages and exports', async () => {
    const { client } = app
    const current = await client.call('project.current', {})
    rfm = {
      asOfDay: current?.lastDay ?? 0,
      windowDays: null,
      frequency: 'orders',
      scheme: 'mean8',
      compareDays: 30,
    }
    const run = await client.call('rfm.run', rfm)
    runId = run.runId
    const members = run.summary.segments.reduce((sum, { customers }) => sum + customers, 0)
    expect(members).toBe(run.summary.nMembers)
    const earlier = await client.call('rfm.at', { ...rfm, asOfDay: rfm.asOfDay - 200 })
    expect(earlier.nOrders).toBeLessThan(run.summary.nOrders)
    expect(await client.call('rfm.at', rfm)).toMatchObject({ nMembers: run.summary.nMembers })
    const page = await client.call('rfm.page', {
      runId,
      filter: {},
      sort: 'monetary',
      descending: true,
      offset: 0,
      limit: 10,
    })
    expect(page.nMatched).toBe(members)
    expect(page.customerKey).toHaveLength(10)
    const path = join(folder, 'customers.csv')
    const target = app.files.register({ path, origin: 'target' })
    expect(await client.call('rfm.export', { runId, filter: {}, language: 'zh-CN', target })).toEqual({
      rows: members,
    })
    expect(readFileSync(path, 'utf8').startsWith('\uFEFF客户,类型,')).toBe(true)
    const timeline = await client.call('ledger.timeline', {})
    expect(timeline.orders.reduce((sum, n) => sum + n, 0)).toBe(current?.nOrders)
  })

  it('follows migration and downgrades', async () => {
    const { client } = app
    const { runId: id, migration } = await client.call('rfm.migration', { ...rfm, fromDay: rfm.asOfDay - 90 })
    expect(migration.nDown + migration.nUp + migration.nSame).toBeGreaterThan(0)
    const page = await client.call('rfm.downgrades', { runId: id, offset: 0, limit: 5 })
    const path = join(folder, 'downgrades.csv')
    const target = app.files.register({ path, origin: 'target' })
    expect(await client.call('rfm.exportDowngrades', { runId: id, language: 'en', target })).toEqual({
      rows: page.nMatched,
    })
  })

  it('looks up a customer', async () => {
    const { client } = app
    const hits = await client.call('customers.search', { text: 'u0001', limit: 5 })
    expect(hits.length).toBeGreaterThan(0)
    const [hit] = hits
    const detail = await client.call('customers.detail', {
      customerId: hit?.customerId ?? 0,
      asOfDay: rfm.asOfDay,
    })
    expect(detail.customerKey).toBe(hit?.customerKey)
    expect(detail.events.length).toBe(Math.min(500, detail.nEvents))
    await expect(
      client.call('customers.detail', { customerId: 99_999, asOfDay: rfm.asOfDay }),
    ).rejects.toMatchObject({ code: 'customer-not-found' })
  })

  it('keeps mappings and schemes, and a broken scheme is not kept', async () => {
    const { client } = app
    const mapping = { kind: 'purchases' as const, columns: { customer: 'a', time: 'b', amount: 'c' } }
    await client.call('mappings.save', { name: 'own', headers: ['a', 'b', 'c'], mapping })
    expect(await client.call('mappings.list', {})).toEqual([
      { name: 'own', kind: 'purchases', headers: ['a', 'b', 'c'], mapping },
    ])
    await client.call('mappings.delete', { name: 'own' })
    expect(await client.call('mappings.list', {})).toEqual([])

    const [builtIn] = await client.call('rfm.schemes', {})
    if (builtIn === undefined) throw new Error('no scheme')
    const { builtIn: _isBuiltIn, ...scheme } = builtIn
    await expect(client.call('rfm.saveScheme', scheme)).rejects.toMatchObject({ code: 'scheme-invalid' })
    await client.call('rfm.saveScheme', { ...scheme, key: 'own' })
    const broken = { ...scheme, key: 'broken', rules: [{ segment: 'nowhere' }] }
    expect((await client.call('rfm.lint', broken)).map(({ code }) => code)).toContain('unknown-segment')
    await expect(client.call('rfm.saveScheme', broken)).rejects.toMatchObject({
      code: 'scheme-invalid',
      detail: { key: 'broken', problem: 'unknown-segment' },
    })
    const own = (await client.call('rfm.schemes', {})).filter((one) => !one.builtIn)
    expect(own.map(({ key }) => key)).toEqual(['own'])
    await client.call('rfm.deleteScheme', { key: 'own' })
    expect((await client.call('rfm.schemes', {})).every((one) => one.builtIn)).toBe(true)
  })

  it('renames the project, saves a copy, undoes the import, and the runs of before are told as expired', async () => {
    const { client } = app
    await client.call('project.update', { name: '新店', weekStart: 0 })
    const path = join(folder, 'copy.huiliu')
    const target = app.files.register({ path, origin: 'target' })
    const { sizeBytes } = await client.call('project.saveCopy', { target })
    expect(sizeBytes).toBe(readFileSync(path).length)
    const undone = await client.call('import.undo', { importId: 1 })
    expect(undone).toMatchObject({ name: '新店', weekStart: 0, nPurchases: 0, nImports: 0 })
    expect((await client.call('import.list', {}))[0]).toMatchObject({ undone: true })
    const page = { runId, filter: {}, sort: 'recency' as const, descending: true, offset: 0, limit: 10 }
    await expect(client.call('rfm.page', page)).rejects.toMatchObject({ code: 'run-expired' })
    const fileToken = app.files.register({ path, origin: 'picked' })
    expect(await client.call('project.open', { fileToken })).toMatchObject({
      fileName: 'copy.huiliu',
      nPurchases: N_ROWS - N_REJECTED,
    })
  })

  it('finds both under "recent", newest first, and forgets one', async () => {
    const { client } = app
    const recent = await client.call('project.recent', {})
    expect(recent.map(({ fileName }) => fileName)).toEqual(['copy.huiliu', '茶具店.huiliu'])
    const left = await client.call('project.forget', { fileToken: recent[1]?.fileToken ?? '' })
    expect(left.map(({ fileName }) => fileName)).toEqual(['copy.huiliu'])
    await client.call('project.close', {})
    expect(changes.at(-1)).toBeNull()
    expect(await client.call('project.open', { fileToken: left[0]?.fileToken ?? '' })).toMatchObject({
      fileName: 'copy.huiliu',
    })
  })

  it('has never been told a path', () => {
    expect(app.received()).not.toContain(folder)
    expect(app.received().length).toBeGreaterThan(10_000)
  })
})

describe('a project from elsewhere', () => {
  it('that a browser uploaded moves into the own folder and is opened there', async () => {
    const { client } = app
    const upload = join(folder, 'upload')
    writeFileSync(upload, readFileSync(join(folder, 'copy.huiliu')))
    const fileToken = app.files.register({ path: upload, origin: 'uploaded', name: 'shop.huiliu' })
    expect(await client.call('project.open', { fileToken })).toMatchObject({ fileName: 'shop.huiliu' })
    expect(existsSync(upload)).toBe(false)
    expect(existsSync(join(dataDir, 'projects', 'shop.huiliu'))).toBe(true)
  })

  it('that is no project is refused, and what was open stays open', async () => {
    const { client } = app
    const upload = join(folder, 'no-project')
    writeFileSync(upload, 'a,b\n1,2\n')
    const fileToken = app.files.register({ path: upload, origin: 'uploaded', name: 'list.huiliu' })
    await expect(client.call('project.open', { fileToken })).rejects.toMatchObject({
      code: 'project-not-a-project',
    })
    expect(existsSync(join(dataDir, 'projects', 'list.huiliu'))).toBe(false)
    expect(await client.call('project.current', {})).toMatchObject({ fileName: 'shop.huiliu' })
    await expect(client.call('ledger.timeline', {})).resolves.toBeDefined()
  })

  it('that is gone is told so', async () => {
    const fileToken = app.files.register({ path: join(folder, 'gone.huiliu'), origin: 'picked' })
    await expect(app.client.call('project.open', { fileToken })).rejects.toMatchObject({
      code: 'file-not-found',
      detail: { file: 'gone.huiliu' },
    })
    await expect(app.client.call('project.open', { fileToken: 'never given out' })).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })

  it('is never written over by a new one', async () => {
    const target = app.files.register({ path: join(folder, 'copy.huiliu'), origin: 'target' })
    await expect(
      app.client.call('project.create', { name: 'x', currency: 'CNY', timeZone: 'UTC', target }),
    ).rejects.toMatchObject({ code: 'project-exists' })
  })
})
