import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { ORDERS_ONLY, aliveFinder } from '../../../shared/analytics/churn/alive.ts'
import { cheaperHooks } from '../../../shared/analytics/silent/hooks.ts'
import { runSilent, type SilentInput } from '../../../shared/analytics/silent/index.ts'
import { isOpen, isUnreachable, reachChannel, reachOf } from '../../../shared/analytics/silent/reach.ts'
import { contactsOfSilent, silentRecalls } from '../../../shared/analytics/silent/recalls.ts'
import { lastSeenAt, proposeSilence, silentMonths } from '../../../shared/analytics/silent/silence.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_POTENTIAL_RULE,
  POTENTIALS,
  potentialRuleProblem,
  SILENT_SORTS,
  type SilentParams,
} from '../../../shared/contract/silent.ts'
import { SilentSession } from '../../../src-main/workers/silentSession.ts'
import {
  behavioursOf,
  contactsOf,
  EVENT_NAMES,
  SILENT_LAST_DAY,
  silentInput,
  silentTestSource,
  type PlainContact,
} from '../../support/silentData.ts'

const params: SilentParams = {
  asOfDay: null,
  silenceDays: null,
  rule: DEFAULT_POTENTIAL_RULE,
  marginRate: 0.3,
}
const quiet = (): void => undefined
const input = silentInput()

function plain(lines: readonly PlainPurchase[], nCustomers: number): SilentInput {
  return {
    history: {
      purchases: buildLedger(lines, nCustomers),
      behaviours: null,
      contacts: null,
      eventNames: [''],
      channelNames: [''],
    },
    attributes: { nCustomers, names: [], values: [], codes: [] },
    campaignNames: [''],
    categoryNames: [''],
  }
}

describe('the threshold', () => {
  it('is where at most half of the silent still come back, below the churn horizon', () => {
    const ended = new Uint32Array(101)
    const open = new Uint32Array(101)
    ended[10] = 60
    ended[20] = 30
    open[100] = 30
    // after 10 days 60 of 120 are left, 30 of them come back: one half
    expect(proposeSilence({ ended, open }, 60)).toMatchObject({
      days: 10,
      curveDays: 10,
      reason: 'ok',
      nGaps: 90,
    })
    expect(proposeSilence({ ended, open }, 8)).toMatchObject({ days: 7, reason: 'below-horizon' })
    expect(proposeSilence({ ended: new Uint32Array(40), open: new Uint32Array(40) }, 60)).toMatchObject({
      days: 30,
      reason: 'few-gaps',
      curveDays: null,
    })
  })

  it('makes silent whoever gave no sign for that many days, and only those', () => {
    const lines = [3, 10, 17].map((day, customer) => ({ customer, day, amountMinor: 100 }))
    const { history } = plain(lines, 4)
    const finder = aliveFinder(history, ORDERS_ONLY)
    expect(silentMonths(finder, 4, [12, 20], 7)).toEqual([
      { day: 12, seen: 2, silent: 1, fellSilent: 0, cameBack: 0 },
      { day: 20, seen: 3, silent: 2, fellSilent: 1, cameBack: 0 },
    ])
    expect([...lastSeenAt(finder, 4, 20)].slice(0, 3)).toEqual([3, 10, 17])
  })

  it('balances: silent now = silent before + fell silent - came back, whatever happened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ customer: fc.nat(9), day: fc.nat(200) }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 60 }),
        (signs, days) => {
          const { history } = plain(
            signs.map((sign) => ({ ...sign, amountMinor: 100 })),
            10,
          )
          const months = silentMonths(aliveFinder(history, ORDERS_ONLY), 10, [50, 100, 150, 200], days)
          months.slice(1).forEach((month, i) => {
            expect(month.silent).toBeGreaterThanOrEqual(months[i]!.silent + month.fellSilent - month.cameBack)
            expect(month.silent).toBeLessThanOrEqual(month.seen)
          })
        },
      ),
    )
  })
})

describe('a run', () => {
  const { summary, planned, isSilent, potential, reach } = runSilent(input, params, quiet)

  it('counts every silent customer once, in potentials and plans', () => {
    const sum = (read: (tier: (typeof summary.tiers)[number]) => number): number =>
      summary.tiers.reduce((total, tier) => total + read(tier), 0)
    expect(sum(({ customers }) => customers)).toBe(summary.silent)
    for (const tier of summary.tiers) {
      const given = tier.plan.reduce((total, { customers }) => total + customers, 0)
      expect(given + tier.leftAlone).toBe(tier.customers)
    }
    expect(summary.months.at(-1)?.silent).toBe(summary.silent)
    expect(summary.tiers.map((one) => one.potential)).toEqual(POTENTIALS)
    expect(JSON.stringify(summary)).not.toMatch(/NaN|Infinity/)
  })

  it('uses no channel that is closed, and nothing that does not pay', () => {
    planned.forEach((action, c) => {
      if (action < 0) return
      const chosen = summary.actions[action]!
      expect(isSilent[c]).toBe(1)
      expect(isOpen(reach, reachChannel(chosen.channel), c)).toBe(true)
      const tier = summary.tiers[potential[c]!]!
      expect(tier.options.find((option) => option.action === action)?.profitCautiousMinor).toBeGreaterThan(0)
    })
  })

  it('measures the campaign that held customers out, against them', () => {
    expect(summary.actions.every(({ source }) => source === 'measured')).toBe(true)
    const [recall] = summary.recalls
    expect(recall).toMatchObject({ campaign: 'May', controlKind: 'held-out', isComplete: true })
    expect(recall!.control.customers).toBeGreaterThanOrEqual(20)
    expect(recall!.treated.returned).toBe(recall!.treated.reached[3])
    expect(recall!.treated.repurchased).toBe(recall!.treated.reached[4])
  })

  it('knows nothing after its day', () => {
    const asOfDay = SILENT_LAST_DAY - 60
    const { history } = input
    const cut = <T extends { day: Int32Array; nCustomers: number; offsets: Uint32Array; nEvents: number }>(
      ledger: T,
    ): T => {
      const kept = [...ledger.day.keys()].filter((i) => ledger.day[i]! <= asOfDay)
      const offsets = Uint32Array.from(ledger.offsets, (end) => kept.filter((i) => i < end).length)
      const columns = Object.fromEntries(
        Object.entries(ledger).map(([name, column]) => [
          name,
          ArrayBuffer.isView(column) && name !== 'offsets'
            ? (column as unknown as Float64Array).filter((_, i) => ledger.day[i]! <= asOfDay)
            : column,
        ]),
      )
      return { ...(columns as unknown as T), offsets, nEvents: kept.length }
    }
    const alone = runSilent(
      {
        ...input,
        history: {
          ...history,
          purchases: cut(history.purchases),
          behaviours: cut(history.behaviours!),
          contacts: cut(history.contacts!),
        },
      },
      { ...params, asOfDay },
      quiet,
    )
    const known = runSilent(input, { ...params, asOfDay }, quiet)
    expect({ ...known.summary, elapsedMs: 0 }).toEqual({ ...alone.summary, elapsedMs: 0 })
    expect(known.planned).toEqual(alone.planned)
  })

  it('lives on starting values and orders alone where there is nothing else', () => {
    const lines = Array.from({ length: 400 }, (_, i) => ({
      customer: i % 80,
      day: 20 * Math.floor(i / 80) + (i % 80),
      amountMinor: 5_000 + 10 * i,
    }))
    const alone = runSilent(plain(lines, 80), { ...params, asOfDay: 400 }, quiet).summary
    expect(alone.hasBehaviours).toBe(false)
    expect(alone.actions.every(({ source }) => source === 'starting')).toBe(true)
    expect(alone.recalls).toEqual([])
    expect(JSON.stringify(alone)).not.toMatch(/NaN|Infinity/)
  })

  it.each([
    ['no-data', () => runSilent(plain([], 0), params, quiet)],
    ['as-of-invalid', () => runSilent(input, { ...params, asOfDay: 10 }, quiet)],
    [
      'silent-rule-invalid',
      () => runSilent(input, { ...params, rule: { ...params.rule, mediumFrom: 3 } }, quiet),
    ],
  ])('refuses what it cannot answer: %s', (code, ask) => {
    try {
      ask()
    } catch (thrown) {
      expect(AppError.from(thrown).code).toBe(code)
      return
    }
    expect.unreachable()
  })
})

describe('the rule', () => {
  it('is checked before it is used', () => {
    const of = (change: Partial<typeof DEFAULT_POTENTIAL_RULE>) =>
      potentialRuleProblem({ ...DEFAULT_POTENTIAL_RULE, ...change })
    expect(of({})).toBeNull()
    expect(of({ ordersPer30Days: null, basketMinor: null, categoryShare: null })).toBe('no-points')
    expect(of({ basketMinor: null, categoryShare: null })).toBe('high-unreachable')
    expect(of({ highFrom: 1, mediumFrom: 2 })).toBe('medium-above-high')
  })

  it('makes more of them high when less is asked', () => {
    const high = (highFrom: number) =>
      runSilent(input, { ...params, rule: { ...params.rule, highFrom } }, quiet).summary.tiers[0]!.customers
    expect(high(1)).toBeGreaterThan(high(2))
  })
})

describe('reach', () => {
  it('takes what is unknown as open, and a removed app at its day', () => {
    const table = {
      nCustomers: 3,
      names: ['pushReachable', 'smsReachable', 'uninstalled'],
      values: [
        ['是', '否'],
        ['0', '1'],
        ['2025-03-01', '2025-09-01'],
      ],
      codes: [Int32Array.of(1, 0, -1), Int32Array.of(0, 1, -1), Int32Array.of(0, 1, -1)],
    }
    const reach = reachOf(table, 3, (iso) => iso > '2025-06-30')
    expect([0, 1, 2].map((c) => isUnreachable(reach, c))).toEqual([true, false, false])
    expect([...reach.isUninstalled]).toEqual([1, 0, 0])
    expect(isOpen(reach, reachChannel('短信'), 0)).toBe(false)
    expect(isOpen(reach, reachChannel('email'), 0)).toBe(true)
    expect([0, 1, 2].map((c) => isOpen(reach, reachChannel('carrier pigeon'), c))).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('hooks', () => {
  it('are favourites that were not bought and cost less now', () => {
    const price = (day: number, amountMinor: number): PlainPurchase => ({ customer: 2, day, amountMinor })
    const lines = [price(100, 1_000), price(101, 1_000), price(190, 800), price(191, 800)]
    const ledger = buildLedger(lines, 3)
    const history = {
      purchases: { ...ledger, product: new Uint32Array(ledger.nEvents).fill(7) },
      behaviours: behavioursOf(
        [0, 1].map((customer) => ({ customer, day: 110, event: 2, product: 7 })),
        3,
      ),
      contacts: null,
      eventNames: EVENT_NAMES,
      channelNames: [''],
    }
    const hooks = cheaperHooks(history, Uint8Array.of(1, 0, 1), 200)
    expect([...hooks.product]).toEqual([7, 0, 0])
    expect([hooks.thenMinor[0], hooks.nowMinor[0]]).toEqual([1_000, 800])
    expect([...cheaperHooks(history, Uint8Array.of(1, 0, 1), 130).product]).toEqual([0, 0, 0])
  })
})

describe('a recall', () => {
  it('without a control group is held against silent customers alike, with the words for it', () => {
    const n = 120
    const lines: PlainPurchase[] = []
    const contacts: PlainContact[] = []
    for (let customer = 0; customer < n; customer++) {
      lines.push({ customer, day: 10, amountMinor: 1_000 })
      if (customer < 60) contacts.push({ customer, day: 200, campaign: 1 })
      if (customer < 30) lines.push({ customer, day: 210, amountMinor: 1_000 })
      if (customer < 12) lines.push({ customer, day: 250, amountMinor: 1_000 })
      if (customer >= 60 && customer < 66) lines.push({ customer, day: 220, amountMinor: 1_000 })
    }
    const { history } = plain(lines, n)
    const full = { ...history, contacts: contactsOf(contacts, n) }
    const finder = aliveFinder(full, ORDERS_ONLY)
    const isSilentOn = (c: number, day: number): boolean => day - (finder.lastThrough(c, day) ?? day) >= 40
    const silent = contactsOfSilent(full.contacts, isSilentOn, 400)
    const matching = {
      isSilentOn,
      lastSeenBefore: (c: number, day: number) => finder.lastThrough(c, day - 1),
      potential: new Uint8Array(n),
    }
    const [recall] = silentRecalls(full, silent, ['', 'one'], matching, 400)
    expect(recall).toMatchObject({
      controlKind: 'matched',
      treated: {
        customers: 60,
        returned: 30,
        repurchased: 12,
        hunters: 0,
        reached: [null, null, null, 30, 12],
      },
      control: { customers: 60, returned: 6 },
    })
    expect(recall?.lift?.value).toBeCloseTo(0.4, 12)
    expect(recall?.lift?.low).toBeGreaterThan(0.2)
  })
})

describe('the session', () => {
  const session = new SilentSession(silentTestSource(), () => 0)
  const { runId, summary } = session.run(params, () => false)
  const page = { runId, filter: {}, descending: false, offset: 0, limit: 1_000 } as const

  it('lists everybody in every order, and those that a filter leaves', () => {
    for (const sort of SILENT_SORTS) {
      const all = session.page({ ...page, sort })
      expect(all.nMatched).toBe(summary.silent)
      expect(new Set(all.customerKey).size).toBe(summary.silent)
    }
    const parts = POTENTIALS.map(
      (potential) => session.page({ ...page, sort: 'spend', filter: { potential } }).nMatched,
    )
    expect(parts).toEqual(summary.tiers.map(({ customers }) => customers))
    const reach = ['reachable', 'unreachable'] as const
    const [open = 0, closed = 0] = reach.map(
      (one) => session.page({ ...page, sort: 'spend', filter: { reach: one } }).nMatched,
    )
    expect(open + closed).toBe(summary.silent)
    expect(closed).toBe(summary.unreachable)
    const cheaper = session.page({ ...page, sort: 'spend', filter: { cheaper: true } })
    expect(cheaper.nMatched).toBe(summary.cheaperHooks)
    for (const name of cheaper.cheaperProduct) expect(name).toMatch(/^P\d+$/)
  })

  it('writes a file with as many cells as there are columns', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const list = session.exportList({ runId, filter: {} }, { language, currency: 'CNY' })
      const rows = [...list.rows]
      expect(rows).toHaveLength(summary.silent)
      expect(rows.every((row) => row.length === list.header.length)).toBe(true)
    }
  })

  it('forgets old runs by name and stops when asked to', () => {
    expect(() => session.page({ ...page, runId: 'silent-none', sort: 'spend' })).toThrow(AppError)
    try {
      session.run(params, () => true)
    } catch (thrown) {
      expect(AppError.from(thrown).code).toBe('cancelled')
    }
  })
})
