// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { useRouter } from '../../../src-renderer/app/router.ts'
import { openCustomer, useSession } from '../../../src-renderer/app/session.ts'
import { ChurnPage } from '../../../src-renderer/features/churn/ChurnPage.tsx'
import { RiskPage } from '../../../src-renderer/features/churn/RiskPage.tsx'
import { useRisk } from '../../../src-renderer/features/churn/riskStore.ts'
import { useChurn } from '../../../src-renderer/features/churn/store.ts'
import { CustomerDrawer } from '../../../src-renderer/features/customer/CustomerDrawer.tsx'
import { catalogue } from '../../../src-renderer/locale/catalogue.ts'
import {
  churnAnswers,
  EMPTY_VERDICT,
  labelledSummary,
  riskCustomerOf,
  riskPageOf,
  SCORED_DAY,
  setupOf,
  summaryOf,
} from '../../support/churnData.ts'
import type { FakeAnswers } from '../../support/fakeClient.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'

const LANGUAGES = ['zh-CN', 'en'] as const
const goTo = (params: Readonly<Record<string, string>> = {}) =>
  act(() => useRouter.setState({ name: 'churn', params }, true))

beforeEach(() => {
  useChurn.setState(useChurn.getInitialState(), true)
  useRisk.setState(useRisk.getInitialState(), true)
  useRouter.setState({ name: 'churn', params: {} }, true)
})
afterEach(forgetScreen)

/** No slot left unfilled, no key shown in place of its text, no number that is none. */
function expectWords(): void {
  const text = document.body.textContent
  expect(text).not.toMatch(/\{\w+[#}]|NaN|Infinity|undefined|\[\[|\]\]/)
  for (const section of Object.keys(catalogue.en))
    expect(text).not.toMatch(new RegExp(`\\b${section}\\.[a-z]+[A-Z]`))
}
const finding = () =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>('p[class*="finding"]')
    if (!found) throw new Error('no finding')
    return found
  })
const UNTRAINED = churnAnswers({ 'churn.current': () => null })
const withSummary = (summary: ReturnType<typeof summaryOf>, part: FakeAnswers = {}) =>
  churnAnswers({ 'churn.current': () => ({ summary, isStale: false }), ...part })

describe('the warning model', () => {
  it.each(LANGUAGES)(
    'opens with its verdict, and accuracy stands beside what guessing gives (%s)',
    async (language) => {
      renderScreen(<ChurnPage />, churnAnswers(), { language })
      const text = (await finding()).textContent
      expect(text).toContain('80.2%')
      expect(text).toContain('73.5%')
      expect(screen.getAllByRole('figure').length).toBeGreaterThanOrEqual(7)
      await waitFor(() => expect(document.body.textContent).toContain('¥4.38'))
      expectWords()
    },
  )

  it.each(LANGUAGES)(
    'has words for recent customers, for a labelled table, and for next to nothing (%s)',
    async (language) => {
      const bare = summaryOf({
        all: EMPTY_VERDICT,
        recent: null,
        conclusion: 'unclear',
        baselines: [],
        drift: [],
        importance: [],
        importanceByGroup: [],
        partial: [],
        signals: [],
        map: [],
        candidates: [],
        notes: (
          [
            'constant-features',
            'duplicate-features',
            'empty-features',
            'infinite-values',
            'separating-feature',
            'few-churners',
            'one-training-day',
            'no-behaviours',
            'no-control-group',
            'not-better',
            'drift',
            'unlabelled-rows',
          ] as const
        ).map((code) => ({ code, values: {} })),
      })
      for (const summary of [labelledSummary(), bare]) {
        const { unmount } = renderScreen(<ChurnPage />, withSummary(summary), { language })
        await finding()
        expectWords()
        goTo({ show: 'card' })
        expectWords()
        goTo()
        unmount()
        useChurn.setState(useChurn.getInitialState(), true)
      }
      renderScreen(<ChurnPage />, churnAnswers(), { language })
      await finding()
      await userEvent.click(screen.getAllByRole('radio')[1]!)
      await waitFor(() => expect(document.body.textContent).toContain('83.8%'))
      expectWords()
    },
  )

  it('moves the threshold by keys: confusion and profit follow, a link takes it back', async () => {
    renderScreen(<ChurnPage />, churnAnswers(), { language: 'en' })
    const slider = await screen.findByRole('slider', { name: 'Risk at least' })
    const before = slider.getAttribute('aria-valuetext')
    fireEvent.keyDown(slider, { key: 'PageUp' })
    fireEvent.keyDown(slider, { key: 'PageUp' })
    expect(slider.getAttribute('aria-valuetext')).not.toBe(before)
    await userEvent.click(screen.getByRole('button', { name: 'Back to the peak' }))
    expect(slider.getAttribute('aria-valuetext')).toBe(before)
  })

  it('asks for the exact profit again once an amount is entered', async () => {
    const { client } = renderScreen(<ChurnPage />, churnAnswers(), { language: 'en' })
    const field = await screen.findByRole('textbox', { name: 'One kept is worth' })
    await userEvent.clear(field)
    await userEvent.type(field, '500{Enter}')
    await waitFor(() =>
      expect(client.calls.filter((call) => call.name === 'churn.profit').at(-1)?.input).toMatchObject({
        economics: { clvMinor: 50_000, incentiveMinor: 1000 },
      }),
    )
  })

  it('says where the exact pass failed and keeps the rest', async () => {
    const broken = churnAnswers({
      'churn.profit': () => {
        throw new AppError('run-expired')
      },
    })
    renderScreen(<ChurnPage />, broken, { language: 'en' })
    await screen.findByText(/The exact pass failed/)
    expect(screen.getByText('found')).toBeTruthy()
  })

  it('offers to score again when data changed, and does it', async () => {
    const stale = churnAnswers({
      'churn.current': () => ({ summary: summaryOf(), isStale: true }),
      'churn.score': () => summaryOf({ runId: 'again' }),
    })
    const { client } = renderScreen(<ChurnPage />, stale, { language: 'en' })
    await userEvent.click(await screen.findByRole('button', { name: 'Score the data of now' }))
    await waitFor(() => expect(screen.queryByText(/Data have changed/)).toBeNull())
    expect(client.calls.find((call) => call.name === 'churn.score')?.input).toEqual({ asOfDay: SCORED_DAY })
  })

  it('says so when the project looks at another day', async () => {
    renderScreen(<ChurnPage />, churnAnswers(), { language: 'en' })
    await finding()
    act(() => useSession.setState({ asOfDay: SCORED_DAY - 10 }))
    await screen.findByText(/The list is about customers as of 2025-11-12/)
  })

  it('keeps the last picture when the model cannot be read again', async () => {
    let fail = false
    const answers = churnAnswers({
      'churn.current': () => {
        if (fail) throw new AppError('worker-died')
        return { summary: summaryOf(), isStale: false }
      },
    })
    renderScreen(<ChurnPage />, answers, { language: 'en' })
    await finding()
    fail = true
    act(() => useSession.setState(({ project }) => ({ project: project && { ...project, revision: 99 } })))
    const alert = await screen.findByRole('alert')
    expect(screen.getByText('found')).toBeTruthy()
    fail = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('prints its card', async () => {
    renderScreen(<ChurnPage />, churnAnswers(), { language: 'en' })
    await finding()
    await userEvent.click(screen.getByRole('button', { name: 'Model card' }))
    expect(document.querySelector('[data-print]')?.textContent).toContain('isotonic')
    let theme = ''
    window.print = () => {
      theme = document.documentElement.dataset['theme'] ?? ''
      window.dispatchEvent(new Event('afterprint'))
    }
    document.documentElement.dataset['theme'] = 'dark'
    await userEvent.click(screen.getByRole('button', { name: 'Print' }))
    expect(theme).toBe('light')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expectWords()
  })
})

describe('the set-up', () => {
  it.each(LANGUAGES)('stands where there is no model yet (%s)', async (language) => {
    renderScreen(<ChurnPage />, UNTRAINED, { language })
    await screen.findByRole('slider')
    expect(document.body.textContent).toContain('61')
    expectWords()
  })

  it('trains with what was chosen, and shows the verdict', async () => {
    const { client } = renderScreen(
      <ChurnPage />,
      churnAnswers({ 'churn.current': () => null, 'churn.train': () => summaryOf() }),
      { language: 'en' },
    )
    const slider = await screen.findByRole('slider', { name: 'Days away' })
    fireEvent.keyDown(slider, { key: 'ArrowRight' })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Log-in' }))
    await waitFor(() =>
      expect(client.calls.filter((call) => call.name === 'churn.setup').at(-1)?.input).toEqual({
        alive: { purchases: true, events: ['login'] },
      }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Train' }))
    expect((await finding()).textContent).toContain('80.2%')
    expect(client.calls.find((call) => call.name === 'churn.train')?.input).toMatchObject({
      source: { kind: 'history', horizonDays: 62, alive: { purchases: true, events: ['login'] } },
    })
  })

  it('shows the job with its step, cancels it, and leaves everything as it was', async () => {
    const answers = churnAnswers({
      'churn.current': () => null,
      'churn.train': (_, { signal, onProgress }) => {
        onProgress?.({ step: 'training', done: 1, total: 4 })
        return new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new AppError('cancelled')))
        })
      },
    })
    renderScreen(<ChurnPage />, answers, { language: 'en' })
    await userEvent.click(await screen.findByRole('button', { name: 'Train' }))
    await screen.findAllByText('Training the warning model: fitting models')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await screen.findByText('Cancelled. The project file is as it was.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false)
    expect(useSession.getState().frameError).toBeNull()
  })

  it('tells why training was refused', async () => {
    const answers = churnAnswers({
      'churn.current': () => null,
      'churn.train': () => {
        throw new AppError('churn-one-class', { outcome: 'churned' })
      },
    })
    renderScreen(<ChurnPage />, answers, { language: 'en' })
    await userEvent.click(await screen.findByRole('button', { name: 'Train' }))
    await waitFor(() => expect(useSession.getState().frameError?.code).toBe('churn-one-class'))
  })

  it.each(LANGUAGES)('takes a label column, and refuses one of three values (%s)', async (language) => {
    const { client } = renderScreen(
      <ChurnPage />,
      churnAnswers({
        'churn.current': () => null,
        'churn.setup': () => setupOf({ problem: 'no-purchases', featureGroups: [], nFeatures: 0 }),
        'churn.train': () => labelledSummary(),
      }),
      { language },
    )
    const train = () =>
      screen.getByRole<HTMLButtonElement>('button', { name: language === 'en' ? 'Train' : '训练' })
    await screen.findByText(/5,174/)
    expect(train().disabled).toBe(false)
    const choice = screen.getByRole('combobox', { name: language === 'en' ? 'Label column' : '标签列' })
    await userEvent.click(choice)
    await userEvent.click(await screen.findByRole('option', { name: 'Contract', hidden: true }))
    await screen.findByRole('alert')
    expect(train().disabled).toBe(true)
    await userEvent.click(choice)
    await userEvent.click(await screen.findByRole('option', { name: 'Churn', hidden: true }))
    await userEvent.click(train())
    await finding()
    expect(client.calls.find((call) => call.name === 'churn.train')?.input).toMatchObject({
      source: { kind: 'label', attribute: 'Churn', positive: 'Yes' },
    })
    expectWords()
  })

  it.each(LANGUAGES)('says what to import when nothing can be trained (%s)', async (language) => {
    for (const problem of ['no-purchases', 'too-few-customers', 'too-short'] as const) {
      const { unmount } = renderScreen(
        <ChurnPage />,
        churnAnswers({ 'churn.current': () => null, 'churn.setup': () => setupOf({ problem, labels: [] }) }),
        { language },
      )
      await waitFor(() => expect(screen.getAllByRole('button').length).toBeGreaterThanOrEqual(2))
      expect(screen.queryByRole('slider')).toBeNull()
      expectWords()
      unmount()
      useChurn.setState(useChurn.getInitialState(), true)
    }
  })

  it('tells a failure and asks again', async () => {
    let broken = true
    const answers = churnAnswers({
      'churn.current': () => null,
      'churn.setup': () => {
        if (broken) throw new AppError('worker-died')
        return setupOf()
      },
    })
    renderScreen(<ChurnPage />, answers, { language: 'en' })
    const alert = await screen.findByRole('alert')
    broken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await screen.findByRole('slider')
  })
})

describe('the risk list', () => {
  it.each(LANGUAGES)('names whom first, and why (%s)', async (language) => {
    renderScreen(<RiskPage />, churnAnswers(), { language })
    await waitFor(() => expect(document.body.textContent).toContain('U0042266'))
    expect((await finding()).textContent).toContain('1,284')
    expect(document.body.textContent).toContain('30 → 4')
    expectWords()
  })

  it.each(LANGUAGES)('is empty without a model and says what to do (%s)', async (language) => {
    renderScreen(<RiskPage />, UNTRAINED, { language })
    await waitFor(() => expect(screen.getAllByRole('button').length).toBeGreaterThanOrEqual(2))
    expect(screen.queryByRole('grid')).toBeNull()
    expectWords()
  })

  it('filters by level, by what is new and by the menu, and clears it all', async () => {
    const { client } = renderScreen(<RiskPage />, churnAnswers(), { language: 'en' })
    await screen.findByRole('grid')
    const last = () => client.calls.filter((call) => call.name === 'churn.page').at(-1)?.input
    await userEvent.click(screen.getByRole('button', { name: 'High 3,184' }))
    await userEvent.click(screen.getByRole('button', { name: /^Newly high/ }))
    await waitFor(() => expect(last()).toMatchObject({ filter: { levels: [2], newlyHigh: true } }))
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'spend: High' }))
    await waitFor(() => expect(last()).toMatchObject({ filter: { valueTiers: [2] } }))
    await userEvent.click(screen.getByRole('button', { name: 'Clear all filters' }))
    await waitFor(() => expect(last()).toMatchObject({ filter: {} }))
  })

  it('takes the filter of a map cell from the link', async () => {
    useRouter.setState({ name: 'risk', params: { level: '2', tier: '0' } }, true)
    const { client } = renderScreen(<RiskPage />, churnAnswers(), { language: 'en' })
    await waitFor(() =>
      expect(client.calls.filter((call) => call.name === 'churn.page').at(-1)?.input).toMatchObject({
        filter: { levels: [2], valueTiers: [0] },
      }),
    )
    expect(useRouter.getState().params).toEqual({})
  })

  it('exports the filter, or what is selected', async () => {
    const { client } = renderScreen(
      <RiskPage />,
      churnAnswers({
        'churn.export': () => ({ rows: 1 }),
        'churn.page': ({ offset, limit }) => riskPageOf(40, offset, Math.min(limit, 40 - offset)),
      }),
      { language: 'en' },
    )
    await waitFor(() => expect(document.body.textContent).toContain('U0042266'))
    await userEvent.click(screen.getByRole('button', { name: 'Export list' }))
    await screen.findByText('Exported 1 customer')
    await userEvent.click(screen.getAllByRole('checkbox', { name: 'Select this row' })[0]!)
    await userEvent.click(screen.getByRole('button', { name: 'Export 1 selected' }))
    await waitFor(() => {
      const exports = client.calls.filter((call) => call.name === 'churn.export').map((call) => call.input)
      expect(exports[0]).not.toHaveProperty('customerIds')
      expect(exports[1]).toMatchObject({ customerIds: [1], target: 'save-churn-risk-2025-11-12.csv' })
    })
  })

  it('tells when the list cannot be read, and reads it again', async () => {
    let broken = true
    const answers = churnAnswers({
      'churn.page': ({ offset }) => {
        if (broken) throw new AppError('run-expired')
        return riskPageOf(10, offset)
      },
    })
    renderScreen(<RiskPage />, answers, { language: 'en' })
    const alert = await screen.findByRole('alert')
    broken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(document.body.textContent).toContain('U0042266'))
  })

  it.each(LANGUAGES)('has words for a labelled table and for an empty list (%s)', async (language) => {
    renderScreen(<RiskPage />, withSummary(labelledSummary(), { 'churn.page': () => riskPageOf(0) }), {
      language,
    })
    await finding()
    await screen.findByRole('grid')
    expectWords()
  })
})

describe("the drawer's churn panel", () => {
  const open = (answers: FakeAnswers, language: (typeof LANGUAGES)[number]) => {
    const rendered = renderScreen(<CustomerDrawer />, answers, { language })
    act(() => openCustomer(1))
    return rendered
  }

  it.each(LANGUAGES)('shows risk, reasons both ways and the weeks (%s)', async (language) => {
    open(churnAnswers(), language)
    await waitFor(() => expect(document.body.textContent).toContain('83%'))
    expect(document.body.textContent).toContain('30 → 4')
    expect(document.querySelectorAll('svg rect').length).toBeGreaterThan(20)
    expectWords()
  })

  it.each(LANGUAGES)(
    'has one calm line without a model, or for a customer who was not scored (%s)',
    async (language) => {
      const { unmount } = open(churnAnswers({ 'churn.customer': () => null }), language)
      await screen.findByText(language === 'en' ? /There is no warning model yet/ : /还没有预警模型/)
      unmount()
      for (const asOfDay of [SCORED_DAY, null]) {
        const one = open(
          churnAnswers({ 'churn.customer': () => riskCustomerOf({ isScored: false, asOfDay }) }),
          language,
        )
        await screen.findByText(language === 'en' ? /not (among those )?scored/i : /打分/)
        expectWords()
        one.unmount()
      }
    },
  )

  it.each(LANGUAGES)(
    'has words for a labelled customer without interval, reasons or days (%s)',
    async (language) => {
      const bare = riskCustomerOf({
        asOfDay: null,
        pLow: Number.NaN,
        pHigh: Number.NaN,
        reasons: [],
        signals: [],
        history: { day: new Int32Array(0), pChurn: new Float32Array(0) },
      })
      open(churnAnswers({ 'churn.customer': () => bare }), language)
      await waitFor(() => expect(document.body.textContent).toContain('83%'))
      expectWords()
    },
  )

  it('never shows the risk of the customer before', async () => {
    const answers = churnAnswers({
      'churn.customer': ({ customerId }) =>
        customerId === 1 ? riskCustomerOf({ pChurn: 0.83 }) : new Promise(() => undefined),
    })
    open(answers, 'en')
    await waitFor(() => expect(document.body.textContent).toContain('83%'))
    act(() => openCustomer(2))
    await waitFor(() => expect(document.body.textContent).not.toContain('83%'))
  })

  it('tells its own failure beside the rest', async () => {
    const answers = churnAnswers({
      'churn.customer': () => {
        throw new AppError('worker-died')
      },
    })
    open(answers, 'en')
    await screen.findByRole('alert')
    expect(screen.getByRole('grid')).toBeTruthy()
  })
})
