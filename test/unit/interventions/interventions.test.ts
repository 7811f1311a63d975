import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawHoldOut, interventionQueue, measureDraw } from '../../../shared/analytics/interventions/index.ts'
import { usualItemOf } from '../../../shared/analytics/interventions/usual.ts'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import {
  INTERVENTION_SORTS,
  playbookSchema,
  type InterventionParams,
} from '../../../shared/contract/interventions.ts'
import { createProject } from '../../../src-main/project/project.ts'
import { deleteDraw, readDraws, saveDraw } from '../../../src-main/project/saved/draws.ts'
import { InterventionSession } from '../../../src-main/workers/interventionSession.ts'
import {
  ledgerOf,
  PLAYBOOK,
  QUEUE_LAST_DAY,
  queueInput,
  queueSource,
} from '../../support/interventionData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const params: InterventionParams = {
  asOfDay: null,
  fromDay: null,
  scheme: 'mean8',
  marginRate: 0.3,
  playbook: null,
}
const quiet = (): void => undefined
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    return AppError.from(thrown).code
  }
  return 'none'
}

describe('the usual item', () => {
  const buy = (day: number): PlainPurchase => ({ customer: 0, day, amountMinor: 100 })
  const of = (days: readonly number[], at: number, productOf = (): number => 5) =>
    usualItemOf(ledgerOf(days.map(buy), 1, productOf), 0, at)

  it("is due by the customer's own intervals: median, quartiles as the window", () => {
    // intervals 10, 20, 30, 40: median 25, quartiles 17.5 and 32.5
    expect(of([0, 10, 30, 60, 100], 110)).toEqual({
      product: 5,
      orderDays: 5,
      lastDay: 100,
      intervalDays: 25,
      dueDay: 125,
      dueFromDay: 117,
      dueToDay: 133,
    })
  })

  it('needs three intervals, and is forgotten after four without', () => {
    expect(of([0, 10, 20], 25)).toBeNull()
    expect(of([0, 10, 10, 20], 25)).toBeNull()
    expect(of([0, 10, 20, 30], 70)).not.toBeNull()
    expect(of([0, 10, 20, 30], 71)).toBeNull()
    expect(of([0, 10, 20, 30, 40], 35)?.lastDay).toBe(30)
  })

  it('is the one bought on most days', () => {
    expect(of([0, 5, 10, 15, 20, 25, 30, 35, 40], 41, () => 7)?.product).toBe(7)
    let i = 0
    const mixed = of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10, () => (i++ < 4 ? 3 : 9))
    expect(mixed?.product).toBe(9)
  })
})

describe('the queue', () => {
  const input = queueInput()
  const queue = interventionQueue(input, params, PLAYBOOK, quiet)
  const { summary, downgrades, entry, expectedMinor, usual, points } = queue

  it('compares with the day before the newest import, else 30 days back, else the day asked for', () => {
    expect(summary).toMatchObject({ fromDay: QUEUE_LAST_DAY - 45, fromReason: 'import' })
    const of = (importedUntil: number | null, fromDay: number | null = null) => {
      const { summary: one } = interventionQueue(
        { ...input, importedUntil },
        { ...params, fromDay },
        PLAYBOOK,
        quiet,
      )
      return [one.fromReason, QUEUE_LAST_DAY - one.fromDay]
    }
    expect(of(null)).toEqual(['days', 30])
    expect(of(QUEUE_LAST_DAY - 200)).toEqual(['long-import', 30])
    expect(of(QUEUE_LAST_DAY - 45, QUEUE_LAST_DAY - 10)).toEqual(['chosen', 10])
  })

  it('gives each downgraded customer the line that earns most, and leaves the rest alone', () => {
    expect(summary.downgraded).toBe(downgrades.customer.length)
    expect(summary.downgraded).toBeGreaterThan(40)
    const given = summary.groups.reduce((sum, { customers }) => sum + customers, 0)
    expect(given + summary.leftAlone).toBe(summary.downgraded)
    entry.forEach((at, k) => {
      expect(downgrades.to[k]).toBeGreaterThan(downgrades.from[k]!)
      if (at < 0) return
      const line = PLAYBOOK.entries[at]!
      const gain = line.saveShare * 0.3 * downgrades.savableMinor[k]! - 100 * line.unitCost
      expect(expectedMinor[k]).toBeCloseTo(gain, 9)
      expect(gain).toBeGreaterThan(0)
      if (line.kind === 'usual') expect(usual[k]!.dueFromDay).toBeLessThanOrEqual(QUEUE_LAST_DAY)
      if (line.kind === 'points') expect(points.points[downgrades.customer[k]!]).toBe(840)
      if (line.channel === 'call') expect(downgrades.customer[k]! % 5).not.toBe(0)
    })
  })

  it('with a dearer playbook does less, with a free one more', () => {
    const of = (unitCost: number) =>
      interventionQueue(
        input,
        params,
        { ...PLAYBOOK, entries: PLAYBOOK.entries.map((one) => ({ ...one, unitCost })) },
        quiet,
      ).summary.leftAlone
    expect(of(0)).toBeLessThanOrEqual(summary.leftAlone)
    expect(of(20)).toBeGreaterThan(summary.leftAlone)
  })

  it('refuses what it cannot answer', () => {
    const run = (change: Partial<InterventionParams>) =>
      codeOf(() => interventionQueue(input, { ...params, ...change }, PLAYBOOK, quiet))
    expect(run({ asOfDay: 10 })).toBe('as-of-invalid')
    expect(run({ fromDay: QUEUE_LAST_DAY })).toBe('as-of-invalid')
    const empty = { ...input, purchases: buildLedger([], 0) }
    expect(codeOf(() => interventionQueue(empty, params, PLAYBOOK, quiet))).toBe('no-data')
  })
})

describe('a playbook', () => {
  it('is refused with the place of what is wrong', () => {
    const wrong = playbookSchema.safeParse({
      ...PLAYBOOK,
      entries: [{ ...PLAYBOOK.entries[0], saveShare: 2 }],
    })
    expect(wrong.error?.issues[0]?.path).toEqual(['entries', 0, 'saveShare'])
    expect(playbookSchema.safeParse({ ...PLAYBOOK, entries: [] }).success).toBe(false)
  })
})

describe('the hold-out', () => {
  it('holds exactly the share out, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.nat(1e6),
        (n, share, seed) => {
          const drawn = drawHoldOut(n, share, seed)
          expect(drawn.reduce((sum, one) => sum + one, 0)).toBe(Math.round(share * n))
          expect(drawHoldOut(n, share, seed)).toEqual(drawn)
        },
      ),
    )
  })

  it('gives everybody the same chance', () => {
    const held = new Uint32Array(20)
    for (let seed = 0; seed < 4_000; seed++) {
      const drawn = drawHoldOut(20, 0.25, seed)
      for (let i = 0; i < 20; i++) held[i] = held[i]! + drawn[i]!
    }
    // 4,000 draws of a quarter: standard deviation 27
    for (const n of held) expect(Math.abs(n - 1_000)).toBeLessThan(120)
  })

  it('is measured by arm, by hand', () => {
    const lines = [
      { customer: 0, day: 101, amountMinor: 1_000 },
      { customer: 1, day: 120, amountMinor: 3_000 },
      { customer: 1, day: 140, amountMinor: 9_000 },
      { customer: 2, day: 90, amountMinor: 5_000 },
      { customer: 4, day: 110, amountMinor: 2_000 },
    ]
    const ledger = buildLedger(lines, 6)
    const found = measureDraw(ledger, 100, 200, Uint32Array.of(0, 1, 2), Uint32Array.of(3, 4, 5))
    expect(found).toMatchObject({
      days: 30,
      treated: { customers: 3, ordered: 2, spendMinor: 4_000 },
      heldOut: { customers: 3, ordered: 1, spendMinor: 2_000 },
    })
    expect(found.lift?.value).toBeCloseTo(1 / 3, 12)
    expect(found.gainMinor?.value).toBeCloseTo(2_000 / 3, 9)
    // variances 7e6 / 3 and 4e6 / 3
    const half = 1.959963984540054 * Math.sqrt(7e6 / 9 + 4e6 / 9)
    expect(found.gainMinor!.high - found.gainMinor!.value).toBeCloseTo(half, 6)
    expect(measureDraw(ledger, 200, 200, Uint32Array.of(0), Uint32Array.of(1))).toMatchObject({
      days: 0,
      lift: null,
      gainMinor: null,
    })
  })
})

describe('the session', () => {
  const source = queueSource()
  const session = new InterventionSession(source, () => 0)
  const { runId, summary } = session.run(params, () => false)
  const page = { runId, descending: true, offset: 0, limit: 1_000 } as const

  it('lists the queue in every order, with and without those left alone', () => {
    for (const sort of INTERVENTION_SORTS) {
      const some = session.page({ ...page, sort, filter: {} })
      expect(some.nMatched).toBe(summary.downgraded - summary.leftAlone)
      expect(session.page({ ...page, sort, filter: { all: true } }).nMatched).toBe(summary.downgraded)
    }
    const expected = [...session.page({ ...page, sort: 'expected', filter: {} }).expectedMinor]
    expect(expected).toEqual(expected.toSorted((a, b) => b - a))
    const calls = session.page({ ...page, sort: 'expected', filter: { channel: 'call' } })
    expect([...calls.entry].every((at) => PLAYBOOK.entries[at]?.channel === 'call')).toBe(true)
  })

  it('draws a list, writes who is written to, remembers both arms, and measures them later', () => {
    const entry = summary.groups.toSorted((a, b) => b.customers - a.customers)[0]!.entry
    const { customers } = summary.groups[entry]!
    let rows: (readonly unknown[])[] = []
    const asked = { runId, entry, holdOutShare: 0.25, seed: 7, name: 'test' }
    const drawn = session.draw(asked, { language: 'en', currency: 'CNY' }, 5, (list) => {
      rows = [...list.rows]
      expect(rows.every((row) => row.length === list.header.length)).toBe(true)
      return { rows: rows.length }
    })
    expect(drawn.rows + drawn.heldOut).toBe(customers)
    expect(drawn.heldOut).toBe(Math.round(0.25 * customers))
    expect(JSON.stringify(rows)).not.toMatch(/\{product\}|\{points\}|NaN|undefined/)
    expect(source.draws[0]).toMatchObject({ name: 'test', seed: 7, drawnAtMs: 5 })
    expect(new Set([...source.draws[0]!.treated, ...source.draws[0]!.heldOut]).size).toBe(customers)
    expect(session.campaigns()[0]).toMatchObject({ name: 'test', days: 0, lift: null })
    session.forget(drawn.drawId)
    expect(session.campaigns()).toEqual([])
  })

  it('draws nothing that cannot be written, and nothing from an empty line', () => {
    const full = () => {
      throw new AppError('disk-full')
    }
    const style = { language: 'en', currency: 'CNY' } as const
    const entry = summary.groups.find(({ customers }) => customers > 0)!.entry
    const asked = { runId, entry, holdOutShare: 0.1, seed: 1, name: 'x' }
    expect(codeOf(() => session.draw(asked, style, 0, full))).toBe('disk-full')
    expect(source.draws).toEqual([])
    expect(codeOf(() => session.draw({ ...asked, entry: 40 }, style, 0, full))).toBe('input-invalid')
    expect(codeOf(() => session.page({ ...page, runId: 'none', sort: 'due', filter: {} }))).toBe(
      'run-expired',
    )
  })
})

describe('the project', () => {
  const folder = temporaryFolder('draws')

  it('keeps drawings with both arms, newest first, and forgets them whole', () => {
    const project = createProject(
      join(folder, 'shop.huiliu'),
      { name: 'shop', currency: 'CNY', timeZone: 'Asia/Shanghai' },
      0,
    )
    try {
      const draw = {
        name: 'one',
        drawnAtMs: 1,
        asOfDay: 20_000,
        kind: 'care',
        channel: 'email',
        holdOutShare: 0.5,
        seed: 3,
        engineVersion: '1.0.0',
        plan: '{}',
      }
      const id = saveDraw(project, draw, Uint32Array.of(4, 9, 2), Uint8Array.of(0, 1, 0))
      saveDraw(project, { ...draw, name: 'two' }, Uint32Array.of(1), Uint8Array.of(0))
      expect(readDraws(project).map(({ name }) => name)).toEqual(['two', 'one'])
      expect(readDraws(project)[1]).toMatchObject({ ...draw, id })
      expect([...readDraws(project)[1]!.treated]).toEqual([2, 4])
      expect([...readDraws(project)[1]!.heldOut]).toEqual([9])
      deleteDraw(project, id)
      expect(readDraws(project)).toHaveLength(1)
    } finally {
      project.close()
    }
  })
})
