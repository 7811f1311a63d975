import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChurnParams, ChurnSummary } from '../../../shared/contract/churn.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'
import { backendUnderTest, type BackendUnderTest } from '../../support/backendClient.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const folder = temporaryFolder('churn')
const path = join(folder, 'shop.huiliu')
const quiet = { isCancelled: () => false, progress: () => undefined }
let app: BackendUnderTest
let lastDay = 0
let trained: ChurnSummary

const params = (): ChurnParams => ({
  source: {
    kind: 'history',
    asOfDay: lastDay,
    horizonDays: 60,
    testDay: null,
    alive: { purchases: true, events: [] },
  },
  model: 'logistic',
  seed: 3,
})

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => AppError.from(thrown).code,
  )

beforeAll(async () => {
  await createSampleProject(path, { customers: 1_500, seed: 9, language: 'en' }, quiet)
  app = backendUnderTest(join(folder, 'data'))
  const opened = await app.client.call('project.open', {
    fileToken: app.files.register({ path, origin: 'picked' }),
  })
  lastDay = opened.lastDay ?? 0
}, 120_000)

afterAll(async () => {
  await app.close()
})

describe('the churn engine behind the contract', () => {
  it('has no model at first and says what could be trained', async () => {
    expect(await app.client.call('churn.current', {})).toBeNull()
    expect(await codeOf(app.client.call('churn.score', { asOfDay: lastDay }))).toBe('churn-no-model')
    const setup = await app.client.call('churn.setup', { alive: { purchases: true, events: [] } })
    expect(setup.problem).toBeNull()
    expect(setup.nFeatures).toBeGreaterThan(150)
    expect(setup.proposedHorizonDays).toBeGreaterThanOrEqual(7)
    expect(setup.events.map(({ name }) => name)).toContain('cartAdd')
    expect(setup.horizonCurve.days).toHaveLength(setup.horizonCurve.returnShare.length)
  })

  it('cancels a training and keeps nothing', async () => {
    const controller = new AbortController()
    const training = app.client.call('churn.train', params(), {
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step === 'training') controller.abort()
      },
    })
    expect(await codeOf(training)).toBe('cancelled')
    expect(await app.client.call('churn.current', {})).toBeNull()
  })

  it('trains, judges on a later day and scores everybody', async () => {
    const steps = new Set<string>()
    trained = await app.client.call('churn.train', params(), { onProgress: ({ step }) => steps.add(step) })
    for (const { pChurn, pLow, pHigh } of trained.partial) {
      pChurn.forEach((_, i) => expect(pLow![i]!).toBeLessThanOrEqual(pHigh![i]!))
      expect(Math.min(...pLow!)).toBeLessThanOrEqual(Math.min(...pChurn))
      expect(Math.max(...pHigh!)).toBeGreaterThanOrEqual(Math.max(...pChurn))
      for (const p of [...pLow!, ...pHigh!]) expect(p >= 0 && p <= 1).toBe(true)
    }
    expect([...steps]).toEqual(
      expect.arrayContaining(['reading', 'features', 'training', 'judging', 'scoring']),
    )
    const { all, baselines, testDay, trainDays, validationDays } = trained
    expect(testDay).toBe(lastDay - 60)
    for (const day of [...trainDays, ...validationDays]) expect(day + 60).toBeLessThanOrEqual(lastDay - 60)
    expect(all.auc.value).toBeGreaterThan(0.85)
    expect(all.auc.low).toBeLessThan(all.auc.value ?? 0)
    expect(all.accuracy.value).toBeGreaterThan(all.majorityAccuracy - 0.02)
    expect(baselines.map(({ key }) => key)).toEqual(['majority', 'recency', 'rfm', 'pActive'])
    expect(trained.scored.byLevel.reduce((sum, n) => sum + n, 0)).toBe(trained.scored.customers)
    expect(trained.map).toHaveLength(9)
    expect(trained.map.some(({ response }) => response !== null)).toBe(true)
    expect(trained.signals.length).toBeGreaterThan(3)
    expect(JSON.stringify(trained)).not.toMatch(/NaN|Infinity/)
  }, 120_000)

  it('gives the same model for the same seed', async () => {
    const again = await app.client.call('churn.train', params())
    expect(again.all).toEqual(trained.all)
    expect(again.scored.newlyHigh).toBe(0)
    expect(again.scored.before?.asOfDay).toBe(lastDay)
    trained = again
  }, 120_000)

  it('pages the risk list with reasons, sorted and filtered', async () => {
    const page = await app.client.call('churn.page', {
      runId: trained.runId,
      filter: { levels: [2] },
      sort: 'valueAtRisk',
      descending: true,
      offset: 0,
      limit: 50,
    })
    expect(page.nMatched).toBe(trained.scored.byLevel[2])
    const atRisk = page.valueMinor.map((value, i) => Math.max(0, value) * (page.pChurn[i] ?? 0))
    expect([...atRisk]).toEqual([...atRisk].toSorted((a, b) => b - a))
    for (let i = 0; i < page.customerId.length; i++) {
      expect(page.level[i]).toBe(2)
      expect(page.pLow[i]).toBeLessThanOrEqual(page.pChurn[i] ?? 0)
      expect(page.pHigh[i]).toBeGreaterThanOrEqual(page.pChurn[i] ?? 0)
    }
    expect(page.reasons.filter((reasons) => reasons.length > 0).length).toBeGreaterThan(45)
    for (const reasons of page.reasons) for (const { weight } of reasons) expect(weight).toBeGreaterThan(0)
  })

  it('shows one customer with his past and his signals, the last point as scored', async () => {
    const page = await app.client.call('churn.page', {
      runId: trained.runId,
      filter: { recentOnly: true },
      sort: 'value',
      descending: true,
      offset: 0,
      limit: 1,
    })
    const detail = await app.client.call('churn.customer', { customerId: page.customerId[0] ?? 0 })
    expect(detail?.isScored).toBe(true)
    expect(detail?.pChurn).toBeCloseTo(page.pChurn[0] ?? 0, 6)
    expect(detail?.history.day.at(-1)).toBe(lastDay)
    expect(detail?.history.pChurn.at(-1)).toBeCloseTo(page.pChurn[0] ?? 0, 3)
    expect(detail?.signals.map(({ subject }) => subject)).toContain('visit')
    const unknown = await app.client.call('churn.customer', { customerId: 999_999 })
    expect(unknown?.isScored).toBe(false)
  })

  it('works out profit at own economics, and refuses a customer worth less than his incentive', async () => {
    const economics = {
      clvMinor: 30_000,
      incentiveMinor: 2_000,
      contactMinor: 100,
      acceptAlpha: 6,
      acceptBeta: 14,
    }
    const profit = await app.client.call('churn.profit', {
      runId: trained.runId,
      recentOnly: false,
      economics,
    })
    expect(profit.mpcMinor).toBeGreaterThan(0)
    expect(profit.empcMinor).toBeGreaterThanOrEqual(profit.mpcMinor - 1)
    expect(profit.empcShare).toBeGreaterThan(0)
    expect(
      await codeOf(
        app.client.call('churn.profit', {
          runId: trained.runId,
          recentOnly: true,
          economics: { ...economics, clvMinor: 1_000 },
        }),
      ),
    ).toBe('input-invalid')
  })

  it('exports what matched, with reasons in words', async () => {
    const target = join(folder, 'risks.csv')
    const { rows } = await app.client.call('churn.export', {
      runId: trained.runId,
      filter: { levels: [1, 2] },
      language: 'en',
      target: app.files.register({ path: target, origin: 'target' }),
    })
    expect(rows).toBe(trained.scored.byLevel[1] + trained.scored.byLevel[2])
    const text = readFileSync(target, 'utf8')
    expect(text.startsWith('\uFEFFcustomer,pChurn,')).toBe(true)
    expect(text.trim().split('\r\n')).toHaveLength(rows + 1)
    expect(text).toMatch(/no .* for \d+ days|usually buys every|in the last 30 days/)
  })

  it('keeps model and scores in the project, and tells when the data have changed since', async () => {
    await app.client.call('project.close', {})
    await app.client.call('project.open', { fileToken: app.files.register({ path, origin: 'picked' }) })
    const kept = await app.client.call('churn.current', {})
    expect(kept?.isStale).toBe(false)
    expect(kept?.summary).toEqual(trained)
    const csv = join(folder, 'more.csv')
    const rows = Array.from({ length: 40 }, (_, i) => `U90000${i},X${i},2025-11-13 10:${10 + i},25.00`)
    writeFileSync(csv, `customer,order,time,amount\n${rows.join('\n')}\n`)
    const fileToken = app.files.register({ path: csv, origin: 'picked' })
    const [preview] = await app.client.call('import.preview', { fileToken, kind: 'purchases' })
    if (preview?.mapping == null) throw new Error('no preview')
    await app.client.call('import.run', {
      items: [{ fileToken, sheet: null, readAs: preview.readAs, mapping: preview.mapping }],
    })
    expect((await app.client.call('churn.current', {}))?.isStale).toBe(true)
    const scored = await app.client.call('churn.score', { asOfDay: lastDay + 1 })
    expect(scored.all).toEqual(trained.all)
    expect(scored.scored.asOfDay).toBe(lastDay + 1)
    expect(scored.scored.before?.asOfDay).toBe(lastDay)
    expect(scored.scored.customers).toBe(trained.scored.customers + 40)
    expect((await app.client.call('churn.current', {}))?.isStale).toBe(false)
    expect(
      await codeOf(
        app.client.call('churn.page', {
          runId: trained.runId,
          filter: {},
          sort: 'risk',
          descending: true,
          offset: 0,
          limit: 1,
        }),
      ),
    ).toBe('run-expired')
  }, 120_000)

  it('refuses horizons that the data cannot hold with a sentence of its own', async () => {
    const asked = (horizonDays: number): ChurnParams => {
      const { source, ...rest } = params()
      return source.kind === 'history' ? { ...rest, source: { ...source, horizonDays } } : params()
    }
    expect(await codeOf(app.client.call('churn.train', asked(400)))).toBe('churn-too-short')
    expect(
      await codeOf(
        app.client.call('churn.train', {
          ...params(),
          source: { kind: 'label', attribute: 'nowhere', positive: null },
        }),
      ),
    ).toBe('churn-label-missing')
  })
})
