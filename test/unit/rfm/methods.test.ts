import { expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { BUILT_IN_SCHEMES, type RfmParams } from '../../../shared/contract/rfm.ts'
import type { ExportList } from '../../../src-main/workers/analyticsExport.ts'
import { analyticsMethods } from '../../../src-main/workers/analyticsMethods.ts'

const context = { isCancelled: () => false, progress: () => undefined }
const project = { path: '/a.huiliu', revision: 1, currency: 'CNY', weekStart: 1 } as const
const params: RfmParams = {
  asOfDay: 30,
  windowDays: null,
  frequency: 'orders',
  scheme: 'mean8',
  compareDays: 0,
}

function thread() {
  const reads: string[] = []
  const written: { target: string; rows: (readonly string[])[] }[] = []
  const methods = analyticsMethods({
    sourceOf: (path) => ({
      readPurchases: () => {
        reads.push(path)
        return buildLedger([{ customer: 0, day: 10 + reads.length, amountMinor: 1_234 }], 1)
      },
      readCustomerKeys: () => ({ bytes: new TextEncoder().encode('u1'), ends: Uint32Array.of(2) }),
    }),
    writeList: async (list: ExportList, target) => {
      const rows = [...list.rows]
      written.push({ target, rows: [list.header, ...rows] })
      return { rows: rows.length }
    },
  })
  return { methods, reads, written }
}

it('the thread reads a project again for another revision, and another file for another path', () => {
  const { methods, reads } = thread()
  const at = (asked: typeof project | { path: string; revision: number; currency: string; weekStart: 1 }) =>
    methods.at({ project: asked, query: params }).histograms.r.edges.at(-1)
  at(project)
  at(project)
  at({ ...project, revision: 2 })
  at({ ...project, path: '/b.huiliu' })
  expect(reads).toEqual(['/a.huiliu', '/a.huiliu', '/b.huiliu'])
})

it('the thread writes lists of the run that it is asked for', async () => {
  const { methods, written } = thread()
  const { runId } = methods.run({ project, query: params }, context)
  const query = { runId, filter: {}, language: 'en' } as const
  expect(await methods.exportMembers({ project, query, target: '/out.csv' }, context)).toEqual({ rows: 1 })
  expect(written[0]?.target).toBe('/out.csv')
  expect(written[0]?.rows[0]?.[4]).toBe('net spend CNY (M)')
  expect(written[0]?.rows[1]?.slice(0, 5)).toEqual(['u1', 'Core, high', '19', '1', '12.34'])
  expect(await methods.exportDowngrades({ project, query, target: '/down.csv' }, context)).toEqual({
    rows: 0,
  })
})

it('the thread knows schemes without a project', () => {
  const { methods } = thread()
  const schemes = methods.builtInSchemes(null)
  expect(schemes.map(({ key }) => key)).toEqual([...BUILT_IN_SCHEMES])
  expect(schemes.flatMap((scheme) => methods.lint(scheme))).toEqual([])
})
