import { describe, expect, it } from 'vitest'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { translator } from '../../../src-renderer/locale/t.ts'
import { monthsOption, monthStarts } from '../../../src-renderer/features/customer/monthsOption.ts'
import {
  choicesFor,
  missingFields,
  sampleOf,
  sourceKey,
  sourceOf,
  unusedColumns,
  withField,
} from '../../../src-renderer/features/import/sources.ts'
import { sankeyOption } from '../../../src-renderer/features/migration/charts/sankey.ts'
import {
  directionOf,
  entered,
  flows,
  moneyMovedDown,
  moves,
  worstSlip,
} from '../../../src-renderer/features/migration/figures.ts'
import {
  migrationFinding,
  migrationStrip,
  tierName,
} from '../../../src-renderer/features/migration/sentences.ts'
import { booksOf, localDay, reasonsOf, treatmentsOf } from '../../../src-renderer/features/quality/books.ts'
import { leading, rfmFinding } from '../../../src-renderer/features/rfm/sentences.ts'
import type { FieldSource } from '../../../shared/contract/mapping.ts'
import { AS_OF, migrationOf, SCHEMES, summaryOf } from './shop.ts'
import { previewOf, reportOf } from './tables.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
const words = (language: (typeof LANGUAGES)[number]) => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const BROKEN = /NaN|Infinity|undefined|null|\{\w+\}/

describe('what moved between two days', () => {
  const migration = migrationOf()

  it('knows up from down by the rank of tiers', () => {
    expect(directionOf(migration, 0, 1)).toBe('down')
    expect(directionOf(migration, 1, 0)).toBe('up')
    expect(directionOf(migration, 2, 2)).toBe('same')
    expect(directionOf(migration, 3, 2)).toBe('up')
  })

  it('lists only cells with somebody in them', () => {
    expect(moves(migration).map((move) => move.customers)).toEqual([100, 10, 4, 6, 80, 3, 50, 8])
  })

  it('finds the downgrade inside the tiers that carries most money', () => {
    expect(worstSlip(migration)).toMatchObject({ from: 0, to: 1, beforeMinor: 90_000 })
    expect(worstSlip(migrationOf({ customers: new Uint32Array(16) }))).toBeNull()
  })

  it('adds up the money that moved down and the customers that are new', () => {
    expect(moneyMovedDown(migration)).toBe(60_000 - 90_000 - 20_000 + 4000 - 7000)
    expect(entered(migration)).toBe(8)
  })

  it('keeps every customer in the flows, merges small ones and leaves no more than eight a side', () => {
    const n = 12
    const customers = Uint32Array.from({ length: n * n }, (_, i) => 1 + ((i * 31) % 97))
    const tier = { nameZh: 'x', nameEn: 'x', family: 'core', lowSpend: false } as const
    const wide = migrationOf({
      tiers: Array.from({ length: n }, (_, i) => ({ ...tier, key: `k${i}` })),
      customers,
      revenueBeforeMinor: new Float64Array(n * n).fill(-1),
      revenueAfterMinor: new Float64Array(n * n),
      rank: Uint8Array.from({ length: n }, (_, i) => i),
    })
    const list = flows(wide, 'people')
    expect(list.reduce((sum, flow) => sum + flow.value, 0)).toBe(customers.reduce((a, b) => a + b, 0))
    for (const side of ['from', 'to'] as const) {
      expect(
        new Set(list.map((flow) => flow[side]).filter((tierIndex) => tierIndex >= 0)).size,
      ).toBeLessThanOrEqual(8)
    }
    expect(flows(wide, 'money')).toEqual([])
  })

  it('draws each flow from a tier before to a tier now, orange for down and teal for up', () => {
    const tokens = chartTokens('light')
    const option = sankeyOption(migration, flows(migration, 'people'), tokens, {
      name: (tier) => `tier ${tier}`,
      value: String,
      flow: (from, to) => `${from} > ${to}`,
    })
    const [series] = option.series
    const names = new Set(series?.data.map((node) => node.name))
    expect(names.size).toBe(series?.data.length)
    for (const link of series?.links ?? []) {
      expect(names.has(link.source) && names.has(link.target)).toBe(true)
      expect(link.source[0]).toBe('a')
      expect(link.target[0]).toBe('b')
    }
    const colourOf = (source: string, target: string) =>
      series?.links.find((link) => link.source === source && link.target === target)?.lineStyle.color
    expect(colourOf('a0', 'b1')).toBe(tokens.loss)
    expect(colourOf('a1', 'b0')).toBe(tokens.accent)
    expect(colourOf('a0', 'b0')).toBe(tokens.base)
  })

  it.each(LANGUAGES)('is told in a sentence with numbers (%s)', (language) => {
    const telling = { ...words(language), scheme: 'mean', windowDays: 90 }
    const text = findingText(migrationFinding(migration, telling), language)
    expect(text).toContain('10')
    expect(text).toContain('900')
    expect(text).not.toMatch(BROKEN)
    const none = migrationOf({ customers: new Uint32Array(16), nUp: 0, nDown: 0, nSame: 0 })
    expect(findingText(migrationFinding(none, telling), language)).not.toMatch(BROKEN)
    const calm = migrationOf({
      customers: Uint32Array.from({ length: 16 }, (_, i) => (i === 4 ? 3 : 0)),
      nUp: 3,
      nDown: 0,
    })
    expect(findingText(migrationFinding(calm, telling), language)).toContain('3')
    for (const item of [...migrationStrip(migration, telling), ...migrationStrip(none, telling)])
      expect(JSON.stringify(item)).not.toMatch(/NaN|Infinity|\{\w+\}/)
    expect(tierName(migration, 3, telling)).not.toBe('')
    expect(tierName(migration, -1, telling)).not.toBe('')
  })
})

describe('the finding of the RFM page', () => {
  it.each(LANGUAGES)('names who holds the money and who slipped (%s)', (language) => {
    const telling = { ...words(language), scheme: SCHEMES[0]! }
    const text = findingText(rfmFinding(summaryOf(), telling), language)
    for (const part of ['200', '20%', '44%', '17', '30']) expect(text).toContain(part)
    expect(text.length).toBeLessThanOrEqual(language === 'en' ? 190 : 75)
    const calm = rfmFinding(summaryOf({ slips: [] }), telling)
    const plain = rfmFinding(summaryOf({ compareDay: null, slips: [] }), telling)
    const nobody = rfmFinding(summaryOf({ segments: [], nMembers: 0 }), telling)
    for (const of of [calm, plain, nobody]) expect(findingText(of, language)).not.toMatch(BROKEN)
  })

  it.each(LANGUAGES)('keeps its length while the comparison waits for the release (%s)', (language) => {
    const telling = { ...words(language), scheme: SCHEMES[0]! }
    const waiting = rfmFinding(summaryOf({ compareDay: null, slips: [] }), { ...telling, waitingDays: 30 })
    const whole = findingText(rfmFinding(summaryOf(), telling), language)
    expect(Math.abs(findingText(waiting, language).length - whole.length)).toBeLessThan(whole.length * 0.35)
  })

  it('has no leader where nobody bought', () => {
    const segments = summaryOf().segments.map((one) => ({ ...one, customers: 0 }))
    expect(leading(summaryOf({ segments }))).toBeNull()
  })
})

describe('sources of fields', () => {
  const sources: FieldSource[] = [
    'Amount',
    { multiply: ['Qty', 'Price'] },
    { sum: ['a', 'b', 'c'] },
    { firstOf: ['x', 'y'] },
    { join: ['day', 'clock'] },
    { constant: 'web' },
  ]

  it('survive the way through a drop-down', () => {
    for (const source of sources) expect(sourceOf(sourceKey(source))).toEqual(source)
    expect(sourceOf(sourceKey({ column: 'Amount' }))).toBe('Amount')
  })

  it('offer filled columns, and for an amount products of a whole number and a price', () => {
    const preview = previewOf()
    expect(choicesFor('customer', preview)).toEqual(['Customer', 'Day', 'Qty', 'Price', 'Sku'])
    expect(choicesFor('amount', preview)).toContainEqual({ multiply: ['Qty', 'Price'] })
    const many = Array.from({ length: 40 }, (_, i) => ({ ...preview.columns[2]!, name: `n${i}` }))
    expect(choicesFor('amount', previewOf({ columns: many })).length).toBeLessThanOrEqual(64)
  })

  it('offer for a time every day with every clock beside it', () => {
    const [first] = previewOf().columns
    if (first === undefined) throw new Error('no column')
    const columns = [
      { ...first, name: 'Day', type: 'date' as const, samples: ['2024-01-05'] },
      { ...first, name: 'Clock', type: 'text' as const, samples: ['9:30', '10:15:00'] },
      { ...first, name: 'Note', type: 'text' as const, samples: ['9:30', 'late'] },
    ]
    const preview = previewOf({ columns })
    expect(choicesFor('time', preview)).toEqual(['Day', 'Clock', 'Note', { join: ['Day', 'Clock'] }])
    expect(sampleOf({ join: ['Day', 'Clock'] }, preview)).toBe('2024-01-05 9:30')
  })

  it('say what is missing, what is unused and what a row looks like', () => {
    const preview = previewOf()
    expect(missingFields('purchases', withField(preview.mapping!, 'time', null))).toEqual(['time'])
    expect(missingFields('purchases', null)).toEqual(['customer', 'time', 'amount'])
    expect(unusedColumns(preview)).toEqual([])
    expect(unusedColumns(previewOf({ mapping: withField(preview.mapping!, 'time', null) }))).toEqual(['Day'])
    expect(sampleOf({ multiply: ['Qty', 'Price'] }, preview)).toBe('2 × 9.90')
    expect(sampleOf({ constant: 'web' }, preview)).toBe('')
  })
})

describe('the books over all imports', () => {
  const reports = [
    reportOf(),
    reportOf({ importId: 2, firstDay: null, lastDay: null }),
    reportOf({ importId: 3, undone: true }),
  ]

  it('balance, and leave out what was undone', () => {
    const books = booksOf(reports)
    expect(books).toMatchObject({ read: 2000, firstDay: AS_OF - 400, lastDay: AS_OF })
    expect(books.accepted + books.rejected + books.duplicate + books.blank).toBe(books.read)
    expect(booksOf([])).toMatchObject({ read: 0, firstDay: null, lastDay: null })
  })

  it('rank reasons and treatments by rows', () => {
    expect(reasonsOf(reports).map(({ code, rows, amountMinor }) => [code, rows, amountMinor])).toEqual([
      ['no-customer', 100, 246_800],
      ['bad-time', 20, 0],
    ])
    expect(treatmentsOf(reports)).toEqual([
      { code: 'cancellation', rows: 24 },
      { code: 'dash-is-empty', rows: 6 },
    ])
  })

  it('stand on the day of this computer, not of Greenwich', () => {
    expect(localDay(Date.UTC(2025, 10, 12, 20))).toBe(dayFromCivil(2025, 11, 13))
  })
})

describe('spend by month', () => {
  it('ends with the month of the as-of day, oldest first, over the turn of a year', () => {
    expect(monthStarts(dayFromCivil(2025, 2, 14), 4)).toEqual([
      dayFromCivil(2024, 11, 1),
      dayFromCivil(2024, 12, 1),
      dayFromCivil(2025, 1, 1),
      dayFromCivil(2025, 2, 1),
    ])
  })

  it('colours months of net refunds as loss', () => {
    const tokens = chartTokens('dark')
    const option = monthsOption(Float64Array.of(5, -3, 0), AS_OF, tokens, words('en').format)
    const colours = option.series[0]?.data.map((bar) => bar.itemStyle.color)
    expect(colours).toEqual([tokens.accent, tokens.loss, tokens.accent])
    expect(option.xAxis.data).toEqual(['Sep 2025', 'Oct 2025', 'Nov 2025'])
  })
})
