import { describe, expect, it } from 'vitest'
import { computeScenario } from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import {
  budgetFinding,
  frontierTitle,
  losingText,
  waterfallTitle,
} from '../../../src-renderer/features/winback/budget/sentences.ts'
import { sameRows, sameTitle } from '../../../src-renderer/features/winback/budget/sameSentences.ts'
import { budgetStrip } from '../../../src-renderer/features/winback/budget/strip.ts'
import { aloneTable, whoTable } from '../../../src-renderer/features/winback/budget/tables.ts'
import {
  frontierAxes,
  frontierOption,
  frontierTable,
  marginalBars,
} from '../../../src-renderer/features/winback/charts/frontier.ts'
import {
  fallEnds,
  fallSteps,
  waterfallOption,
  waterfallTable,
} from '../../../src-renderer/features/winback/charts/waterfall.ts'
import {
  gainAt,
  moneyFor,
  niceAbove,
  pictureOf,
  planOf,
} from '../../../src-renderer/features/winback/model/budgetPicture.ts'
import { BUILT_IN_IDS, BUILT_INS } from '../../../src-renderer/features/winback/model/builtIns.ts'
import { evaluationOf } from '../../../src-renderer/features/winback/model/evaluation.ts'
import { aloneRows } from '../../../src-renderer/features/winback/model/leftAlone.ts'
import { sameMoneyOf } from '../../../src-renderer/features/winback/model/sameMoney.ts'
import { curveSpread, spreadOf } from '../../../src-renderer/features/winback/model/spread.ts'
import { sourceOfNumbers } from '../../../src-renderer/features/winback/provenance.ts'
import type { Telling } from '../../../src-renderer/features/winback/words.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
const telling = (language: 'zh-CN' | 'en'): Telling => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const read = (input: ScenarioInput): Scenario => readInput(scenarioSchema, input)
const scenarios: readonly (readonly [string, Scenario])[] = [
  ...BUILT_IN_IDS.map((id) => [id, read(BUILT_INS[id].input)] as const),
  ['little money', read({ ...BUILT_INS.ladder.input, budget: 0.01 })],
  ['one yuan over', read({ ...BUILT_INS.everybody.input, budget: 8000 })],
  ['no response', noResponse()],
  ['loses by its fixed cost', read({ ...BUILT_INS.care.input, ledgers: { direct: { fixed: 90_000 } } })],
]

function noResponse(): Scenario {
  const { input } = BUILT_INS.everybody
  return read({ ...input, ladder: input.ladder.map((step) => ({ ...step, response: 0 })) })
}

/** Every number inside of an option, whatever its shape. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}
const isWhole = (text: string) => text !== '' && !/NaN|Infinity|undefined|null|\{/.test(text)

describe.each(scenarios)('the budget screen of %s', (_, scenario) => {
  const picture = pictureOf(scenario)
  const here = planOf(scenario, picture)
  const spread = spreadOf(scenario, here)
  const curve = curveSpread(scenario, picture, 9)
  const { totals } = evaluationOf(scenario).result

  it('draws finite charts', () => {
    const tokens = chartTokens('light')
    const axes = frontierAxes(picture, curve)
    const steps = fallSteps(here.ledgers, telling('en'))
    for (const option of [
      frontierOption(picture, here, curve, axes, tokens, telling('en')),
      frontierOption(picture, here, null, frontierAxes(picture, null), tokens, telling('zh-CN')),
      waterfallOption(steps, fallEnds(here.ledgers), tokens, telling('en')),
    ]) {
      expect(numbersIn(option).every(Number.isFinite)).toBe(true)
    }
    expect(axes.high).toBeGreaterThan(axes.low)
    expect(marginalBars(picture).every(({ perUnit }) => Number.isFinite(perUnit))).toBe(true)
    for (const table of [
      frontierTable(picture, curve, telling('en')),
      waterfallTable(steps, telling('en')),
      whoTable(here, telling('en')),
      aloneTable(aloneRows(scenario, picture, here), telling('en')),
    ]) {
      expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true)
      expect(numbersIn(table.rows).every(Number.isFinite)).toBe(true)
    }
  })

  it('says whole sentences in both languages', () => {
    for (const language of LANGUAGES) {
      const told = telling(language)
      const source = sourceOfNumbers(scenario, { changed: 2, left: 3, isFile: false }, told)
      const finding = findingText(
        budgetFinding(picture, here, spread, totals.customers, source, told),
        language,
      )
      const strip = budgetStrip(picture, here, spread, curve, totals.organicReturns, source, told)
      const texts = [
        finding,
        frontierTitle(picture, told),
        waterfallTitle(here, told),
        losingText(spread, here.plan.profit, told) ?? 'no doubt',
        ...strip.flatMap(({ label, value, interval, note }) => [
          label,
          value.text,
          interval ?? '-',
          note ?? '-',
        ]),
      ]
      for (const text of texts) expect(isWhole(text), text).toBe(true)
      expect(strip).toHaveLength(5)
    }
  })

  it('adds its ledgers up to the plan of the engine', () => {
    const { ledgers, plan } = here
    expect(ledgers.profit).toBeCloseTo(plan.profit, 6)
    expect(ledgers.direct).toBeCloseTo(plan.cost + scenario.ledgers.direct.fixed, 6)
    expect(fallSteps(ledgers, telling('en')).at(-2)?.to).toBeCloseTo(ledgers.profit, 6)
  })

  it('earns never less with more money', () => {
    for (let i = 1; i <= 20; i++) {
      const [less, more] = [
        gainAt(picture.optimum, (picture.most * (i - 1)) / 20),
        gainAt(picture.optimum, (picture.most * i) / 20),
      ]
      expect(more).toBeGreaterThanOrEqual(less - 1e-9)
    }
    expect(picture.peak).toBeLessThanOrEqual(picture.most)
  })
})

describe('the budget screen', () => {
  it('has the plan and the worlds of the command line', () => {
    const scenario = read(BUILT_INS.ladder.input)
    const result = computeScenario(scenario)
    expect(planOf(scenario, pictureOf(scenario)).plan).toEqual(result.plan)
    // a plan that gives everybody everything is the scenario itself
    const call = read({ ...BUILT_INS.call.input, budget: 50_000 })
    const spread = spreadOf(call, planOf(call, pictureOf(call)))
    const bands = computeScenario(call).uncertainty?.bands
    expect(spread.profit?.p10).toBeCloseTo(bands?.profit?.p10 ?? NaN, 6)
    expect(spread.contribution?.p90).toBeCloseTo(bands?.roiContribution?.p90 ?? NaN, 9)
    expect(spread.costPerReturn?.p50).toBeCloseTo(bands?.costPerIncrementalReturn?.p50 ?? NaN, 9)
  })

  it('says that all is lost, and what may be', () => {
    const told = telling('zh-CN')
    const scenario = read({ ...BUILT_INS.care.input, ledgers: { direct: { fixed: 90_000 } } })
    const picture = pictureOf(scenario)
    const here = planOf(scenario, picture)
    const spread = spreadOf(scenario, here)
    const source = sourceOfNumbers(scenario, { changed: 0, left: 0, isFile: false }, told)
    const text = findingText(budgetFinding(picture, here, spread, 30_000, source, told), 'zh-CN')
    expect(text).toMatch(/^整体亏损/)
    expect(losingText(spread, here.plan.profit, told)).toMatch(/多半整体亏损/)
    expect(waterfallTitle(here, told)).toMatch(/亏/)
  })

  it('finds the least money for a number of returns, and says when there is none', () => {
    const scenario = read(BUILT_INS.everybody.input)
    const picture = pictureOf(scenario)
    const some = moneyFor(scenario, picture, 100)
    expect(some.least).toBeLessThanOrEqual((some.profitable ?? Infinity) + 1)
    const plan = planOf({ ...scenario, budget: some.profitable ?? 0 }, picture).plan
    expect(plan.incrementalReturns).toBeGreaterThanOrEqual(100)
    expect(moneyFor(scenario, picture, 1e6)).toMatchObject({ least: null, profitable: null })
  })

  it('says for the same money which way earns more, also where caps hold the list back', () => {
    const free = read({ ...BUILT_INS.ladder.input, caps: [], budget: 9_000 })
    const titleOf = (scenario: Scenario, language: 'zh-CN' | 'en') => {
      const { compared, more, worlds, worldsWon } = sameMoneyOf(
        scenario,
        planOf(scenario, pictureOf(scenario)),
      )
      const gain = compared.best.profit - compared.today.profit
      expect(worlds).toBe(200)
      expect(Math.sign(more!.p50)).toBe(Math.sign(gain))
      expect(worldsWon > worlds / 2).toBe(gain > 0)
      for (const { texts } of sameRows(compared, telling(language)))
        for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|undefined|—/)
      return sameTitle(compared, telling(language))
    }
    expect(titleOf(free, 'en')).toMatch(/earns .* more than the ladder for everybody/)
    expect(titleOf(free, 'zh-CN')).toContain('比人人都发多赚')
    // only those may be contacted who hardly pay
    const capped = read({
      schema: 'huiliu.scenario/1',
      audience: {
        groups: [
          { name: 'rich', customers: 1_000, revenuePerReturn: 900 },
          { name: 'poor', customers: 1_000, revenuePerReturn: 20 },
        ],
      },
      value: { marginRate: 0.3 },
      ladder: [{ channel: 'sms', unitCost: 0.05, response: 0.02 }],
      budget: 40,
      caps: [{ group: 'rich', unit: 'contacts', maximum: 0 }],
    })
    expect(titleOf(capped, 'en')).toMatch(/would earn .* more: caps hold this list back/)
    expect(titleOf(capped, 'zh-CN')).toContain('受上限所限')
  })

  it('ends axes at round numbers', () => {
    expect([0.4, 10, 11, 149, 20_001, 8.1e6].map(niceAbove)).toEqual([1, 10, 15, 150, 25_000, 1e7])
  })
})
