// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type NorthStarBoard,
  type NorthStarMonth,
} from '../../../shared/contract/northstar.ts'
import { monthsTable, trendOption } from '../../../src-renderer/features/northstar/charts/trend.ts'
import {
  waterfallOption,
  waterfallSteps,
  waterfallTable,
} from '../../../src-renderer/features/northstar/charts/waterfall.ts'
import { guardrails } from '../../../src-renderer/features/northstar/guardrails.ts'
import {
  changeOf,
  shopChurn,
  shownMonths,
  spansWindow,
  toldMonth,
} from '../../../src-renderer/features/northstar/months.ts'
import {
  northStarFinding,
  northStarStrip,
  northStarSub,
  points,
  ruleText,
} from '../../../src-renderer/features/northstar/sentences.ts'
import {
  aimAt,
  define,
  enterProject,
  loadBoard,
  recallPreferences,
  resetDefinition,
  shownBoard,
  useNorthStar,
} from '../../../src-renderer/features/northstar/store.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { createFakeClient } from '../../support/fakeClient.ts'
import { boardOf } from '../../support/northStarData.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
const telling = (language: (typeof LANGUAGES)[number]) => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const board = boardOf()
const tokens = chartTokens('light')

function told(of: NorthStarBoard): NorthStarMonth {
  const month = toldMonth(of, null)
  if (!month) throw new Error('no month can be told')
  return month
}

/** The last two months made so that their shares differ by more than chance. */
const fallen = (): NorthStarBoard => {
  const groups = (active: number) => [
    { core: 0, coreActive: 0 },
    { core: 4_000, coreActive: active },
    { core: 1_000, coreActive: 600 },
    { core: 0, coreActive: 0 },
  ]
  const share = (k: number) => ({ value: k / 5_000, low: k / 5_000 - 0.013, high: k / 5_000 + 0.013 })
  const last = told(board)
  const months = board.months.map((month) => {
    const active = month.monthDay === last.monthDay ? 1_200 : month.monthDay < last.monthDay ? 1_600 : null
    return active === null
      ? month
      : {
          ...month,
          core: 5_000,
          coreActive: active + 600,
          northStar: share(active + 600),
          byRate: groups(active),
        }
  })
  return { ...board, months }
}

/** Every number in an option, functions left aside. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('the month that is told', () => {
  it('is the last finished one, or the one that was chosen', () => {
    expect(told(board).monthDay).toBe(dayFromCivil(2025, 10, 1))
    const chosen = dayFromCivil(2025, 6, 1)
    expect(toldMonth(board, chosen)?.monthDay).toBe(chosen)
    expect(toldMonth(board, dayFromCivil(2025, 11, 1))?.monthDay).toBe(dayFromCivil(2025, 10, 1))
    expect(toldMonth(boardOf({ asOfDay: dayFromCivil(2024, 1, 20) }), null)).toBeNull()
  })

  it('opens a project only when its history fills the window before a finished month', () => {
    const span = (firstDay: number | null, lastDay: number | null) => spansWindow({ firstDay, lastDay })
    expect(span(dayFromCivil(2024, 1, 31), dayFromCivil(2024, 7, 31))).toBe(true)
    expect(span(dayFromCivil(2024, 1, 1), dayFromCivil(2024, 7, 30))).toBe(false)
    expect(span(null, null)).toBe(false)
  })

  it('shows at most 24 months from the first with a core', () => {
    const months = shownMonths(board)
    expect(months.length).toBeLessThanOrEqual(24)
    expect(months[0]?.core).toBeGreaterThan(0)
  })
})

describe('the sentences', () => {
  it.each([
    [
      'zh-CN',
      '2025-10 核心客户月复购率 36.0%（34.7–37.3），比上月低 8.0 个百分点：行为 −8.0，人群结构 0.0。',
    ],
    [
      'en',
      "Core customers' monthly repurchase in Oct 2025 is 36.0% (34.7–37.3), down 8.0 points: −8.0 from behaviour, 0.0 from mix.",
    ],
  ] as const)('tell share, change and why (%s)', (language, expected) => {
    const down = fallen()
    const finding = northStarFinding(down, told(down), changeOf(down, told(down), 'rate'), telling(language))
    expect(findingText(finding, language)).toBe(expected)
  })

  it.each(LANGUAGES)(
    'say when a change may be chance, when nothing can be compared, when the core is small (%s)',
    (language) => {
      const say = telling(language)
      const of = (month: NorthStarMonth, change = changeOf(board, month, 'rate')) =>
        findingText(northStarFinding(board, month, change, say), language)
      const month = told(board)
      const texts = [of(month), of(month, null), of({ ...month, core: 12 })]
      expect(new Set(texts).size).toBe(3)
      expect(of(month)).toMatch(language === 'en' ? /may be chance/ : /可能/)
      for (const text of [
        ...texts,
        ...northStarSub(board, month, say),
        ruleText(board.params.definition, say),
      ])
        expect(text).not.toMatch(/\{|NaN|undefined|Infinity/)
    },
  )

  it.each(LANGUAGES)('fill the strip with intervals and provenance (%s)', (language) => {
    const items = northStarStrip(board, told(board), telling(language))
    expect(items).toHaveLength(5)
    for (const { value } of items) {
      expect(value.from?.formula).toBeTruthy()
      expect(JSON.stringify(value)).not.toMatch(/\{\w|NaN|undefined/)
    }
  })

  it('give the rule in words', () => {
    const definition = { windowMonths: 3, frequency: 2, spendMinor: null, spendOf: 'net' } as const
    expect(ruleText(definition, telling('en'))).toBe(
      'Buyers of the 3 months before: orders at or above 2, any spend',
    )
    expect(ruleText(definition, telling('zh-CN'))).toBe('之前 3 个月的买家里，单数达到 2，不限金额')
  })

  it('sign points and leave zero alone', () => {
    const { format } = telling('en')
    expect([0.0123, -0.0123, 0.0001, 0].map((change) => points(change, format))).toEqual([
      '+1.2',
      '−1.2',
      '0.0',
      '0.0',
    ])
  })
})

describe('the charts', () => {
  it.each(LANGUAGES)('hold finite numbers only, and their tables match (%s)', (language) => {
    const say = telling(language)
    const months = shownMonths(board)
    const monthDay = months.at(-2)?.monthDay ?? 0
    const recalls = [{ monthDay, campaigns: ['autumn', ''], contacts: 1_240, customers: 1_200 }]
    const data = { months, told: told(board).monthDay, recalls, targetShare: 0.95 }
    const trend = trendOption(data, tokens, say)
    expect(numbersIn(trend).every(Number.isFinite)).toBe(true)
    expect(trend.yAxis.max).toBe(1)
    const shown = trend.tooltip.formatter([{ dataIndex: months.length - 2 }])
    const tooltip = typeof shown === 'string' ? shown : (shown.textContent ?? '')
    expect(tooltip).toContain('1,240')
    expect(tooltip).toContain('autumn')
    const table = monthsTable(months, say, recalls)
    expect(table.rows).toHaveLength(months.length)
    expect(table.rows.at(-2)?.at(-2)).toBe(1_240)
    for (const cut of ['rate', 'tenure'] as const) {
      const change = changeOf(board, told(board), cut)
      if (!change) throw new Error('no change')
      expect(numbersIn(waterfallOption(change.split, cut, tokens, say)).every(Number.isFinite)).toBe(true)
      const steps = waterfallSteps(change.split, cut, say.t)
      expect(steps.at(-1)?.to).toBeCloseTo(change.split.change, 12)
      expect(steps.at(-2)?.to).toBeCloseTo(change.split.change, 12)
      const rows = waterfallTable(change.split, cut, say).rows
      const sum = (column: number) => rows.slice(0, -1).reduce((total, row) => total + Number(row[column]), 0)
      expect(sum(5) + sum(6)).toBeCloseTo(100 * change.split.change, 9)
    }
  })

  it('survive a single month', () => {
    const months = shownMonths(board).slice(-1)
    const data = { months, told: null, recalls: [], targetShare: null }
    expect(numbersIn(trendOption(data, tokens, telling('en'))).every(Number.isFinite)).toBe(true)
  })
})

describe('the guardrails', () => {
  it('follow the coupons, and only the basket is left without them', () => {
    const say = telling('en')
    const list = guardrails([told(board)], true, say)
    expect(list.map(({ key }) => key)).toEqual(['orders', 'revenue', 'only', 'basket'])
    expect(list[0]?.values[0]).toBeGreaterThan(0.25)
    expect(list[0]?.values[0]).toBeLessThan(0.45)
    expect(guardrails([told(board)], false, say).map(({ key }) => key)).toEqual(['basket'])
  })
})

describe('the churn of the core', () => {
  it('is that of the last six finished months, with what a core customer brings', () => {
    const churn = shopChurn(board)
    const at = board.months.findLastIndex((month) => month.isFinished)
    const pairs = Array.from(
      { length: 6 },
      (_, k) => [board.months[at - k - 1], board.months[at - k]] as const,
    )
    const core = pairs.reduce((sum, [before]) => sum + (before?.core ?? NaN), 0)
    const left = pairs.reduce((sum, [, month]) => sum + (month?.left ?? NaN), 0)
    expect(churn).toMatchObject({ nMonths: 6, core, left })
    expect(churn?.rate.value).toBeCloseTo(left / core, 12)
    expect(churn?.revenueMinor).toBeGreaterThan(0)
    expect(shopChurn(boardOf({ asOfDay: dayFromCivil(2024, 3, 20) }))).toBeNull()
  })
})

describe('the store', () => {
  beforeEach(() => useNorthStar.setState(useNorthStar.getInitialState(), true))

  it('keeps the newest answer, and the last board beside a failure', async () => {
    const waiting: ((board: NorthStarBoard) => void)[] = []
    const client = createFakeClient({
      'northstar.board': () => new Promise((resolve) => waiting.push(resolve)),
      'northstar.prefer': (input) => input,
    })
    const first = loadBoard(client, 20_000)
    void define(client, { windowMonths: 3 })
    const second = loadBoard(client, 20_000)
    waiting[1]?.({ ...board, asOfDay: 2 })
    waiting[0]?.({ ...board, asOfDay: 1 })
    await Promise.all([first, second])
    expect(shownBoard(useNorthStar.getState().result)?.asOfDay).toBe(2)
    const broken = createFakeClient({
      'northstar.board': () => {
        throw new AppError('worker-died')
      },
    })
    await loadBoard(broken, 20_000)
    const { result } = useNorthStar.getState()
    expect(result).toMatchObject({ kind: 'failed', error: { code: 'worker-died' } })
    expect(shownBoard(result)?.asOfDay).toBe(2)
    enterProject('another.huiliu')
    expect(useNorthStar.getState().result.kind).toBe('idle')
  })

  it('takes over what the project keeps, keeps what is changed, and the default rule as none', async () => {
    const definition = { ...DEFAULT_CORE_DEFINITION, windowMonths: 3 }
    const kept: unknown[] = []
    const client = createFakeClient({
      'northstar.preferences': () => ({ definition, targetShare: 0.4 }),
      'northstar.prefer': (input) => {
        kept.push(input)
        return input
      },
    })
    enterProject('shop.huiliu')
    await recallPreferences(client)
    expect(useNorthStar.getState()).toMatchObject({ definition, targetShare: 0.4, isRemembered: true })
    await aimAt(client, null)
    await resetDefinition(client)
    expect(kept).toEqual([
      { definition, targetShare: null },
      { definition: null, targetShare: null },
    ])
    expect(useNorthStar.getState().definition).toEqual(DEFAULT_CORE_DEFINITION)
    const broken = createFakeClient({
      'northstar.preferences': () => {
        throw new AppError('project-damaged')
      },
    })
    enterProject('another.huiliu')
    await recallPreferences(broken)
    expect(useNorthStar.getState()).toMatchObject({ isRemembered: true, targetShare: null })
  })
})
