import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { writePurchases } from '../backend/purchaseCsv.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('cli')
const csv = join(folder, 'orders.csv')
const project = join(folder, 'shop.huiliu')

beforeAll(async () => {
  writePurchases(csv, 2_000, 300)
  await huiliuJson(['import', project, csv])
})

describe('preview', () => {
  it('prints one object with every table, the first one at the top', async () => {
    const json = await huiliuJson(['preview', csv, csv])
    expect(json).toMatchObject({ fileName: 'orders.csv', kind: 'purchases', verdict: 'ready', headerLine: 1 })
    expect(json['tables']).toHaveLength(2)
  })

  it('speaks the language of the terminal or the one that is asked for', async () => {
    expect((await huiliu(['preview', csv])).stdout).toContain('ready to import')
    expect((await huiliu(['preview', csv], { LANG: 'zh_CN.UTF-8' })).stdout).toContain('可以直接导入')
    expect((await huiliu(['preview', csv, '--lang', 'zh'])).stdout).toContain('编码')
  })
})

describe('import', () => {
  const mapping = (value: unknown): string => {
    const path = join(folder, 'mapping.json')
    writeFileSync(path, JSON.stringify(value))
    return path
  }

  it('follows a mapping file, whatever the proposal would have been', async () => {
    const path = mapping({
      kind: 'purchases',
      columns: { customer: 'customer_id', time: 'order_time', amount: { multiply: ['amount', 'quantity'] } },
      dateOrder: 'ymd',
      currency: 'GBP',
    })
    const json = await huiliuJson(['import', join(folder, 'mapped.huiliu'), csv, '--mapping', path])
    expect(json).toMatchObject({ rowsRead: 2_000, rowsAccepted: 1_960 })
    const rfm = await huiliu(['rfm', join(folder, 'mapped'), '--as-of', '2026-01-01'])
    expect(rfm.stdout).toContain('GBP')
  })

  it.each([
    [{ kind: 'purchases', columns: { customer: { multiply: ['a'] } } }, 'columns.customer.multiply'],
    [{ kind: 'orders', columns: {} }, 'kind'],
    [{ kind: 'purchases', columns: {}, colums: 1 }, 'colums'],
  ])('says where a mapping file is wrong: %j', async (value, where) => {
    const { code, stderr } = await huiliu(['import', project, csv, '--mapping', mapping(value)])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^huiliu: mapping-invalid: /)
    expect(stderr).toContain(where)
  })

  it('makes no project of a file that cannot be imported', async () => {
    const bad = join(folder, 'bad.csv')
    writeFileSync(bad, 'colour,shape\nred,round\nblue,square\n')
    const target = join(folder, 'none.huiliu')
    const { code, stderr } = await huiliu(['import', target, bad])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^huiliu: (not-this-kind|mapping-uncertain): /)
    expect(existsSync(target)).toBe(false)
  })

  it('is rolled back by Ctrl+C, and leaves no project that it had made', async () => {
    const large = join(folder, 'large.csv')
    writePurchases(large, 600_000, 30_000)
    const target = join(folder, 'stopped.huiliu')
    const root = join(import.meta.dirname, '..', '..', '..')
    const child = spawn(process.execPath, [
      join(root, 'src-main', 'cli', 'main.ts'),
      'import',
      target,
      large,
      '--json',
    ])
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const code = await new Promise((resolve) => {
      child.on('close', resolve)
      const watch = setInterval(() => {
        if (!existsSync(target)) return
        clearInterval(watch)
        child.kill('SIGINT')
      }, 20)
    })
    expect(stderr).toMatch(/^huiliu: cancelled: /)
    expect(code).toBe(1)
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
  })
})

describe('rfm', () => {
  it('knows the built-in schemes and one of a file', async () => {
    const asOf = ['--as-of', '2026-01-01']
    const quintile = await huiliuJson(['rfm', project, ...asOf, '--scheme', 'quintile'])
    expect(quintile).toMatchObject({ scheme: 'segments11' })
    expect(quintile['segments']).toHaveLength(11)
    expect(await huiliuJson(['rfm', project, ...asOf, '--scheme', 'tercile'])).toMatchObject({
      scheme: 'tercile',
    })
    const path = join(folder, 'scheme.json')
    const segment = { nameZh: '全部', nameEn: 'All', family: 'core', lowSpend: false }
    writeFileSync(
      path,
      JSON.stringify({
        key: 'own',
        nameZh: '自定义',
        nameEn: 'Own',
        scoring: { method: 'median' },
        segments: [{ key: 'all', ...segment }],
        rules: [{ segment: 'all' }],
      }),
    )
    const own = await huiliuJson(['rfm', project, ...asOf, '--scheme', path, '--window-days', '90'])
    expect(own).toMatchObject({ scheme: 'own', windowDays: 90 })
    expect(own['segments']).toMatchObject([{ key: 'all', name: 'All', customers: own['customers'] }])
  })

  it.each([
    [['rfm', project], 2],
    [['rfm', project, '--as-of', '2025-02-30'], 2],
    [['rfm', project, '--as-of', '2026-01-01', '--scheme', 'nonsense'], 2],
    [['rfm', project, '--as-of', '2026-01-01', '--window-days', '0'], 2],
    [['rfm', project, '--as-of', '2026-01-01', '--no-such'], 2],
    [['rfm', join(folder, 'gone.huiliu'), '--as-of', '2026-01-01'], 1],
    [['rfm', csv, '--as-of', '2026-01-01'], 1],
    [['rfm', project, '--as-of', '1999-01-01'], 1],
    [['import', project], 2],
    [['import', project, csv, '--kind', 'orders'], 2],
    [['nonsense'], 2],
    [[], 2],
  ])('%j ends with code %i and one line', async (args, expected) => {
    const { code, stdout, stderr } = await huiliu([...args, ...(args.length > 0 ? ['--json'] : [])])
    expect(code).toBe(expected)
    expect(stdout).toBe('')
    if (args.length > 0) expect(stderr).toMatch(/^huiliu: [a-z-]+: [^\n]+\n$/)
  })
})

describe('sample', () => {
  it('makes a shop of the wished size with its truth beside it, the same one for the same seed', async () => {
    const make = (name: string): Promise<Record<string, unknown>> =>
      huiliuJson(['sample', join(folder, name), '--customers', '300', '--seed', '7'])
    const first = await make('a.huiliu')
    const second = await make('b.huiliu')
    expect(first).toMatchObject({ customers: 300 })
    expect({ ...second, fileName: '' }).toEqual({ ...first, fileName: '' })
    expect(existsSync(join(folder, 'a.truth.json'))).toBe(true)
    expect((await huiliu(['sample', join(folder, 'a.huiliu')])).stderr).toMatch(/^huiliu: project-exists: /)
  })
})

describe('help', () => {
  it('names every command', async () => {
    const { code, stdout } = await huiliu(['--help'])
    expect(code).toBe(0)
    for (const name of ['preview', 'import', 'rfm', 'sample', 'open'])
      expect(stdout).toContain(`huiliu ${name}`)
  })
})
