import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ORDERS_ONLY } from '../../../shared/analytics/churn/alive.ts'
import { proposeHorizon } from '../../../shared/analytics/churn/horizon.ts'
import { eligibleAt, labelsAt } from '../../../shared/analytics/churn/labels.ts'
import { evaluateWarnings } from '../../../shared/analytics/churn/warnings/evaluate.ts'
import { RELATIVE_RULES } from '../../../shared/analytics/churn/warnings/rules.ts'
import { extractFeatures } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import { spanOf } from '../../../shared/analytics/features/history.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'
import { projectHistory } from '../../support/projectHistory.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const path = join(temporaryFolder('features'), 'shop.huiliu')
await createSampleProject(
  path,
  { customers: 2_000, seed: 11, nowMs: 1_762_992_000_000 },
  { isCancelled: () => false, progress: () => undefined },
)
const history = projectHistory(path)
const lastDay = spanOf(history.purchases)?.lastDay ?? NaN
const asOfDay = lastDay - 90

describe('features of the sample shop', () => {
  const specs = featureSpecs(history)
  const customers = eligibleAt(history, asOfDay, { activeWithinDays: null, alive: ORDERS_ONLY })
  const matrix = extractFeatures(history, asOfDay, customers, specs, { isShared: true })

  it('are at least 150 with behaviours and at least 60 from bare purchases', () => {
    expect(specs.length).toBeGreaterThanOrEqual(150)
    const { nCustomers, nEvents, offsets, day, amountMinor, flags } = history.purchases
    const bare = { nCustomers, nEvents, offsets, day, amountMinor, flags }
    const alone = featureSpecs({ ...history, purchases: bare, behaviours: null })
    expect(alone.length).toBeGreaterThanOrEqual(60)
    expect(alone.every((spec) => specs.some((one) => one.key === spec.key))).toBe(true)
  })

  it('stand on shared memory, and nearly all hold something', () => {
    expect(matrix.columns.every((column) => column.buffer instanceof SharedArrayBuffer)).toBe(true)
    const empty = specs.filter((_, k) => matrix.columns[k]!.every((value) => Number.isNaN(value)))
    expect(empty.map((spec) => spec.key)).toEqual([])
    const constant = specs.filter((_, k) =>
      matrix.columns[k]!.every((v) => Object.is(v, matrix.columns[k]![0])),
    )
    expect(constant.map((spec) => spec.key)).toEqual([])
  })

  it('tell who leaves: silence ranks leavers before others', () => {
    const labels = labelsAt(history, customers, asOfDay, 90, ORDERS_ONLY)
    const silence = matrix.columns[specs.findIndex((spec) => spec.key === 'recency')]!
    const order = [...silence.keys()].toSorted((a, b) => silence[b]! - silence[a]!)
    const decile = order.slice(0, Math.floor(order.length / 10))
    const base = labels.reduce((sum, label) => sum + label, 0) / labels.length
    expect(base).toBeGreaterThan(0.5)
    expect(decile.filter((row) => labels[row] === 1).length / decile.length).toBeGreaterThan(base)
  })

  it('propose a horizon in which the shop’s customers come back', () => {
    const proposal = proposeHorizon(history, ORDERS_ONLY)
    expect(proposal.reason).toBe('ok')
    expect(proposal.horizonDays).toBeGreaterThan(45)
    expect(proposal.horizonDays).toBeLessThan(200)
  })

  it('give warnings with a record, which compares like with like', () => {
    const report = evaluateWarnings(history, {
      asOfDays: [asOfDay - 90, asOfDay - 45, asOfDay],
      horizonDays: 90,
      alive: ORDERS_ONLY,
      activeWithinDays: 90,
      rules: RELATIVE_RULES,
    })
    expect(report.records).toHaveLength(7)
    for (const { nArmed, nFired, nHits, precision, recall } of report.records) {
      expect(nHits).toBeLessThanOrEqual(nFired)
      expect(nFired).toBeLessThanOrEqual(nArmed)
      if (precision !== null) expect(precision.low).toBeLessThanOrEqual(precision.value)
      expect(recall?.value).toBeLessThanOrEqual(1)
    }
    const carts = report.records.find((one) => one.warning === 'cartAddsFell')
    expect(carts?.nFired).toBeGreaterThan(50)
    expect(carts?.liftAmongArmed).toBeGreaterThan(1)
  })
})
