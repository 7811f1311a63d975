import { describe, expect, it } from 'vitest'
import type { ChurnSummary, ChurnVerdict } from '../../../shared/contract/churn.ts'
import { cardMetrics } from '../../../src-renderer/features/churn/cardMetrics.ts'
import { conclusionOf, isWeakerForRecent } from '../../../src-renderer/features/churn/conclusions.ts'
import { riskFinding, riskStrip, riskSub } from '../../../src-renderer/features/churn/riskSentences.ts'
import { verdictFinding, verdictSub, type Telling } from '../../../src-renderer/features/churn/sentences.ts'
import { accuracyOf, verdictStrip } from '../../../src-renderer/features/churn/strip.ts'
import { reasonWords } from '../../../src-renderer/locale/reasonWords.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import {
  EMPTY_VERDICT,
  estimate,
  labelledSummary,
  reason,
  summaryOf,
  verdictOf,
} from '../../support/churnData.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
type Lang = (typeof LANGUAGES)[number]
const formatOf = (language: Lang) => createFormat({ language, currency: 'CNY', compact: true })
const tellingOf = (summary: ChurnSummary, language: Lang, view: Telling['view'] = 'all'): Telling => ({
  t: translator(language),
  format: formatOf(language),
  summary,
  view,
})
const said = (summary: ChurnSummary, language: Lang, view: Telling['view'] = 'all') =>
  findingText(verdictFinding(tellingOf(summary, language, view)), language)
const withAll = (part: Partial<ChurnVerdict>, rest: Partial<ChurnSummary> = {}) =>
  summaryOf({ all: verdictOf(part), ...rest })
const STRANGE = /\{|\}|\[|\]|NaN|Infinity|undefined/

describe('the finding of the verdict', () => {
  it('says accuracy, what guessing gives, and the gain', () => {
    expect(said(summaryOf(), 'zh-CN')).toBe(
      '准确率 80.2%，全猜「不流失」也有 73.5%；真正的提升是 6.7 个百分点（5.6–7.8）。',
    )
    expect(said(summaryOf(), 'en')).toBe(
      'Accuracy is 80.2%; guessing "stays" for everyone gives 73.5%. The gain is 6.7 pp (5.6–7.8).',
    )
  })

  it('says that an accuracy tells nothing where guessing is right as often, and what helps instead', () => {
    const rare = withAll({
      baseRate: 0.08,
      accuracy: estimate(0.92, 0.004),
      accuracyGain: estimate(0, 0.003),
    })
    expect(said(rare, 'zh-CN')).toBe(
      '准确率 92.0% 本身说明不了什么：全猜「不流失」也有 92.0%。有用的是排序：最高风险的一成里，流失的是平均的 3.1×。',
    )
    expect(said(rare, 'en')).toContain('says nothing by itself')
  })

  it('guesses "leaves" where most leave', () => {
    expect(said(withAll({ baseRate: 0.72 }), 'zh-CN')).toContain('全猜「流失」')
    expect(said(withAll({ baseRate: 0.72 }), 'en')).toContain('guessing "leaves"')
  })

  it('says "may" where the interval spans 0', () => {
    const unclear = withAll(
      { accuracy: estimate(0.751, 0.02), accuracyGain: estimate(0.016, 0.021) },
      { conclusion: 'unclear' },
    )
    expect(said(unclear, 'zh-CN')).toMatch(/可能.*−0.5 – \+3.7|−0.5 – \+3.7.*可能/)
    expect(said(unclear, 'en')).toMatch(/may be luck/)
  })

  it('compares with recency where guessing is beaten but recency may not be', () => {
    const unclear = summaryOf({ conclusion: 'unclear' })
    expect(said(unclear, 'zh-CN')).toContain('只看「多久没买」也有 0.749')
    expect(said(unclear, 'en')).toContain('0.842')
  })

  it('warns against a model that is no better, with the likely cause only where one is known', () => {
    const worse = withAll(
      { aucGainOverRecency: null, accuracyGain: estimate(-0.01, 0.005) },
      { conclusion: 'not-better', notes: [{ code: 'no-behaviours', values: {} }] },
    )
    expect(said(worse, 'zh-CN')).toBe(
      '这个模型不比全猜「不流失」强，不要拿它花钱。最可能的原因：没有行为数据。',
    )
    expect(said({ ...worse, notes: [] }, 'zh-CN')).toBe('这个模型不比全猜「不流失」强，不要拿它花钱。')
    expect(said({ ...worse, notes: [] }, 'en')).toBe(
      'This model is no better than guessing "stays"; do not spend money on it.',
    )
    expect(said(summaryOf({ conclusion: 'not-better', notes: [] }), 'en')).toContain(
      'days since the last order',
    )
  })

  it('judges recent customers by the same rule and admits when they are less certain', () => {
    const recent = verdictOf({ aucGainOverRecency: estimate(-0.01, 0.002), logLoss: estimate(0.9, 0.01) })
    const weaker = summaryOf({ recent })
    expect(conclusionOf(weaker, 'recent')).not.toBe('better')
    expect(isWeakerForRecent(weaker)).toBe(true)
    expect(isWeakerForRecent(summaryOf({ recent: null }))).toBe(false)
    expect(said(summaryOf(), 'zh-CN', 'recent')).toContain('83.8%')
  })

  it.each(LANGUAGES)('stays short enough for two lines and leaves no slot open (%s)', (language) => {
    const all = (['better', 'unclear', 'not-better'] as const).flatMap((conclusion) => [
      summaryOf({ conclusion }),
      summaryOf({ conclusion, all: EMPTY_VERDICT }),
      labelledSummary({ conclusion }),
    ])
    for (const summary of all) {
      const text = said(summary, language)
      expect(text).not.toMatch(STRANGE)
      expect(text.length).toBeLessThanOrEqual(language === 'en' ? 175 : 70)
    }
  })
})

describe('the numbers beside it', () => {
  it.each(LANGUAGES)('never show what is not there (%s)', (language) => {
    for (const summary of [
      summaryOf(),
      labelledSummary(),
      summaryOf({ all: EMPTY_VERDICT, baselines: [] }),
    ]) {
      for (const view of ['all', 'recent'] as const) {
        const telling = tellingOf(summary, language, view)
        const texts = JSON.stringify([
          verdictStrip(telling),
          accuracyOf(telling).texts,
          verdictSub(telling),
          cardMetrics(telling),
        ])
        expect(texts).not.toMatch(/NaN|Infinity|undefined|\{\w+\}/)
      }
    }
  })

  it('have their source', () => {
    for (const item of verdictStrip(tellingOf(summaryOf(), 'en'))) {
      expect(item.value.from?.formula).toBeTruthy()
      expect(item.value.from?.engine).toBe('churn 1.0.0')
    }
    expect(accuracyOf(tellingOf(summaryOf(), 'en')).texts.majority.text).toBe('73.5%')
  })

  it('compare with the best way that needs no model', () => {
    const rows = cardMetrics(tellingOf(summaryOf(), 'en'))
    expect(rows.find((row) => row.name === 'AUC')).toEqual({
      name: 'AUC',
      value: '0.842 (0.833–0.851)',
      baseline: 'P(active) 0.771',
    })
  })
})

describe('the finding of the list', () => {
  const listSaid = (summary: ChurnSummary, language: Lang) =>
    findingText(riskFinding({ t: translator(language), format: formatOf(language), summary }), language)
  const scored = summaryOf().scored

  it('names who is newly at high risk and what they are worth', () => {
    expect(listSaid(summaryOf(), 'zh-CN')).toBe('1,284 位客户新进入高风险，年消费共约 62 万元；先看他们。')
    const one = summaryOf({ scored: { ...scored, newlyHigh: 1, newlyHighValueMinor: 98_000 } })
    expect(listSaid(one, 'en')).toBe(
      '1 customer is newly at high risk, with about ¥980 of yearly spend; see them first.',
    )
  })

  it('says so when nobody is new, when it is the first scoring, and when nobody is at high risk', () => {
    expect(listSaid(summaryOf({ scored: { ...scored, newlyHigh: 0 } }), 'zh-CN')).toContain('没有客户新进入')
    const first = { ...scored, newlyHigh: null, newlyHighValueMinor: null, before: null }
    expect(listSaid(summaryOf({ scored: first }), 'en')).toContain('expected to leave within 60 days')
    expect(listSaid(labelledSummary(), 'en')).toMatch(/expected to leave\.$/)
    const calm = summaryOf({ scored: { ...first, byLevel: [10, 0, 0] } })
    expect(listSaid(calm, 'zh-CN')).toContain('没有客户达到高风险')
  })

  it('puts the warning before the list when the model has proved nothing', () => {
    expect(listSaid(summaryOf({ conclusion: 'not-better' }), 'en')).toContain('Do not spend')
  })

  it.each(LANGUAGES)('has words for every number (%s)', (language) => {
    const nobody = { ...labelledSummary().scored, customers: 0, expectedLeavers: 0 }
    for (const summary of [summaryOf(), labelledSummary(), labelledSummary({ scored: nobody })]) {
      const telling = { t: translator(language), format: formatOf(language), summary }
      expect(JSON.stringify([riskSub(telling), riskStrip(telling)])).not.toMatch(
        /NaN|Infinity|undefined|\{\w+\}/,
      )
    }
  })
})

describe('a reason', () => {
  it('is worded in both languages', () => {
    const logins = reason('logins', 'fell', 'logins', [30, 4, 30])
    expect(reasonWords(logins, formatOf('zh-CN'))).toBe('30 天内登录 30 → 4 次')
    expect(reasonWords(logins, formatOf('en'))).toBe('logins 30 → 4 in the last 30 days')
  })
})
