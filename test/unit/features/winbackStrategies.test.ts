import { beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import {
  valueLinesOption,
  valueLinesTable,
} from '../../../src-renderer/features/winback/charts/valueLines.ts'
import {
  beats,
  measuresOf,
  mostValue,
  profitAt,
  startValue,
  worldsOf,
} from '../../../src-renderer/features/winback/strategies/measures.ts'
import { ownPlan } from '../../../src-renderer/features/winback/strategies/ownPlan.ts'
import {
  exact,
  noteTexts,
  pairOf,
  rateRange,
  strategiesFinding,
  strategiesStrip,
} from '../../../src-renderer/features/winback/strategies/sentences.ts'
import {
  addStrategy,
  changeStrategy,
  comparePair,
  redoStrategies,
  removeStrategy,
  startOver,
  undoStrategies,
  useStrategies,
} from '../../../src-renderer/features/winback/strategies/store.ts'
import { whyPair } from '../../../src-renderer/features/winback/strategies/why.ts'

const telling = (language: 'zh-CN' | 'en') => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const now = () => useStrategies.getState()
const worldsAt = (value: number) => worldsOf(now().result, now().strategies, value)
const pairNow = () => {
  const pair = pairOf(now().result, now().pair)
  if (!pair) throw new Error('no pair')
  return pair
}

beforeEach(startOver)

describe('the classic pair', () => {
  it('earns alike at the tie for reasons that add up: fewer people, better chosen, dearer', () => {
    const { result, strategies } = now()
    const at = (value: number) => whyPair(result, strategies, pairNow(), value)!
    for (const value of [0, 60, 175, 400]) {
      const { from, to, reached, winRate, costPerContact } = at(value)
      expect(from + reached + winRate + costPerContact).toBeCloseTo(to, 6)
    }
    // 100,000 at 0.50 with 1,000 back; 8,000 at 1.875 with 800 back
    const { from, reached, winRate, costPerContact } = at(175)
    expect(from).toBeCloseTo(125_000, 6)
    expect(reached).toBeCloseTo(125_000 * (0.08 - 1), 6)
    expect(winRate).toBeCloseTo(8_000 * 0.09 * 175, 6)
    expect(costPerContact).toBeCloseTo(-8_000 * 1.375, 6)
    expect(at(175).to).toBeCloseTo(from, 6)
    expect(whyPair(result, strategies, { ...pairNow(), b: 'nobody' }, 175)).toBeNull()
  })

  it('says that its ROIs are about other values, where it ties, and what neither counts', () => {
    const zh = noteTexts(now().result, pairNow(), telling('zh-CN')).join('\n')
    for (const figure of [
      '¥110.00',
      '¥140.625',
      '¥60.00',
      '¥121.875',
      '650%',
      '487%',
      '320%',
      '¥175.00',
      '0.8%',
      '¥50.00',
      '¥250.00',
    ]) {
      expect(zh).toContain(figure)
    }
    const en = noteTexts(now().result, pairNow(), telling('en')).join('\n')
    expect(en).toContain('650% is 487% (net) or 320% (gross)')
    expect(en).toContain('Below ¥175.00 a return Predictive earns more, above it Broad net does')
    expect(en).toContain('no A/B test')
  })

  it('has its figures in the strip and the measures', () => {
    const texts = strategiesStrip(now().result, pairNow(), worldsAt(110), telling('en')).map(
      ({ value }) => value.text,
    )
    expect(texts).toEqual(['<1%', '−9.0 pp', '¥175.00', '¥50.00 · ¥18.75', '¥0.50 · ¥1.875'])
    const rates = measuresOf(now().result, now().strategies, worldsAt(110)).find(
      ({ unit }) => unit === 'rate',
    )
    expect(rates?.dots.map(({ low, high }) => rateRange(low ?? 0, high ?? 0))).toEqual([
      '0.940–1.064%',
      '9.362–10.677%',
    ])
  })

  it('turns round at the tie', () => {
    const share = (value: number) => beats(worldsAt(value), pairNow()) ?? NaN
    expect(share(100)).toBeLessThan(0.01)
    expect(share(175)).toBeGreaterThan(0.3)
    expect(share(175)).toBeLessThan(0.7)
    expect(share(400)).toBeGreaterThan(0.95)
    const text = findingText(
      strategiesFinding(now().result, pairNow(), worldsAt(290), telling('zh-CN')),
      'zh-CN',
    )
    expect(text).toMatch(/广撒网在 .* 的世界里胜过预测挽回；打平点是每位 ¥175\.00/)
  })

  it('counts who would have come anyway', () => {
    changeStrategy([0, 'organicReturn'], 0.008)
    const [broad] = now().result.strategies
    expect(broad?.costPerIncrementalReturn).toBeCloseTo(250, 9)
    expect(broad && profitAt(broad, 0.008, 250)).toBeCloseTo(0, 6)
  })
})

describe('the comparison', () => {
  it('takes more strategies, keeps a valid pair and undoes', () => {
    const own = ownPlan('own')
    if (!own) throw new Error('no plan')
    addStrategy(own)
    expect(now().result.pairs).toHaveLength(3)
    comparePair(['predictive', 'own'])
    removeStrategy('own')
    expect(now().pair).toEqual(['broad-net', 'predictive'])
    undoStrategies()
    expect(now().result.strategies).toHaveLength(3)
    redoStrategies()
    removeStrategy('predictive')
    const text = findingText(
      strategiesFinding(now().result, pairOf(now().result, now().pair), worldsAt(100), telling('en')),
      'en',
    )
    expect(text).toBe('Broad net alone costs ¥50.00 a return; add another one to compare.')
  })

  it('refuses more returns than customers and keeps what was valid', () => {
    changeStrategy([1, 'returned'], 9000)
    expect(now().problem?.path).toBe('strategies[1].returned')
    expect(now().result.strategies[1]?.returned).toBe(800)
  })

  it('draws finite lines, also where nobody returns or nothing costs', () => {
    addStrategy({ name: 'none', cost: 0, reached: 10, returned: 0 })
    const { result } = now()
    const lines = result.strategies.map((one) => ({
      name: one.name,
      profitAt: (value: number) => profitAt(one, 0, value),
    }))
    const most = mostValue(result)
    expect(startValue(result)).toBe(110.00000000000001)
    const option = valueLinesOption(lines, most, 110, 175, chartTokens('dark'), telling('en'))
    expect(JSON.stringify(option)).not.toMatch(/null|NaN/)
    expect(valueLinesTable(lines, most, telling('en')).rows).toHaveLength(21)
    for (const pair of result.pairs) {
      for (const language of ['zh-CN', 'en'] as const) {
        const texts = [
          ...noteTexts(result, pair, telling(language)),
          findingText(strategiesFinding(result, pair, worldsAt(110), telling(language)), language),
        ]
        for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|undefined|\{/)
      }
    }
  })

  it('writes a third decimal only where it says something', () => {
    const { format } = telling('en')
    expect([110, 140.625, -1.875, 1234.5, null].map((value) => exact(value, format))).toEqual([
      '¥110.00',
      '¥140.625',
      '−¥1.875',
      '¥1,234.50',
      '—',
    ])
  })
})
