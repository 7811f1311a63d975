import { describe, expect, it } from 'vitest'
import { appendFeatures, extractFeatures } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import { FEATURE_GROUPS, FEATURE_UNITS } from '../../../shared/contract/features.ts'
import { feature } from '../../../shared/analytics/features/spec.ts'
import { CHANNEL_NAMES, EVENT_NAMES, historyOf } from '../../support/customerHistory.ts'

const purchases = [
  {
    customer: 0,
    day: 100,
    minute: 600,
    amountMinor: 1_000,
    quantity: 2,
    product: 1,
    category: 1,
    channel: 1,
  },
  {
    customer: 0,
    day: 120,
    minute: 660,
    amountMinor: 3_000,
    quantity: 1,
    product: 2,
    category: 2,
    channel: 2,
    coupon: true,
  },
  { customer: 0, day: 121, amountMinor: -500 },
]
const behaviours = EVENT_NAMES.slice(1).map((event, i) => ({
  customer: 0,
  day: 110 + i,
  minute: 700,
  event,
  product: 1,
  category: 1,
}))
const contacts = [{ customer: 0, day: 90, channel: 1, opened: 1 }]
const full = historyOf({ nCustomers: 2, purchases, behaviours, contacts })
const specs = featureSpecs(full)

describe('the list of features', () => {
  it('has unique keys and unique names in both languages, a known group and unit', () => {
    for (const of of ['key', 'nameZh', 'nameEn'] as const) {
      const names = specs.map((spec) => spec[of])
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
      expect(names.every((name) => name.trim() === name && name.length > 0)).toBe(true)
    }
    for (const spec of specs) {
      expect(spec.nameZh, spec.key).toMatch(/\p{Script=Han}|R|F|M/u)
      expect(spec.nameEn, spec.key).not.toMatch(/\p{Script=Han}/u)
      expect(FEATURE_GROUPS).toContain(spec.group)
      expect(FEATURE_UNITS).toContain(spec.unit)
    }
  })

  it('is long: 150 with behaviours, 60 from day, amount and flags alone', () => {
    expect(specs.length).toBeGreaterThanOrEqual(150)
    expect(featureSpecs(historyOf({ nCustomers: 1, purchases, isBare: true })).length).toBeGreaterThanOrEqual(
      60,
    )
  })

  it('leaves out what the data cannot support', () => {
    const groups = (history: typeof full) => new Set(featureSpecs(history).map((spec) => spec.group))
    const bare = groups(historyOf({ nCustomers: 1, purchases: purchases.slice(0, 1), isBare: true }))
    for (const group of ['coupons', 'refunds', 'variety', 'channels', 'logins', 'contacts'] as const)
      expect(bare.has(group), group).toBe(false)
    const visits = groups(historyOf({ nCustomers: 1, behaviours: [{ customer: 0, day: 5, event: 'visit' }] }))
    expect([...visits].toSorted((a, b) => a.localeCompare(b))).toEqual(['activity', 'timing', 'visits'])
    expect(featureSpecs(historyOf({ nCustomers: 3 }))).toEqual([])
  })

  it('names months only where the past holds every month twice', () => {
    const over = (days: number) =>
      featureSpecs(
        historyOf({
          nCustomers: 1,
          purchases: [100, 100 + days].map((day) => ({ customer: 0, day, amountMinor: 500 })),
        }),
      ).map((spec) => spec.key)
    expect(over(728)).not.toContain('lastMonth')
    expect(over(729)).toEqual(expect.arrayContaining(['firstMonth', 'lastMonth', 'sameSeasonShare']))
  })

  it('works on behaviours alone', () => {
    const history = historyOf({ nCustomers: 2, behaviours })
    const own = featureSpecs(history)
    expect(own.length).toBeGreaterThan(100)
    const matrix = extractFeatures(history, 130, Uint32Array.of(0, 1), own)
    expect(matrix.columns[own.findIndex((spec) => spec.key === 'activeDays30d')]).toEqual(
      Float32Array.of(13, 0),
    )
  })

  it('codes channels as categories of their dictionary', () => {
    const at = specs.findIndex((spec) => spec.key === 'channelLast')
    const matrix = extractFeatures(full, 130, Uint32Array.of(0, 1), specs)
    expect(matrix.nCategories[at]).toBe(CHANNEL_NAMES.length)
    expect(matrix.columns[at]).toEqual(Float32Array.of(2, NaN))
  })
})

describe('the matrix', () => {
  const matrix = extractFeatures(full, 130, Uint32Array.of(0, 1), specs)
  const extra = {
    spec: feature('pActive', 'lifetime', 'share', ['活跃概率', 'chance to be active'], () => 0).spec,
    column: Float32Array.of(0.4, 0.2),
  }

  it('takes further columns behind its own', () => {
    const more = appendFeatures(matrix, specs, [extra])
    expect(more.matrix.columns).toHaveLength(specs.length + 1)
    expect(more.matrix.columns.at(-1)).toBe(extra.column)
    expect(more.specs.at(-1)?.key).toBe('pActive')
    expect(more.matrix.nCategories.at(-1)).toBe(0)
  })

  it('refuses columns of another length and keys that are taken', () => {
    expect(() => appendFeatures(matrix, specs, [{ ...extra, column: new Float32Array(3) }])).toThrow(
      'input-invalid',
    )
    expect(() => appendFeatures(matrix, specs, [extra, extra])).toThrow('input-invalid')
  })

  it('refuses features that the data do not support, and can be cancelled', () => {
    const bare = historyOf({ nCustomers: 1, purchases, isBare: true })
    expect(() => extractFeatures(bare, 130, Uint32Array.of(0), specs)).toThrow('input-invalid')
    const options = { isCancelled: () => true }
    expect(() => extractFeatures(full, 130, Uint32Array.of(0), specs, options)).toThrow('cancelled')
  })

  it('is empty for nobody', () => {
    const none = extractFeatures(full, 130, new Uint32Array(0), specs)
    expect(none.nRows).toBe(0)
    expect(none.columns).toHaveLength(specs.length)
  })
})
