import { beforeEach, describe, expect, it } from 'vitest'
import { CHURN_SEED, type ChurnProfit } from '../../../shared/contract/churn.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { describeStep } from '../../../src-renderer/features/churn/jobs.ts'
import { best, campaignProfit, outcomeAt, outcomes } from '../../../src-renderer/features/churn/economics.ts'
import {
  fetchIds,
  missingPages,
  rowAt,
  withPage,
  type RiskQuery,
} from '../../../src-renderer/features/churn/riskPages.ts'
import { filterOf, switched, toggled } from '../../../src-renderer/features/churn/riskStore.ts'
import {
  draftOf,
  kindOf,
  lastTestDayOf,
  NEW_DRAFT,
  paramsOf,
} from '../../../src-renderer/features/churn/setupDraft.ts'
import {
  askProfit,
  changeDraft,
  draftIn,
  enterEconomics,
  enterProject,
  loadModel,
  look,
  moveThreshold,
  score,
  shown,
  shownSummary,
  train,
  useChurn,
  type RunChurn,
} from '../../../src-renderer/features/churn/store.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import {
  EMPTY_VERDICT,
  labelledSummary,
  PROFIT,
  riskPageOf,
  SCORED_DAY,
  setupOf,
  summaryOf,
  verdictOf,
} from '../../support/churnData.ts'
import { createFakeClient } from '../../support/fakeClient.ts'

const ECONOMICS = useChurn.getInitialState().economics
const ready = (runId: string) => ({ summary: summaryOf({ runId }), isStale: false })
const jobs = (part: Partial<RunChurn>): RunChurn => ({
  train: () => Promise.reject(new AppError('internal')),
  score: () => Promise.reject(new AppError('internal')),
  ...part,
})

/** A promise that the test settles. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}

beforeEach(() => useChurn.setState(useChurn.getInitialState(), true))

describe('the churn store', () => {
  it('never lets an older answer replace a newer one', async () => {
    const slow = deferred<ReturnType<typeof ready>>()
    const answers = [slow.promise, Promise.resolve(ready('second'))]
    const client = createFakeClient({ 'churn.current': () => answers.shift() ?? null })
    enterProject('a', 1)
    const first = loadModel(client)
    await loadModel(client)
    slow.resolve(ready('first'))
    await first
    expect(shownSummary(useChurn.getState())?.runId).toBe('second')
  })

  it('keeps the last good picture when reading fails', async () => {
    let fail = false
    const client = createFakeClient({
      'churn.current': () => {
        if (fail) throw new AppError('worker-died')
        return ready('good')
      },
    })
    enterProject('a', 1)
    await loadModel(client)
    fail = true
    await loadModel(client)
    expect(useChurn.getState().model).toMatchObject({ kind: 'failed', error: { code: 'worker-died' } })
    expect(shownSummary(useChurn.getState())?.runId).toBe('good')
  })

  it('keeps what is shown over a new revision and drops it with another project', async () => {
    const client = createFakeClient({ 'churn.current': () => ready('mine') })
    enterProject('a.huiliu', 1)
    await loadModel(client)
    moveThreshold(0.4)
    enterProject('a.huiliu', 2)
    expect(shownSummary(useChurn.getState())?.runId).toBe('mine')
    enterProject('b.huiliu', 1)
    expect(shownSummary(useChurn.getState())).toBeNull()
    expect(useChurn.getState().threshold).toBeNull()
  })

  it('takes the trained model at once; a cancel leaves the one that was there', async () => {
    enterProject('a', 1)
    await train(jobs({ train: () => Promise.resolve(summaryOf({ runId: 'new' })) }), summaryOf().params)
    expect(shownSummary(useChurn.getState())?.runId).toBe('new')
    const cancelled = train(
      jobs({ train: () => Promise.reject(new AppError('cancelled')) }),
      summaryOf().params,
    )
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(useChurn.getState().model).toMatchObject({ kind: 'ready' })
    expect(shownSummary(useChurn.getState())?.runId).toBe('new')
  })

  it('does not put a model that finishes late into another project', async () => {
    const late = deferred<ReturnType<typeof summaryOf>>()
    enterProject('a', 1)
    const training = train(jobs({ train: () => late.promise }), summaryOf().params)
    enterProject('b', 1)
    late.resolve(summaryOf({ runId: 'of a' }))
    await training
    expect(shownSummary(useChurn.getState())).toBeNull()
  })

  it('goes back to all customers when the new model has no recent ones', async () => {
    enterProject('a', 1)
    look('recent')
    await score(jobs({ score: () => Promise.resolve(labelledSummary()) }), SCORED_DAY)
    expect(useChurn.getState().view).toBe('all')
  })

  it('asks for the exact profit at the economics in hand; the newest question wins', async () => {
    const slow = deferred<ChurnProfit>()
    const answers = [slow.promise, Promise.resolve({ ...PROFIT, empcMinor: 2 })]
    const client = createFakeClient({
      'churn.current': () => ready('mine'),
      'churn.profit': () => answers.shift() ?? PROFIT,
    })
    enterProject('a', 1)
    await loadModel(client)
    const first = askProfit(client)
    enterEconomics({ clvMinor: 50_000 })
    look('recent')
    await askProfit(client)
    slow.resolve({ ...PROFIT, empcMinor: 1 })
    await first
    expect(shown(useChurn.getState().profit)?.empcMinor).toBe(2)
    expect(client.calls.at(-1)?.input).toMatchObject({ recentOnly: true, economics: { clvMinor: 50_000 } })
  })

  it('starts the set-up from the stored model and keeps what somebody changed', async () => {
    const client = createFakeClient({ 'churn.current': () => ready('mine') })
    enterProject('a', 1)
    await loadModel(client)
    expect(draftIn(useChurn.getState())).toMatchObject({ kind: 'history', horizonDays: 60 })
    changeDraft({ horizonDays: 90 })
    expect(draftIn(useChurn.getState())).toMatchObject({ kind: 'history', horizonDays: 90 })
  })
})

describe('the set-up', () => {
  it('asks for what was proposed until somebody changes it', () => {
    expect(paramsOf(NEW_DRAFT, setupOf(), SCORED_DAY)).toEqual({
      source: {
        kind: 'history',
        asOfDay: SCORED_DAY,
        horizonDays: null,
        testDay: null,
        alive: { purchases: true, events: [] },
      },
      model: 'auto',
      seed: CHURN_SEED,
    })
    expect(paramsOf({ ...NEW_DRAFT, seed: 7 }, setupOf(), SCORED_DAY)?.seed).toBe(7)
    expect(draftOf(labelledSummary().params).seed).toBe(42)
  })

  it('is not complete without a sign of life, without a day, or with a label of three values', () => {
    const silent = { ...NEW_DRAFT, alive: { purchases: false, events: [] } }
    expect(paramsOf(silent, setupOf(), SCORED_DAY)).toBeNull()
    expect(paramsOf(NEW_DRAFT, setupOf(), null)).toBeNull()
    expect(paramsOf({ ...NEW_DRAFT, kind: 'label', attribute: 'Contract' }, setupOf(), null)).toBeNull()
    expect(paramsOf({ ...NEW_DRAFT, kind: 'label' }, setupOf({ labels: [] }), null)).toBeNull()
  })

  it('turns to the label where the history cannot be used', () => {
    const setup = setupOf({ problem: 'no-purchases', firstDay: null, lastDay: null })
    expect(kindOf(NEW_DRAFT, setup)).toBe('label')
    expect(paramsOf(NEW_DRAFT, setup, null)).toMatchObject({
      source: { kind: 'label', attribute: 'Churn', positive: 'Yes' },
    })
    expect(lastTestDayOf(NEW_DRAFT, setup)).toBeNull()
  })

  it('drops a test day whose horizon has not passed', () => {
    const draft = { ...NEW_DRAFT, testDay: SCORED_DAY - 80, horizonDays: 120 }
    expect(paramsOf(draft, setupOf(), SCORED_DAY)?.source).toMatchObject({ testDay: null, horizonDays: 120 })
  })

  it('remembers how a model was trained', () => {
    expect(draftOf(labelledSummary().params)).toMatchObject({ kind: 'label', attribute: 'Churn' })
  })

  it('names each step of the job', () => {
    const t = translator('en')
    expect(describeStep('Training', { step: 'judging', done: 1, total: 4 }, t)).toEqual({
      label: 'Training: judging on the test day',
      share: 0.25,
    })
    expect(describeStep('Training', { step: 'reading', done: 0, total: 0 }, t).share).toBeNull()
  })
})

describe('the economics of a campaign', () => {
  it('is the profit of Verbraken, Verbeke & Baesens: accepted value less incentive and contacts', () => {
    // 100 leavers x (0.3 x 190 - 1) - 200 stayers x 11, in yuan
    expect(campaignProfit(ECONOMICS, 100, 200)).toBeCloseTo((100 * 56 - 200 * 11) * 100, 6)
  })

  it('accounts for every test customer at every threshold', () => {
    const verdict = verdictOf()
    for (const one of outcomes(verdict, ECONOMICS)) {
      const { contactedLeavers, contactedStayers, missedLeavers, leftAloneStayers } = one
      expect(contactedLeavers + contactedStayers + missedLeavers + leftAloneStayers).toBe(verdict.customers)
    }
  })

  it('finds the peak, and prefers fewer contacts at the same profit', () => {
    const list = outcomes(verdictOf(), ECONOMICS)
    const peak = best(list)
    expect(Math.max(...list.map((one) => one.profitMinor))).toBe(peak?.profitMinor)
    const flat = list.map((one) => ({ ...one, profitMinor: 5 }))
    expect(best(flat)?.contacted).toBe(Math.min(...list.map((one) => one.contacted)))
  })

  it('has nothing to say where nothing was measured', () => {
    const list = outcomes(EMPTY_VERDICT, ECONOMICS)
    expect(best(list)).toBeNull()
    expect(outcomeAt(list, 0.5)).toBeNull()
  })
})

describe('the risk list', () => {
  const query: RiskQuery = { runId: 'r', filter: {}, sort: 'risk', descending: true }

  it('reads rows out of pages; "none" is null, never NaN or -1', () => {
    const cache = withPage(null, query, 0, riskPageOf(500))
    expect(rowAt(cache, 0)).toMatchObject({ customerKey: 'U0042266', level: 2, levelBefore: null })
    expect(rowAt(cache, 7)).toMatchObject({ pLow: null, pHigh: null })
    expect(rowAt(cache, 3)?.recencyDays).toBeNull()
    expect(rowAt(cache, 4)?.overdue).toBeNull()
    expect(rowAt(cache, 300)).toBeNull()
    expect(missingPages(cache, 100, 450)).toEqual([1, 2])
  })

  it('starts anew with another query and forgets the oldest pages', () => {
    let cache = withPage(null, query, 0, riskPageOf(4000))
    for (let number = 1; number <= 12; number++)
      cache = withPage(cache, query, number, riskPageOf(4000, number * 200))
    expect(cache.pages.has(0)).toBe(false)
    expect(withPage(cache, { ...query }, 0, riskPageOf(3)).pages.size).toBe(1)
  })

  it('collects every id that matches', async () => {
    const client = createFakeClient({
      'churn.page': ({ offset, limit }) => riskPageOf(2300, offset, Math.min(limit, 2300 - offset)),
    })
    expect((await fetchIds(client, query)).size).toBe(2300)
  })

  it('adds and takes away parts of the filter', () => {
    const high = toggled({ search: 'U' }, 'levels', 2)
    expect(high).toEqual({ search: 'U', levels: [2] })
    expect(toggled(high, 'levels', 2)).toEqual({ search: 'U' })
    expect(switched(switched({}, 'newlyHigh', true), 'newlyHigh', false)).toEqual({})
  })

  it('takes a filter from a link, and nothing from a strange one', () => {
    expect(filterOf({ level: '2', tier: '0' })).toEqual({ levels: [2], valueTiers: [0] })
    expect(filterOf({ level: '7' })).toBeNull()
    expect(filterOf({})).toBeNull()
  })
})
