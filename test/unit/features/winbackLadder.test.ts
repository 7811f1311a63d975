import { beforeEach, describe, expect, it } from 'vitest'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { channelsFinding, channelsStrip } from '../../../src-renderer/features/winback/channels/sentences.ts'
import { couponHeatOption, couponTable } from '../../../src-renderer/features/winback/charts/couponHeat.ts'
import {
  ladderSankeyOption,
  ladderTable,
} from '../../../src-renderer/features/winback/charts/ladderSankey.ts'
import {
  couponFinding,
  couponStrip,
  heatTitle,
} from '../../../src-renderer/features/winback/coupon/sentences.ts'
import { BUILT_IN_IDS, BUILT_INS } from '../../../src-renderer/features/winback/model/builtIns.ts'
import {
  breakEvenOf,
  faceLines,
  profitAtRedemption,
  readingsOf,
  withoutCoupon,
} from '../../../src-renderer/features/winback/model/couponPicture.ts'
import { evaluationOf } from '../../../src-renderer/features/winback/model/evaluation.ts'
import { redeemersOf } from '../../../src-renderer/features/winback/model/subsidy.ts'
import { ladderFlow } from '../../../src-renderer/features/winback/model/ladderFlow.ts'
import { sourceOfNumbers } from '../../../src-renderer/features/winback/provenance.ts'
import { openBuiltIn } from '../../../src-renderer/features/winback/store.ts'
import { bandsIn } from '../../../src-renderer/features/winback/useLadder.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
const told = (language: 'zh-CN' | 'en') => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const read = (input: ScenarioInput): Scenario => readInput(scenarioSchema, input)
const noReturns = (input: ScenarioInput): ScenarioInput => ({
  ...input,
  ladder: input.ladder.map((step) => ({ ...step, response: 0 })),
})
const all = [
  ...BUILT_IN_IDS.map((id) => [id, read(BUILT_INS[id].input)] as const),
  ['nobody returns', read(noReturns(BUILT_INS.ladder.input))] as const,
]
const isWhole = (text: string) => text !== '' && !/NaN|Infinity|undefined|\{/.test(text)

beforeEach(() => openBuiltIn('ladder'))

describe.each(all)('the ladder of %s', (_, scenario) => {
  const flow = ladderFlow(scenario)
  const { result } = evaluationOf(scenario)

  it('loses nobody: what enters a step leaves it', () => {
    let absent = flow.customers - flow.organicBefore
    for (const step of flow.steps) {
      expect(step.absent).toBeCloseTo(absent, 6)
      expect(step.sent + step.notSent).toBeCloseTo(step.absent, 6)
      expect(step.incrementalReturns + step.organicBack + step.passedOn).toBeCloseTo(step.absent, 6)
      absent = step.passedOn
    }
    expect(flow.stopped).toBeCloseTo(absent, 6)
    expect(flow.customers - flow.stopped).toBeCloseTo(result.totals.grossReturns, 6)
  })

  it('is drawn and told whole in both languages', () => {
    for (const language of LANGUAGES) {
      const telling = told(language)
      const source = sourceOfNumbers(scenario, { changed: 0, left: 1, isFile: true }, telling)
      const texts = [
        findingText(channelsFinding(flow, source, telling), language),
        ...channelsStrip(result, bandsIn(scenario), source, telling).flatMap(({ value, note, interval }) => [
          value.text,
          note ?? '-',
          interval ?? '-',
        ]),
      ]
      for (const text of texts) expect(isWhole(text), text).toBe(true)
      const option = JSON.stringify(ladderSankeyOption(flow, chartTokens('light'), telling))
      expect(option).not.toMatch(/null|NaN/)
      expect(ladderTable(flow, telling).rows).toHaveLength(scenario.ladder.length)
    }
  })
})

describe.each(all.filter(([, { offer }]) => (offer?.faceValue ?? 0) > 0))(
  'the coupon of %s',
  (_, scenario) => {
    const lines = faceLines(scenario)
    const { result } = evaluationOf(scenario)
    const without = withoutCoupon(scenario)

    it('is drawn and told whole in both languages', () => {
      for (const language of LANGUAGES) {
        const telling = told(language)
        const source = sourceOfNumbers(scenario, { changed: 1, left: 0, isFile: false }, telling)
        const texts = [
          findingText(
            couponFinding(scenario, result, without, redeemersOf(scenario), source, telling),
            language,
          ),
          heatTitle(lines, without, telling),
          ...couponStrip(result, redeemersOf(scenario), bandsIn(scenario), source, telling).flatMap(
            ({ value, note }) => [value.text, note ?? '-'],
          ),
        ]
        for (const text of texts) expect(isWhole(text), text).toBe(true)
        const here = { face: scenario.offer?.faceValue ?? 0, redemption: result.totals.redemption ?? 0 }
        expect(
          JSON.stringify(
            couponHeatOption(
              lines,
              here,
              [{ face: 10, low: 0.02, high: 0.04 }],
              chartTokens('dark'),
              telling,
            ),
          ),
        ).not.toMatch(/null|NaN/)
        expect(couponTable(lines, telling).rows).toHaveLength(lines.length)
      }
    })

    it('splits the redeemed and finds the scenario on its own face', () => {
      const { all, staying, hunters, forNothing } = redeemersOf(scenario)
      const { couponsRedeemed, couponsUnneeded } = result.totals
      expect(all).toBeCloseTo(couponsRedeemed, 9)
      expect(forNothing).toBeCloseTo(couponsUnneeded, 9)
      expect(staying + hunters).toBeCloseTo(couponsRedeemed - couponsUnneeded, 9)
      for (const line of lines) {
        const at = breakEvenOf(line)
        if (at !== null) expect(profitAtRedemption(line, at)).toBeCloseTo(0, 4)
        expect(profitAtRedemption(line, line.here.redemption)).toBeCloseTo(line.here.profit, 4)
        expect(profitAtRedemption(line, line.range[1] + 0.01)).toBeNull()
      }
    })

    it('reads one redemption both ways, and says where one cannot be', () => {
      const redemption = result.totals.redemption ?? 0
      const [habit, pull] = readingsOf(scenario, redemption)
      for (const one of [habit, pull]) {
        if (one.result) expect(one.result.totals.redemption).toBeCloseTo(redemption, 9)
        else expect(one.range?.every(Number.isFinite)).toBe(true)
      }
      const [, above] = readingsOf(scenario, 0.99)
      expect(above.result).toBeNull()
      expect(above.range).not.toBeNull()
    })
  },
)

describe('more redemption', () => {
  it('is pure cost as habit and more people as pull', () => {
    const scenario = read(BUILT_INS.ladder.input)
    const now = evaluationOf(scenario).result
    const [habit, pull] = readingsOf(scenario, (now.totals.redemption ?? 0) * 1.3)
    expect(habit.result?.totals.incrementalReturns).toBeCloseTo(now.totals.incrementalReturns, 6)
    expect(habit.result?.totals.profit ?? 0).toBeLessThan(now.totals.profit)
    expect(pull.result?.totals.incrementalReturns ?? 0).toBeGreaterThan(now.totals.incrementalReturns)
  })
})
