import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/api.ts'
import { SAMPLE_NAMES } from '../../../shared/sample/shop.ts'
import { backendUnderTest, type BackendUnderTest } from '../../support/backendClient.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { writePurchases } from './purchaseCsv.ts'

const folder = temporaryFolder('jobs')
const dataDir = join(folder, 'data')
const small = join(folder, 'small.csv')
const large = join(folder, 'large.csv')
const project = join(dataDir, 'projects', 'shop.huiliu')

let app: BackendUnderTest

async function itemsOf(path: string): Promise<Input<'import.run'>> {
  const fileToken = app.files.register({ path, origin: 'picked' })
  const [table] = await app.client.call('import.preview', { fileToken })
  if (table?.mapping == null) throw new Error('no mapping')
  return { items: [{ fileToken, sheet: null, readAs: table.readAs, mapping: table.mapping }] }
}

const digest = (): string => createHash('sha256').update(readFileSync(project)).digest('hex')

beforeAll(async () => {
  writePurchases(small, 500, 50)
  writePurchases(large, 300_000, 20_000)
  // something is there already, so this is no first start
  mkdirSync(dataDir, { recursive: true })
  app = backendUnderTest(dataDir)
  await app.client.call('project.create', { name: 'shop', currency: 'CNY', timeZone: 'UTC' })
  await app.client.call('import.run', await itemsOf(small))
})
afterAll(() => app.close())

describe('an import', () => {
  it('that is cancelled leaves the file as it was, bit by bit, and answers only then', async () => {
    const before = digest()
    const input = await itemsOf(large)
    const controller = new AbortController()
    const job = app.client.call('import.run', input, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(job).rejects.toMatchObject({ code: 'cancelled' })
    expect(digest()).toBe(before)
    expect(readdirSync(join(dataDir, 'projects'))).toEqual(['shop.huiliu'])
    expect(await app.client.call('project.current', {})).toMatchObject({ nPurchases: 490, nImports: 1 })
  })

  it('lets no other change in while it runs, but answers questions', async () => {
    const input = await itemsOf(large)
    const controller = new AbortController()
    let begun = (): void => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const job = app.client.call('import.run', input, { signal: controller.signal, onProgress: begun })
    const settled = expect(job).rejects.toMatchObject({ code: 'cancelled' })
    await running
    const refused = { code: 'job-running', detail: { job: 'import.run' } }
    await expect(app.client.call('import.run', input)).rejects.toMatchObject(refused)
    await expect(app.client.call('project.close', {})).rejects.toMatchObject(refused)
    await expect(app.client.call('project.update', { name: 'y' })).rejects.toMatchObject(refused)
    await expect(app.client.call('sample.open', {})).rejects.toMatchObject(refused)
    expect(await app.client.call('project.current', {})).toMatchObject({ name: 'shop' })
    expect((await app.client.call('settings.get', {})).density).toBe('dense')
    controller.abort()
    await settled
    expect(await app.client.call('project.update', { name: 'shop' })).toMatchObject({ name: 'shop' })
  })

  it('of a page that went away is taken back', async () => {
    const input = await itemsOf(large)
    const before = digest()
    const { client } = app.connect()
    let begun = (): void => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const job = client.call('import.run', input, { onProgress: begun })
    const settled = expect(job).rejects.toMatchObject({ code: 'connection-lost' })
    await running
    client.close()
    await settled
    await expect
      .poll(
        () =>
          app.client.call('project.update', { name: 'shop' }).then(
            () => 'free',
            () => 'busy',
          ),
        {
          timeout: 20_000,
        },
      )
      .toBe('free')
    expect(before).toHaveLength(64)
    expect(await app.client.call('project.current', {})).toMatchObject({ nPurchases: 490, nImports: 1 })
  })

  it('whose file is gone fails with the file name', async () => {
    const input = await itemsOf(small)
    const fileToken = app.files.register({ path: join(folder, 'gone.csv'), origin: 'picked' })
    const [item] = input.items
    if (item === undefined) throw new Error('no item')
    await expect(app.client.call('import.run', { items: [{ ...item, fileToken }] })).rejects.toMatchObject({
      code: 'file-not-found',
      detail: { file: 'gone.csv' },
    })
  })
})

describe('the sample shop', () => {
  it('is made once, with progress, also when it is asked for twice', async () => {
    const shares: number[] = []
    const opened = await app.client.call(
      'sample.open',
      { language: 'zh-CN' },
      { onProgress: ({ done, total }) => shares.push(done / total) },
    )
    expect(opened).toMatchObject({ isSample: true, fileName: 'sample.huiliu' })
    expect(opened.nPurchases).toBeGreaterThan(10_000)
    expect(shares.length).toBeGreaterThan(2)
    expect([...shares].sort((a, b) => a - b)).toEqual(shares)
    expect(opened.name).toBe(SAMPLE_NAMES['zh-CN'])
    const again = await app.client.call('sample.open', { language: 'en' })
    expect([again.revision, again.name]).toEqual([opened.revision, opened.name])
  })
})

describe('the first start', () => {
  it('makes and shows the sample shop; a later start does not', async () => {
    const fresh = join(folder, 'fresh')
    const first = backendUnderTest(fresh)
    const shown = new Promise((resolve) => first.client.on('project.changed', resolve))
    await first.client.call('settings.set', { language: 'en' })
    await first.backend.openAtStart(null)
    expect(await shown).toMatchObject({ isSample: true, name: SAMPLE_NAMES.en })
    await first.close()
    const second = backendUnderTest(fresh)
    await second.backend.openAtStart(null)
    expect(await second.client.call('project.current', {})).toBeNull()
    expect((await second.client.call('project.recent', {})).map(({ fileName }) => fileName)).toEqual([
      'sample.huiliu',
    ])
    await second.close()
  })

  it('with a project shows that, and says when it cannot', async () => {
    const third = backendUnderTest(join(folder, 'third'))
    await third.backend.openAtStart(project)
    expect(await third.client.call('project.current', {})).toMatchObject({ name: 'shop' })
    await expect(third.backend.openAtStart(small)).rejects.toMatchObject({ code: 'project-not-a-project' })
    await third.close()
  })

  it('with a file that was double-clicked tells the page when it cannot be opened, also one that comes later', async () => {
    const fourth = backendUnderTest(join(folder, 'fourth'))
    const told: unknown[] = []
    fourth.client.on('app.failed', (error) => told.push(error))
    await fourth.backend.openFromOutside(small)
    await expect.poll(() => told).toMatchObject([{ code: 'project-not-a-project' }])
    await fourth.backend.openFromOutside(project)
    expect(await fourth.client.call('project.current', {})).toMatchObject({ name: 'shop' })
    fourth.client.close()
    await expect
      .poll(async () => {
        await fourth.backend.openFromOutside(small)
        const { client } = fourth.connect()
        const later = new Promise((resolve) => client.on('app.failed', resolve))
        const answer = await Promise.race([later, client.call('settings.get', {})])
        client.close()
        return answer
      })
      .toMatchObject({ code: 'project-not-a-project' })
    await fourth.close()
  })
})
