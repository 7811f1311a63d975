import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  computeScenario,
  type CouponAlternatives,
  type SameBudget,
} from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { withSession } from '../../../src-main/cli/session.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('whatif')
const root = join(import.meta.dirname, '..', '..', '..')
const golden = join(root, 'test', 'golden', 'winback', 'workedExample.json')
const starting = (name: string): string => join(root, 'resources', 'scenarios', name)

function file(value: unknown): string {
  const path = join(folder, 'plan.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

const example = (): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(golden, 'utf8')) as Record<string, Record<string, unknown>>

describe('whatif', () => {
  it('prints a scenario’s result unrounded, the same bits as the engine', async () => {
    const json = await huiliuJson(['whatif', '--scenario', golden])
    expect(json).toEqual(computeScenario(readInput(scenarioSchema, example())))
  })

  it('sets today beside the plan for the same money', async () => {
    const path = starting('careful-ladder.json')
    const plain = await huiliuJson(['whatif', '--scenario', path])
    const { sameBudget, ...rest } = await huiliuJson(['whatif', '--scenario', path, '--same-budget'])
    expect(rest).toEqual(plain)
    const { today, best, todayShare } = sameBudget as SameBudget
    expect(best.profit).toBeCloseTo((plain['plan'] as { profit: number }).profit, 6)
    expect(today.spend).toBeCloseTo(best.spend, 6)
    expect(today.profit).toBeLessThan(best.profit)
    expect(todayShare).toBeGreaterThan(0)
    for (const [lang, word] of [
      ['zh-CN', '激活率（百分点）'],
      ['en', 'Activation, points'],
    ] as const) {
      const { stdout } = await huiliu(['whatif', '--scenario', path, '--same-budget', '--lang', lang])
      expect(stdout).toContain(word)
      expect(stdout).not.toMatch(/NaN|undefined|(^|\s)-0(\s|$)/m)
    }
  })

  it('tells what else the coupon money could do, and refuses where there is no coupon', async () => {
    const path = starting('careful-ladder.json')
    const plain = await huiliuJson(['whatif', '--scenario', path])
    const { coupon, ...rest } = await huiliuJson(['whatif', '--scenario', path, '--coupon'])
    expect(rest).toEqual(plain)
    const { placements, treadmill, split } = coupon as CouponAlternatives
    expect(split.staying + split.hunters + split.anyway + split.leaked).toBeCloseTo(
      (plain['totals'] as { couponsRedeemed: number }).couponsRedeemed,
      6,
    )
    expect(placements.find(({ isNow }) => isNow)?.profit).toBeCloseTo(
      (plain['totals'] as { profit: number }).profit,
      6,
    )
    expect(treadmill.same).toHaveLength(6)
    for (const [lang, word] of [
      ['zh-CN', '只发第一轮'],
      ['en', 'first round only'],
    ] as const) {
      const { stdout } = await huiliu(['whatif', '--scenario', path, '--coupon', '--lang', lang])
      expect(stdout).toContain(word)
      expect(stdout).not.toMatch(/NaN|undefined|(^|\s)-0(\s|$)/m)
    }
    const refused = await huiliu(['whatif', '--scenario', starting('care-without-coupon.json'), '--coupon'])
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stderr).toContain('offer')
    expect(await huiliu(['whatif', '--scenario', starting('classic-pair.json'), '--coupon'])).toMatchObject({
      code: 2,
    })
  })

  it('takes a policy and strategies as well', async () => {
    const customers = [
      {
        name: 'Alice',
        actions: [
          { name: 'A', gain: 30, cost: 3 },
          { name: 'B', gain: 10, cost: 6 },
        ],
      },
    ]
    expect(await huiliuJson(['whatif', '--scenario', file({ budget: 15, customers })])).toEqual({
      allocation: [{ name: 'Alice', action: 'A' }],
      gain: 30,
      cost: 3,
      bound: 30,
      shadowPrice: 0,
      frontier: [{ cost: 3, gain: 30 }],
    })
    const pair = await huiliuJson(['whatif', '--scenario', starting('classic-pair.json')])
    expect(pair['pairs']).toMatchObject([{ a: 'broad-net', b: 'predictive', tieValuePerReturn: 175 }])
  })

  it('computes a plan from five typed numbers and says what it assumed', async () => {
    const { code, stdout } = await huiliu(['whatif', '--scenario', starting('five-numbers.json')])
    expect(code).toBe(0)
    expect(stdout).toContain('Wins back about 120 customers who would not have come anyway')
    expect(stdout).toContain('audience.groups[0].organicReturn = 0')
  })

  it('speaks both languages', async () => {
    const scenario = await huiliu(['whatif', '--scenario', starting('careful-ladder.json'), '--lang', 'zh'])
    expect(scenario.stdout).toContain('位本来不会回来的客户')
    expect(scenario.stdout).toContain('call 的上限让利润少了')
    const pair = await huiliu(['whatif', '--scenario', starting('classic-pair.json')])
    expect(pair.stdout).toContain('1.875')
    expect(pair.stdout).toContain('Below 175.00 a return predictive earns more')
    expect(pair.stdout).toContain('at an organic 0.8%, broad-net costs 250.00 per return, not 50.00')
  })

  it.each([
    [{ ...example(), windowDays: 0 }, 'windowDays', '1..3650'],
    [{ ...example(), value: { marginRate: 1.2 } }, 'value.marginRate', '0..1'],
    [{ ...example(), offer: { faceValue: 20, redemption: 0.9 } }, 'offer.redemption', '..'],
    [{ ...example(), audience: { fromProject: {} } }, 'audience.fromProject', 'groups'],
    [{ schema: 'huiliu.scenario/2' }, 'schema', 'huiliu.scenario/1'],
    ['{', 'plan.json', 'not JSON'],
    [[], 'schema', 'huiliu.policy/1'],
  ])('refuses %# in one line with the path and what is allowed', async (value, path, allowed) => {
    const { code, stdout, stderr } = await huiliu(['whatif', '--scenario', file(value), '--json'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^huiliu: scenario-invalid: .+\n$/)
    expect(stderr).toContain(path)
    expect(stderr).toContain(allowed)
  })

  it('tells a file that is missing from wrong usage', async () => {
    const missing = await huiliu(['whatif', '--scenario', join(folder, 'none.json')])
    expect(missing.code).toBe(1)
    expect(missing.stderr).toMatch(/^huiliu: file-not-found: /)
    for (const args of [[], ['--scenario'], ['a', 'b', '--scenario', golden], ['--budget', '3']]) {
      const { code, stderr } = await huiliu(['whatif', ...args])
      expect(code, args.join(' ')).toBe(2)
      expect(stderr).toMatch(/^huiliu: usage: /)
    }
  })
})

describe('whatif on a project', () => {
  const project = join(folder, 'shop.huiliu')
  const careful = (): Record<string, unknown> => {
    const scenario = JSON.parse(readFileSync(starting('careful-ladder.json'), 'utf8')) as Record<
      string,
      unknown
    >
    return { ...scenario, audience: { fromProject: {} }, budget: 600, caps: [] }
  }

  it(
    'plans for its customers: the cells’ numbers are those of the scenario that it prints',
    { timeout: 60_000 },
    async () => {
      expect((await huiliu(['sample', project, '--customers', '1200', '--seed', '3'])).code).toBe(0)
      const out = join(folder, 'plan.csv')
      const json = await huiliuJson(['whatif', project, '--scenario', file(careful()), '--out', out])
      const { project: of, scenario, ...result } = json as Record<string, Record<string, unknown>>
      expect(result).toEqual(computeScenario(readInput(scenarioSchema, scenario)))
      const exact = of?.['exact'] as { contacted: number; exact: { cost: number } }
      expect(exact.exact.cost).toBeLessThanOrEqual(600 * (1 + 1e-9))
      const [head = '', ...rows] = readFileSync(out, 'utf8').trimEnd().split('\r\n')
      expect(head).toContain('expected incremental profit (CNY)')
      expect(rows).toHaveLength(exact.contacted)
      expect(of?.['rowsWritten']).toBe(rows.length)
    },
  )

  it('computes a scenario that was saved in the project, by its name', { timeout: 60_000 }, async () => {
    const input = JSON.parse(readFileSync(starting('careful-ladder.json'), 'utf8')) as Record<string, unknown>
    await withSession(async (session) => {
      await session.openProject(project)
      const state = { origin: null, base: input, input, audience: null }
      await session.call('scenarios.save', { id: null, version: 0, name: '双十一', state })
    })
    expect(await huiliuJson(['whatif', project, '--saved', '双十一'])).toEqual(
      computeScenario(readInput(scenarioSchema, input)),
    )
    const { code, stderr } = await huiliu(['whatif', project, '--saved', 'none'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^huiliu: scenario-gone: .*双十一/)
    expect((await huiliu(['whatif', '--saved', '双十一'])).code).toBe(2)
  })

  it(
    'names sources in both languages, and the field of a filter that is not one',
    { timeout: 60_000 },
    async () => {
      const zh = await huiliu(['whatif', project, '--scenario', file(careful()), '--lang', 'zh'])
      expect(zh.stdout).toContain('逐客户精算')
      expect(zh.stdout).toContain('生命周期模型')
      const bad = { ...careful(), audience: { fromProject: { silentDays: -1 } } }
      const refused = await huiliu(['whatif', project, '--scenario', file(bad)])
      expect(refused.code).toBe(1)
      expect(refused.stderr).toContain('silentDays')
    },
  )
})
