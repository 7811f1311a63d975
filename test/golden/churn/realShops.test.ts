import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dayFromIso } from '../../../shared/contract/calendar.ts'
import type { ChurnSource, ChurnSummary } from '../../../shared/contract/churn.ts'
import { backendUnderTest, type BackendUnderTest } from '../../support/backendClient.ts'
import { sharedData } from '../../support/sharedData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const onlineRetail = sharedData('online-retail/onlineretail.csv.gz')
const telco = sharedData('telco/Telco-Customer-Churn.csv')
const folder = temporaryFolder('churn-real')
const apps: BackendUnderTest[] = []
afterAll(async () => {
  for (const app of apps) await app.close()
})

/** Imports a file with what is proposed and trains on it. */
async function trainedOn(name: string, file: string, source: ChurnSource): Promise<ChurnSummary> {
  const app = backendUnderTest(join(folder, name))
  apps.push(app)
  await app.client.call('project.create', { name, currency: 'GBP', timeZone: 'Europe/London' })
  const fileToken = app.files.register({ path: file, origin: 'picked' })
  const [table] = await app.client.call('import.preview', { fileToken })
  if (table?.mapping == null) throw new Error('no mapping')
  await app.client.call('import.run', {
    items: [{ fileToken, sheet: null, readAs: table.readAs, mapping: table.mapping }],
  })
  return app.client.call('churn.train', { source, model: 'auto', seed: 1 })
}

describe.skipIf(onlineRetail === null)('Online Retail, churn = no purchase in 60 days', () => {
  it('is ranked better than by recency on the last possible day and on those before', async () => {
    const summary = await trainedOn('retail', onlineRetail ?? '', {
      kind: 'history',
      asOfDay: dayFromIso('2011-12-09') ?? 0,
      horizonDays: 60,
      testDay: null,
      alive: { purchases: true, events: [] },
    })
    expect(summary.testDay).toBe(dayFromIso('2011-10-10'))
    expect(summary.all.baseRate).toBeCloseTo(0.524, 2)
    const recency = summary.baselines.find(({ key }) => key === 'recency')
    expect(recency?.auc).toBeCloseTo(0.663, 2)
    expect(summary.all.auc.value).toBeGreaterThan(0.743)
    expect(summary.all.aucGainOverRecency?.low).toBeGreaterThan(0.05)
    expect(summary.recent?.auc.value).toBeGreaterThan(0.73)
    expect(summary.recent?.aucGainOverRecency?.low).toBeGreaterThan(0.15)
    expect(summary.conclusion).toBe('better')
    const areas = summary.drift.map(({ auc }) => auc.value ?? 0)
    expect(areas.length).toBeGreaterThanOrEqual(3)
    expect(areas.reduce((sum, area) => sum + area, 0) / areas.length).toBeGreaterThan(0.748)
  }, 600_000)
})

describe.skipIf(telco === null)('the telco table, five-fold', () => {
  it('is told as well as by the best known, and better than by the majority', async () => {
    const summary = await trainedOn('telco', telco ?? '', {
      kind: 'label',
      attribute: 'Churn',
      positive: null,
    })
    expect(summary.all.customers).toBe(7_043)
    expect(summary.all.majorityAccuracy).toBeCloseTo(0.7346, 3)
    expect(summary.all.auc.value).toBeGreaterThanOrEqual(0.845)
    expect(summary.all.accuracy.value).toBeGreaterThanOrEqual(0.8)
    expect(summary.all.accuracyGain.low).toBeGreaterThan(0.05)
    expect(summary.horizonDays).toBeNull()
  }, 600_000)
})
