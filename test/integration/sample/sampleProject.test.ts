import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openReadable } from '../../../src-main/project/project.ts'
import {
  createSampleProject,
  truthPaths,
  type SampleProject,
} from '../../../src-main/workers/sampleProject.ts'
import type { CountProgress } from '../../../shared/contract/api.ts'
import { startThread } from '../../../src-main/workers/thread.ts'
import type { SampleMethods } from '../../../src-main/workers/methods.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const folder = temporaryFolder('sample')
const options = { customers: 2000, seed: 3, nowMs: 1_762_992_000_000 } as const

function quietly(isCancelled: () => boolean = () => false) {
  const steps: CountProgress[] = []
  return { steps, context: { isCancelled, progress: (value: CountProgress) => void steps.push(value) } }
}

function rowsOf(path: string, sql: string): unknown[][] {
  const project = openReadable(path)
  try {
    return project.read((database) => database.prepare(sql).raw().all() as unknown[][])
  } finally {
    project.close()
  }
}

const path = join(folder, 'shop.huiliu')
let nPolls = 0
const { context, steps } = quietly(() => ++nPolls < 0)
const made: SampleProject = await createSampleProject(path, options, context)

describe('the sample shop as a project', () => {
  it('is marked as a sample, named, and holds five imports whose books balance', () => {
    const meta = new Map(rowsOf(path, 'SELECT key, value FROM meta') as [string, string][])
    expect(meta.get('is_sample')).toBe('1')
    expect(meta.get('name')).toBe('春山茶器')
    expect(meta.get('currency')).toBe('CNY')
    expect(meta.get('time_zone')).toBe('Asia/Shanghai')
    expect(made.reports.map((report) => report.kind)).toEqual([
      'customers',
      'purchases',
      'purchases',
      'behaviours',
      'contacts',
    ])
    for (const report of made.reports) {
      expect(report.rowsRead).toBe(
        report.rowsAccepted + report.rowsRejected + report.rowsDuplicate + report.rowsBlank,
      )
      expect(report.rejects.reduce((sum, one) => sum + one.rows, 0)).toBe(report.rowsRejected)
    }
  })

  it('stores as many rows as its reports say, and every reject with its line', () => {
    const accepted = (kind: string): number =>
      made.reports.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.rowsAccepted, 0)
    for (const table of ['purchases', 'behaviours', 'contacts'])
      expect(rowsOf(path, `SELECT count(*) FROM ${table}`)).toEqual([[accepted(table)]])
    expect(rowsOf(path, 'SELECT count(*) FROM customers')).toEqual([[options.customers]])
    const rejected = made.reports.reduce((sum, one) => sum + one.rowsRejected, 0)
    expect(rowsOf(path, 'SELECT count(*) FROM rejects WHERE line >= 2')).toEqual([[rejected]])
  })

  it('finds the rows that both exports of orders have, once', () => {
    const [, older, newer] = made.reports
    expect(older?.rowsDuplicate).toBe(0)
    expect(newer?.rowsDuplicate).toBeGreaterThan(0)
    const twice = `SELECT count(*) FROM (SELECT order_key FROM purchases WHERE flags & 9 = 0
      GROUP BY order_key, time_seconds, product_id, amount_minor HAVING count(*) > 1)`
    expect(rowsOf(path, twice)).toEqual([[0]])
  })

  it('holds no word of the truth', () => {
    const names = rowsOf(path, 'SELECT key FROM attributes').flat()
    const columns = rowsOf(
      path,
      `SELECT p.name FROM sqlite_schema s, pragma_table_info(s.name) p WHERE s.type = 'table'`,
    ).flat()
    for (const name of [...names, ...columns])
      expect(String(name)).not.toMatch(/cause|hunter|annoy|habit|organic|response|threshold|truth/i)
    expect(existsSync(made.truthCsv) && existsSync(made.truthJson)).toBe(true)
  })

  it('has a truth whose customers are the project’s, in the same order', () => {
    const keys = readFileSync(made.truthCsv, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0])
    expect(rowsOf(path, 'SELECT key FROM customers ORDER BY id').flat()).toEqual(keys)
    const summary = JSON.parse(readFileSync(made.truthJson, 'utf8')) as { seed: number; customers: number }
    expect(summary).toMatchObject({ schema: 'huiliu.sample-truth/1', seed: 3, customers: options.customers })
  })

  it('reports steps that only grow and end at the total', () => {
    expect(steps.at(-1)).toEqual({ done: 100, total: 100 })
    for (let i = 1; i < steps.length; i++) expect(steps[i]!.done).toBeGreaterThan(steps[i - 1]!.done)
  })

  it('is the same shop again, but for the time of its making', async () => {
    const again = join(folder, 'again.huiliu')
    await createSampleProject(again, options, quietly().context)
    for (const table of [
      'purchases',
      'behaviours',
      'contacts',
      'customers',
      'rejects',
      'customer_attributes',
    ]) {
      const sql = `SELECT * FROM ${table} ORDER BY 1, 2, 3`.replace(
        'customers ORDER BY 1, 2, 3',
        'customers ORDER BY 1',
      )
      expect(rowsOf(again, sql)).toEqual(rowsOf(path, sql))
    }
    expect(readFileSync(truthPaths(again).csv)).toEqual(readFileSync(made.truthCsv))
  })

  it('speaks English on request', async () => {
    const english = join(folder, 'english.huiliu')
    await createSampleProject(english, { ...options, customers: 300, language: 'en' }, quietly().context)
    expect(rowsOf(english, `SELECT value FROM meta WHERE key = 'name'`)).toEqual([['Chunshan Teaware']])
    const words = rowsOf(
      english,
      'SELECT key FROM products UNION SELECT key FROM categories UNION SELECT key FROM channels UNION SELECT key FROM campaigns',
    ).flat()
    expect(words.length).toBeGreaterThan(60)
    for (const word of words) expect(String(word)).not.toMatch(/\p{Script=Han}/u)
  })

  it('does not touch a file that is there', async () => {
    const before = readFileSync(path)
    await expect(createSampleProject(path, options, quietly().context)).rejects.toMatchObject({
      code: 'project-exists',
    })
    expect(readFileSync(path)).toEqual(before)
  })

  it('leaves nothing behind when it is cancelled, wherever it was', async () => {
    const all = nPolls
    for (const atPoll of [3, all - 30, all - 12, all - 4, all - 1]) {
      const place = join(temporaryFolder('sample-cancel'), 'shop.huiliu')
      let polls = 0
      const stopped = createSampleProject(place, options, quietly(() => ++polls > atPoll).context)
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
      expect(readdirSync(join(place, '..'))).toEqual([])
    }
  })

  it('is made in a thread of its own', async () => {
    const thread = startThread<SampleMethods>(
      new URL('../../../src-main/workers/sample.worker.ts', import.meta.url),
    )
    try {
      const place = join(folder, 'threaded.huiliu')
      await thread.call('create', { path: place, customers: 200, seed: 1 })
      expect(rowsOf(place, 'SELECT count(*) FROM customers')).toEqual([[200]])
    } finally {
      await thread.stop()
    }
  })
})
