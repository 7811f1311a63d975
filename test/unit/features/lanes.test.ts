import { describe, expect, it } from 'vitest'
import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import type { CustomerEvent } from '../../../shared/contract/customers.ts'
import { eventTexts } from '../../../src-renderer/features/customer/eventTexts.ts'
import {
  inTime,
  lanesOf,
  lanesOption,
  tickDays,
} from '../../../src-renderer/features/customer/lanesOption.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'

const AS_OF = dayFromCivil(2025, 11, 12)

function event(kind: CustomerEvent['kind'], day: number, amountMinor = 0): CustomerEvent {
  return {
    timeSeconds: day * 86_400 + 43_200,
    kind,
    label: kind === 'behaviour' ? 'visit' : 'A1',
    amountMinor,
    quantity: null,
    product: '',
    channel: 'app',
    importId: 2,
    line: 17,
  }
}

const newestFirst = [
  event('refund', AS_OF - 2, -2500),
  event('behaviour', AS_OF - 5),
  event('purchase', AS_OF - 100, 10_000),
  event('purchase', AS_OF - 400, 2500),
]

function optionOf(events: readonly CustomerEvent[], language: 'zh-CN' | 'en' = 'en') {
  const format = createFormat({ language, currency: 'CNY', compact: true })
  return lanesOption(
    inTime(events),
    AS_OF,
    chartTokens('light'),
    format,
    eventTexts(translator(language), format),
  )
}

describe('the timeline of a customer', () => {
  it('has a lane for every kind that there is, in the order of the marks from top to bottom', () => {
    expect(lanesOf(newestFirst)).toEqual(['purchase', 'refund', 'behaviour'])
    const { data } = optionOf(newestFirst).series[0]!
    expect(data.map(({ value }) => value)).toEqual([
      [AS_OF - 399.5, 0],
      [AS_OF - 99.5, 0],
      [AS_OF - 4.5, 2],
      [AS_OF - 1.5, 1],
    ])
  })

  it('tells the kinds apart by form and the amounts by area', () => {
    const { data } = optionOf(newestFirst).series[0]!
    expect(new Set(data.map(({ symbol }) => symbol))).toEqual(new Set(['circle', 'rect', 'diamond']))
    const [small, large, , refund] = data.map(({ symbolSize }) => Number(symbolSize))
    expect(large).toBe(18)
    expect(small).toBe(12.5)
    expect(refund).toBe(small)
  })

  it('ends on the as-of day and is never narrower than two weeks', () => {
    expect(optionOf(newestFirst).xAxis).toMatchObject({ min: AS_OF - 407, max: AS_OF + 1 })
    expect(optionOf([event('purchase', AS_OF, 100)]).xAxis).toMatchObject({ min: AS_OF - 14, max: AS_OF + 1 })
  })

  it('writes at most six days under the axis, whatever the span', () => {
    expect(tickDays(AS_OF - 400, AS_OF).map(isoFromDay)).toEqual([
      '2025-01-01',
      '2025-04-01',
      '2025-07-01',
      '2025-10-01',
    ])
    expect(tickDays(AS_OF - 13, AS_OF)).toEqual([0, 3, 6, 9, 12].map((days) => AS_OF - 13 + days))
    for (const span of [0, 1, 13, 60, 92, 93, 200, 1000, 4000, 40_000]) {
      const days = tickDays(AS_OF - span, AS_OF)
      expect(days.length).toBeGreaterThan(0)
      expect(days.length).toBeLessThanOrEqual(7)
      expect(days.every((day) => day >= AS_OF - span && day <= AS_OF)).toBe(true)
    }
  })

  it.each(['zh-CN', 'en'] as const)(
    'says of a mark when, what, how much and from which line (%s)',
    (language) => {
      const format = createFormat({ language, currency: 'CNY', compact: true })
      const texts = eventTexts(translator(language), format)
      const [first] = newestFirst
      if (first === undefined) throw new Error('no event')
      expect(texts.what(first)).toBe('A1 · app')
      expect(texts.source(first)).toContain('17')
      expect(Object.values(texts.kinds).every((kind) => kind.length > 0)).toBe(true)
    },
  )
})
