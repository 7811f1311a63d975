import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../support/sharedData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { writePurchases } from '../backend/purchaseCsv.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('cli-lifetime')
const cdnow = sharedData('cdnow/CDNOW_sample.txt')

interface LifetimeJson {
  model: string
  parameters: Record<string, number>
  standardErrors: Record<string, number>
  logLikelihood: number
  customers: number
  explanation: string[]
  models: Record<string, { parameters: Record<string, number>; logLikelihood: number }>
  spend: { parameters: Record<string, number>; customers: number } | null
  holdout: { purchases: number; meanAbsoluteError: number; byFrequency: unknown[] } | null
  warnings: { code: string; text: string }[]
  rowsWritten?: number
}

const lifetime = async (args: readonly string[]): Promise<LifetimeJson> =>
  (await huiliuJson(['lifetime', ...args])) as unknown as LifetimeJson

describe('a small shop', () => {
  const project = join(folder, 'shop.huiliu')

  beforeAll(async () => {
    const csv = join(folder, 'orders.csv')
    writePurchases(csv, 4_000, 500)
    await huiliuJson(['import', project, csv])
  })

  it('answers in one object, chooses a model and says why in either language', async () => {
    const json = await lifetime([project, '--unit', 'day', '--horizon-days', '30'])
    expect(['bgnbd', 'mbgnbd', 'paretonbd']).toContain(json.model)
    expect(Object.keys(json.models)).toEqual(['bgnbd', 'mbgnbd', 'paretonbd'])
    expect(json.holdout?.byFrequency).toHaveLength(8)
    expect(json.explanation).toHaveLength(2)
    const words = await huiliu(['lifetime', project, '--lang', 'zh'])
    expect(words.stdout).toContain('对数似然')
    expect(words.stdout).not.toMatch(/[{}[\]]|undefined|NaN|Infinity/)
  })

  it('writes one row a customer, safe for a spreadsheet', async () => {
    const out = join(folder, 'list.csv')
    const json = await lifetime([project, '--model', 'mbgnbd', '--out', out])
    const text = readFileSync(out, 'utf8')
    expect(text.startsWith('\uFEFFcustomer,')).toBe(true)
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(json.customers + 1)
    expect(json.rowsWritten).toBe(json.customers)
    for (const line of lines.slice(1)) expect(line).not.toMatch(/NaN|Infinity|undefined|,,/)
  })

  it.each([
    [['--model', 'nbd'], 2, 'usage'],
    [['--unit', 'month'], 2, 'usage'],
    [['--calibration-end', 'yesterday'], 2, 'usage'],
    [['--margin', '2'], 2, 'usage'],
    [['--calibration-end', '1990-01-01'], 1, 'as-of-invalid'],
    [['--as-of', '1990-01-01'], 1, 'as-of-invalid'],
  ])('refuses %j', async (args, code, name) => {
    const answer = await huiliu(['lifetime', project, ...args])
    expect(answer.code).toBe(code)
    expect(answer.stderr).toMatch(new RegExp(`^huiliu: ${name}: `))
    expect(answer.stdout).toBe('')
  })
})

describe('too little to fit', () => {
  it.each([
    ['all-one-time', 60, 0, 'lifetime-all-one-time', '没有客户在第二天再买过'],
    ['few-repeats', 60, 12, 'lifetime-too-few-repeats', '至少需要 30 位'],
  ])('%s is said in one line', async (name, buyers, again, code, sentence) => {
    const csv = join(folder, `${name}.csv`)
    const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)
    const row = (c: number, n: number, order: string): string => `c${c},${order},${day(n)},${10 + c}.50`
    const rows = Array.from({ length: buyers }, (_, c) => row(c, c % 40, `a${c}`))
    const more = Array.from({ length: again }, (_, c) => row(c, 60 + c, `b${c}`))
    writeFileSync(csv, ['customer_id,order_id,order_time,amount', ...rows, ...more].join('\n'))
    const project = join(folder, `${name}.huiliu`)
    await huiliuJson(['import', project, csv])
    const english = await huiliu(['lifetime', project, '--json'])
    expect([english.code, english.stdout]).toEqual([1, ''])
    expect(english.stderr).toMatch(new RegExp(`^huiliu: ${code}: `))
    const chinese = await huiliu(['lifetime', project, '--lang', 'zh'])
    expect(chinese.stderr).toContain(sentence)
  })
})

describe.skipIf(cdnow === null)('CDNOW from file to figures', () => {
  const project = join(folder, 'cdnow.huiliu')
  const asked = ['--calibration-end', '1997-09-30', '--unit', 'week']

  beforeAll(async () => {
    await huiliuJson(['import', project, cdnow ?? ''])
  })

  it('gives the published BG/NBD and Gamma-Gamma', async () => {
    const json = await lifetime([project, '--model', 'bgnbd', ...asked])
    expect(json).toMatchObject({ model: 'bgnbd', customers: 2_357 })
    expect(json.logLikelihood).toBeCloseTo(-9_582.43, 2)
    const { r, alpha, a, b } = json.parameters
    expect([r, alpha, a, b].map((v) => v?.toFixed(3))).toEqual(['0.243', '4.414', '0.793', '2.426'])
    const { p, q, gamma } = json.spend?.parameters ?? {}
    expect([p, q, gamma].map((v) => v?.toFixed(2))).toEqual(['6.25', '3.74', '15.44'])
    expect(json.spend?.customers).toBe(946)
    expect(json.holdout?.purchases).toBe(1_882)
    expect(json.warnings.map(({ code }) => code)).toEqual(['zero-spend-counted'])
  })

  it('gives the published Pareto/NBD, and all models without a choice', async () => {
    const json = await lifetime([project, ...asked])
    const { r, alpha, s, beta } = json.models['paretonbd']?.parameters ?? {}
    expect([r?.toFixed(3), alpha?.toFixed(2), s?.toFixed(3), beta?.toFixed(2)]).toEqual([
      '0.553',
      '10.58',
      '0.606',
      '11.67',
    ])
    expect(json.models['paretonbd']?.logLikelihood).toBeCloseTo(-9_594.98, 2)
    expect(json.models['mbgnbd']?.logLikelihood).toBeCloseTo(-9_582.14, 2)
  })
})

describe('northstar', () => {
  it('prints the months of a shop in one object, or a table in either language', async () => {
    const csv = join(folder, 'northstar.csv')
    writePurchases(csv, 4_000, 300)
    const project = join(folder, 'northstar.huiliu')
    await huiliuJson(['import', project, csv])
    const json = await huiliuJson(['northstar', project, '--window-months', '3', '--spend', 'none'])
    const months = json['months'] as Record<string, number | boolean | null>[]
    expect(months.length).toBeGreaterThan(3)
    expect(json['definition']).toEqual({ windowMonths: 3, frequency: 'mean', spendOf: 'gross', spend: null })
    for (const month of months) expect(Number(month['coreActive'])).toBeLessThanOrEqual(Number(month['core']))
    expect((await huiliu(['northstar', project, '--lang', 'zh'])).stdout).toContain('回购率')
    for (const wrong of [
      ['--window-months', '99'],
      ['--spend', 'much'],
      ['--as-of', 'now'],
    ]) {
      expect((await huiliu(['northstar', project, ...wrong])).code).toBe(2)
    }
    expect((await huiliu(['northstar', project, '--as-of', '1990-01-01'])).stderr).toContain('as-of-invalid')
  })
})
