// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { LIFETIME_WARNINGS, type LifetimeSummary } from '../../../shared/contract/lifetime.ts'
import { useSession } from '../../../src-renderer/app/session.ts'
import { mapCells, mapOption, mapTable } from '../../../src-renderer/features/lifetime/charts/map.ts'
import { trackingOption } from '../../../src-renderer/features/lifetime/charts/tracking.ts'
import {
  cohortValueOption,
  cohortValueTable,
  concentrationOption,
} from '../../../src-renderer/features/lifetime/charts/valueCharts.ts'
import { cohortRows } from '../../../src-renderer/features/lifetime/cohortFigures.ts'
import { LifetimePage } from '../../../src-renderer/features/lifetime/LifetimePage.tsx'
import { modelTable } from '../../../src-renderer/features/lifetime/ModelPanel.tsx'
import { lifetimeFinding, lifetimeStrip } from '../../../src-renderer/features/lifetime/sentences.ts'
import { fitLifetime, reckon, shownRun, useLifetime } from '../../../src-renderer/features/lifetime/store.ts'
import { choiceText, warningText } from '../../../src-renderer/locale/lifetimeText.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { findingText } from '../../../src-renderer/ui/Finding.tsx'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { createFakeClient, SAMPLE_PROJECT } from '../../support/fakeClient.ts'
import { lifetimeAnswers, lifetimeRunOf } from '../../support/lifetimeData.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'
import { lifetimeMap } from '../../../shared/analytics/lifetime/index.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
const telling = (language: (typeof LANGUAGES)[number]) => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const run = lifetimeRunOf()
const { summary } = run
const tokens = chartTokens('dark')
const NOT_WORDS = /\{\w+[#}]|NaN|Infinity|undefined|lifetime\.[a-z]+[A-Z]/

/** Every number in an option, functions left aside. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

beforeEach(() => useLifetime.setState(useLifetime.getInitialState(), true))
afterEach(forgetScreen)

describe('the sentences of lifetime values', () => {
  it.each(LANGUAGES)(
    'say who holds the value, and say it when the model is worth nothing (%s)',
    (language) => {
      const say = telling(language)
      const weak: LifetimeSummary = { ...summary, choice: { ...summary.choice, gainOverSameRate: -0.1 } }
      const texts = [summary, weak].map((of) => findingText(lifetimeFinding(of, of.value, say), language))
      expect(texts[0]).toContain('20%')
      expect(texts[1]).toMatch(language === 'en' ? /do not spend money on it/ : /不要拿它花钱/)
      for (const item of lifetimeStrip(summary, summary.value, say)) texts.push(JSON.stringify(item))
      for (const text of texts) expect(text).not.toMatch(NOT_WORDS)
    },
  )

  it.each(LANGUAGES)('word every warning and every reason of a choice (%s)', (language) => {
    for (const code of LIFETIME_WARNINGS) {
      const names = [
        'gradientNorm',
        'parameters',
        'worseBy',
        'correlation',
        'low',
        'high',
        'regularity',
        'share',
      ]
      const values = Object.fromEntries(
        [...names, 'deviation', 'noise', 'lines', 'orderDays'].map((name) => [name, 0.25]),
      )
      expect(warningText({ code, values }, language)).not.toMatch(/\{|NaN|undefined/)
    }
    for (const reason of [
      'asked-for',
      'holdout-likelihood',
      'history-likelihood',
      'only-converged',
    ] as const) {
      const of = { ...summary, choice: { ...summary.choice, reason } }
      const [how, worth] = choiceText(of, language)
      const [, untested] = choiceText({ ...of, holdout: null }, language)
      for (const text of [how, worth, untested]) expect(text).not.toMatch(/\{|NaN|undefined/)
      expect(untested).not.toBe(worth)
    }
  })
})

describe('the charts of lifetime values', () => {
  it.each(LANGUAGES)('hold finite numbers only (%s)', (language) => {
    const say = telling(language)
    const map = lifetimeMap(run.fitted, run.histories, 480, 60)
    const options = [
      concentrationOption(summary.value, tokens, say),
      cohortValueOption(summary.value, tokens, say),
      trackingOption(summary, tokens, say),
      trackingOption({ ...summary, holdout: null }, tokens, say),
      mapOption(map, 'active', tokens, say),
      mapOption(map, 'purchases', tokens, say),
    ]
    for (const option of options) expect(numbersIn(option).every(Number.isFinite)).toBe(true)
    expect(mapCells(map, 'active').every(([, , p]) => p >= 0 && p <= 1)).toBe(true)
    expect(mapTable(map, 'active', say).rows).toHaveLength(map.maxFrequency + 1)
    const customers = cohortValueTable(summary.value, say).rows.reduce((sum, row) => sum + Number(row[1]), 0)
    expect(customers).toBe(summary.customers)
  })

  it('put the baseline and the truth under the models', () => {
    const say = telling('en')
    const rows = modelTable(summary, say).rows
    expect(rows.slice(-2).map(([name]) => name)).toEqual(['Same rate as before', 'Actual'])
    expect(rows.at(-1)?.[3]).toBe(summary.holdout?.purchases)
    expect(modelTable({ ...summary, holdout: null }, say).rows.every((row) => row[2] === null)).toBe(true)
  })

  it('follow cohorts as shares and as spend so far', () => {
    const cohorts = {
      asOfDay: 0,
      periodDay: Int32Array.of(0, 31),
      isLastFinished: false,
      customers: Uint32Array.of(4, 0),
      active: Float64Array.of(4, 1, 0, Number.NaN),
      orderDays: Float64Array.of(4, 2, 0, Number.NaN),
      spendMinor: Float64Array.of(800, 200, 0, Number.NaN),
    }
    expect(cohortRows(cohorts, 'retention').map(({ cells }) => cells)).toEqual([
      [1, 0.25],
      [null, null],
    ])
    expect(cohortRows(cohorts, 'spend')[0]?.cells).toEqual([200, 250])
  })
})

describe('the store of lifetime values', () => {
  it('asks the same once, keeps the last picture beside a failure, and lets the latest slider win', async () => {
    const waiting: ((value: LifetimeSummary['value']) => void)[] = []
    const client = createFakeClient({
      ...lifetimeAnswers,
      'lifetime.value': () => new Promise((resolve) => waiting.push(resolve)),
    })
    let asked = 0
    const job = () => {
      asked += 1
      return Promise.resolve({ runId: 'r', summary })
    }
    await fitLifetime(client, job, 20_000, 1)
    await fitLifetime(client, job, 20_000, 1)
    expect(asked).toBe(1)
    expect(useLifetime.getState().map).not.toBeNull()
    const first = reckon(client, { marginRate: 0.2 })
    const second = reckon(client, { marginRate: 0.4 })
    expect(waiting).toHaveLength(1)
    waiting[0]?.({ ...summary.value, totalMinor: 1 })
    await waitFor(() => expect(waiting).toHaveLength(2))
    waiting[1]?.({ ...summary.value, totalMinor: 2 })
    await Promise.all([first, second])
    expect(client.calls.at(-1)?.input).toMatchObject({ economics: { marginRate: 0.4 } })
    expect(useLifetime.getState().value?.totalMinor).toBe(2)
    await fitLifetime(client, () => Promise.reject(new AppError('lifetime-too-few-repeats')), 20_001, 1)
    const { result } = useLifetime.getState()
    expect(result).toMatchObject({ kind: 'failed', error: { code: 'lifetime-too-few-repeats' } })
    expect(shownRun(result)?.runId).toBe('r')
  })
})

describe('the lifetime page', () => {
  it.each(LANGUAGES)('opens with finding, levers, charts, verdict and customers (%s)', async (language) => {
    renderScreen(<LifetimePage />, lifetimeAnswers, { language })
    await screen.findByRole('grid')
    await waitFor(() => expect(document.body.textContent).toMatch(/U00\d{5}/))
    expect(screen.getAllByRole('slider')).toHaveLength(3)
    expect(document.body.textContent).not.toMatch(NOT_WORDS)
    act(() =>
      useSession.setState({ project: { ...SAMPLE_PROJECT, nPurchases: 0, firstDay: null, lastDay: null } }),
    )
    expect(screen.queryByRole('grid')).toBeNull()
    expect(document.body.textContent).not.toMatch(NOT_WORDS)
  })

  it('tells too few repeat customers in words and tries again', async () => {
    let isBroken = true
    const answers = {
      ...lifetimeAnswers,
      'lifetime.run': () => {
        if (isBroken) throw new AppError('lifetime-too-few-repeats', { repeatCustomers: 12, needed: 30 })
        return { runId: 'r', summary }
      },
    }
    renderScreen(<LifetimePage />, answers, { language: 'en' })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/12/)
    isBroken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await screen.findByRole('grid')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
