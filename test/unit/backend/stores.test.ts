import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import { writeFileAtomic } from '../../../src-main/workers/atomicFile.ts'
import { createFileRegistry } from '../../../src-main/backend/files.ts'
import { openLog } from '../../../src-main/backend/log.ts'
import { openRecentProjects } from '../../../src-main/backend/recentProjects.ts'
import { openSettings } from '../../../src-main/backend/settings.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const root = temporaryFolder('stores')
let nFolders = 0
const folder = (): string => join(root, String(++nFolders))

function summary(name: string): ProjectSummary {
  return {
    projectId: name,
    fileName: `${name}.huiliu`,
    name,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    weekStart: 1,
    schemaVersion: 1,
    isSample: false,
    nCustomers: 3,
    nPurchases: 4,
    nOrders: 4,
    nBehaviours: 0,
    nContacts: 0,
    nImports: 1,
    firstDay: 19_000,
    lastDay: 19_100,
    revision: 1,
    openWarnings: 0,
  }
}

describe('the file registry', () => {
  it('gives tokens that tell nothing of the path, and the same one for the same file', () => {
    const files = createFileRegistry()
    const token = files.register({ path: '/home/li/orders.csv', origin: 'picked' })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(files.register({ path: '/home/li/orders.csv', origin: 'picked' })).toBe(token)
    expect(files.register({ path: '/home/li/orders.csv', origin: 'target' })).not.toBe(token)
    expect(files.resolve(token)).toEqual({
      path: '/home/li/orders.csv',
      name: 'orders.csv',
      origin: 'picked',
    })
  })

  it('knows no token that it did not give out, nor one that was forgotten', () => {
    const files = createFileRegistry()
    const token = files.register({ path: '/a', origin: 'target' })
    files.forget(token)
    expect(() => files.resolve(token)).toThrow(expect.objectContaining({ code: 'file-not-found' }))
    expect(() => files.resolve('/etc/passwd')).toThrow(expect.objectContaining({ code: 'file-not-found' }))
  })
})

describe('settings', () => {
  it('start with the defaults, are kept, and change in parts', async () => {
    const dataDir = folder()
    const settings = openSettings(dataDir)
    expect(settings.get()).toMatchObject({ language: 'system', density: 'dense' })
    await settings.change({ theme: 'dark', language: undefined })
    expect(openSettings(dataDir).get()).toMatchObject({ theme: 'dark', language: 'system' })
  })

  it('keep a damaged file aside and start again', () => {
    const dataDir = folder()
    openSettings(dataDir)
    const path = join(dataDir, 'settings.json')
    writeFileSync(path, '{"theme": "da')
    expect(openSettings(dataDir).get().theme).toBe('system')
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"theme": "da')
  })

  it('written many times at once end with the last value and no leftovers', async () => {
    const dataDir = folder()
    const settings = openSettings(dataDir)
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => settings.change({ textPercent: i === 19 ? 125 : 112 })),
    )
    expect(openSettings(dataDir).get().textPercent).toBe(125)
    expect(readdirSync(dataDir)).toEqual(['settings.json'])
  })
})

describe('recent projects', () => {
  it('are listed newest first, once each, and say when a file is gone', async () => {
    const dataDir = folder()
    const files = createFileRegistry()
    const recent = openRecentProjects(dataDir, files)
    const [a, b] = [join(dataDir, 'a.huiliu'), join(dataDir, 'b.huiliu')]
    writeFileSync(a, '')
    writeFileSync(b, '')
    await recent.note(a, summary('A'), 1)
    await recent.note(b, summary('B'), 2)
    await recent.note(a, summary('A2'), 3)
    rmSync(b)
    const list = openRecentProjects(dataDir, files).list()
    expect(list.map(({ name, missing }) => [name, missing])).toEqual([
      ['A2', false],
      ['B', true],
    ])
    expect(JSON.stringify(list)).not.toContain(dataDir)
    expect(files.resolve(list[0]?.fileToken ?? '').path).toBe(a)
    await recent.forget(b)
    expect(recent.list()).toHaveLength(1)
    expect(recent.newestPath()).toBe(a)
  })
})

describe('an atomic write', () => {
  it('leaves the old content and nothing else when the source fails in the middle', async () => {
    const dataDir = folder()
    openSettings(dataDir)
    const path = join(dataDir, 'list.csv')
    await writeFileAtomic(path, ['old'])
    const failing = function* (): Generator<string> {
      yield 'new, but'
      throw new Error('stopped')
    }
    await expect(writeFileAtomic(path, failing())).rejects.toMatchObject({ code: 'internal' })
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(dataDir)).toEqual(['list.csv'])
  })

  it('names the file, not the path, when there is no such folder', async () => {
    await expect(writeFileAtomic(join(folder(), 'x', 'list.csv'), ['a'])).rejects.toMatchObject({
      code: 'file-not-found',
      detail: { file: 'list.csv' },
    })
  })
})

describe('the log', () => {
  it('is lines of JSON that rotate, three files at most', () => {
    const logs = folder()
    const log = openLog(logs, { nowMs: () => 0 })
    const filler = 'x'.repeat(300_000)
    for (let i = 0; i < 14; i++) log.write('job', { i, filler })
    expect(readdirSync(logs).sort((a, b) => a.localeCompare(b))).toEqual([
      'huiliu.jsonl',
      'huiliu.jsonl.1',
      'huiliu.jsonl.2',
    ])
    const last = readFileSync(join(logs, 'huiliu.jsonl'), 'utf8').trimEnd().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({ at: '1970-01-01T00:00:00.000Z', event: 'job', i: 13 })
  })

  it('that cannot be written disturbs nobody', () => {
    const blocked = folder()
    openSettings(blocked)
    writeFileSync(join(blocked, 'file'), '')
    expect(() => openLog(join(blocked, 'file', 'logs'), { nowMs: () => 0 }).write('x')).not.toThrow()
    expect(existsSync(join(blocked, 'file', 'logs'))).toBe(false)
  })
})
