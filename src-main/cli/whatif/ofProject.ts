import { resolve } from 'node:path'
import { computeScenario } from '../../../shared/analytics/winback/index.ts'
import type { ScenarioResult } from '../../../shared/contract/winbackResult.ts'
import { isoFromDay } from '../../../shared/contract/calendar.ts'
import { scenarioSchema, type Scenario } from '../../../shared/contract/winback.ts'
import {
  projectFilterSchema,
  type ExactPlan,
  type ProjectAudience,
  type ProjectScenario,
} from '../../../shared/contract/winbackAudience.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { withSession } from '../session.ts'

/** A scenario computed on a project. `exact` is absent where the scenario asks for no plan. */
export interface ProjectAnswer {
  readonly read: Scenario
  readonly of: ProjectScenario
  readonly result: ScenarioResult
  readonly exact: ExactPlan | null
  readonly rowsWritten: number | null
}

/** Is the audience of this scenario to come from a project? */
export function isOfProject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || !('audience' in value)) return false
  const { audience } = value
  return typeof audience === 'object' && audience !== null && 'fromProject' in audience
}

/** Computes a scenario on a project through the same contract as the screen. */
export async function computeOnProject(
  value: Record<string, unknown>,
  path: string,
  out: string | undefined,
  language: TerminalLanguage,
): Promise<ProjectAnswer> {
  readInput(scenarioSchema, value)
  const { fromProject } = value['audience'] as { fromProject: unknown }
  const filter = readInput(projectFilterSchema, fromProject)
  return withSession(async (session) => {
    await session.openProject(path)
    const { signal } = session
    const of = await session.call(
      'winback.audience',
      { scenario: value, isStarting: false, filter },
      { signal },
    )
    const scenario = of.scenario as unknown as Record<string, unknown>
    const read = readInput(scenarioSchema, of.scenario)
    const result = computeScenario(read)
    if (out !== undefined) {
      const target = session.targetToken(resolve(out))
      const question = { scenario, filter, everybody: false, language, target }
      const { rows, plan } = await session.call('winback.exportPlan', question, { signal })
      return { read, of, result, exact: plan, rowsWritten: rows }
    }
    const exact =
      result.plan === undefined ? null : await session.call('winback.exact', { scenario, filter }, { signal })
    return { read, of, result, exact, rowsWritten: null }
  })
}

/** The answer for scripts: the scenario's own keys, and `project` beside them. Times are left out: they differ. */
export function projectJson({ of, result, exact, rowsWritten }: ProjectAnswer): object {
  const { elapsedMs: _, ...plan } = exact ?? { elapsedMs: 0 }
  return {
    ...result,
    project: { ...of.audience, exact: exact === null ? null : plan, rowsWritten },
    scenario: of.scenario,
  }
}

const WORDS = {
  en: {
    audience: (a: ProjectAudience) =>
      `On ${a.customers} customers of the project as of ${isoFromDay(a.asOfDay)} in ${a.cells} cells; left out: ${a.tooRecent} bought in the last ${a.filter.silentDays} days, ${a.unreachable} reached by no channel.`,
    exact: (e: ExactPlan, n: (x: number) => string) =>
      `Over every customer: profit ${n(e.exact.profit)} for ${n(e.exact.cost)}, ${n(e.exact.incrementalReturns)} incremental returns, ${e.contacted} contacted. Over the cells: profit ${n(e.cells.profit)} for ${n(e.cells.cost)}.`,
    rates: 'Rates:',
    rows: (n: number) => `${n} rows written.`,
    measured: (treated: number, control: number) => `measured (${treated} contacted, ${control} left alone)`,
    issued: (n: number) => `measured (${n} issued)`,
    face: (face: number) => `coupon ${face}`,
    sources: {
      'starting-table': 'starting table',
      entered: 'entered',
      'churn-model': 'churn model',
      'past-returns': 'returns of customers equally silent in earlier windows',
      'control-groups': 'brought toward control groups',
      'lifetime-model': 'lifetime model',
      'past-orders': 'past orders',
      'customer-fields': 'customer fields',
      measured: 'measured',
      assumed: 'assumed: reaches everybody',
    },
    inputs: {
      organic: 'organic return',
      value: 'value of a return',
      reach: 'reach',
      tier: 'tier',
      unitCost: 'unit cost',
      eligible: 'baskets above the minimum spend',
      redeemShare: 'holders who redeem though they would come anyway',
    },
    kinds: {
      response: 'response',
      delivered: 'delivered',
      lift: 'lift of the coupon',
      redemption: 'redeemed',
    },
  },
  'zh-CN': {
    audience: (a: ProjectAudience) =>
      `项目内 ${a.customers} 位客户（截至 ${isoFromDay(a.asOfDay)}，压缩为 ${a.cells} 格）；未计入：近 ${a.filter.silentDays} 天下过单的 ${a.tooRecent} 位，任何渠道都触达不到的 ${a.unreachable} 位。`,
    exact: (e: ExactPlan, n: (x: number) => string) =>
      `逐客户精算：花 ${n(e.exact.cost)}，利润 ${n(e.exact.profit)}，增量回流 ${n(e.exact.incrementalReturns)}，触达 ${e.contacted} 位。按格：花 ${n(e.cells.cost)}，利润 ${n(e.cells.profit)}。`,
    rates: '各项比率：',
    rows: (n: number) => `已写出 ${n} 行。`,
    measured: (treated: number, control: number) => `实测（触达 ${treated} 人，对照 ${control} 人）`,
    issued: (n: number) => `实测（发出 ${n} 张）`,
    face: (face: number) => `券面 ${face}`,
    sources: {
      'starting-table': '起始表',
      entered: '手工填写',
      'churn-model': '流失模型',
      'past-returns': '以往同等沉默客户的回流',
      'control-groups': '按对照组校准',
      'lifetime-model': '生命周期模型',
      'past-orders': '历史订单',
      'customer-fields': '客户资料字段',
      measured: '实测',
      assumed: '假设：人人可触达',
    },
    inputs: {
      organic: '自然回流',
      value: '一次回流的价值',
      reach: '可触达',
      tier: '分层',
      unitCost: '单次成本',
      eligible: '够门槛的篮子',
      redeemShare: '本会回来的持券人核销比例',
    },
    kinds: { response: '响应', delivered: '送达', lift: '券的提升', redemption: '核销率' },
  },
} as const

/** The answer in words: whom it is about, by which sources, and what the plan over every customer comes to. */
export function projectText(
  { of: { audience }, exact, rowsWritten }: ProjectAnswer,
  language: TerminalLanguage,
): string {
  const words = WORDS[language]
  const n = (value: number): string => value.toFixed(2)
  const share = (value: number): string => `${(value * 100).toFixed(2)}%`
  const lines = [words.audience(audience)]
  for (const { input, channel, mean, source, n: size } of audience.inputs) {
    const name = channel === null ? words.inputs[input] : `${words.inputs[input]} ${channel}`
    const value =
      mean === null ? '' : ` ${input === 'value' || input === 'unitCost' ? n(mean) : share(mean)},`
    lines.push(`  ${name}:${value} ${words.sources[source]}${size === null ? '' : ` (n = ${size})`}`)
  }
  lines.push(words.rates)
  for (const {
    kind,
    channel,
    tier,
    value,
    interval,
    source,
    nTreated,
    nControl,
    faceValue,
  } of audience.rates) {
    if (tier !== null) continue
    const band = interval === null ? '' : ` (${share(interval.low)} .. ${share(interval.high)})`
    const from =
      source !== 'measured'
        ? words.sources[source]
        : kind === 'redemption'
          ? words.issued(nTreated)
          : words.measured(nTreated, nControl)
    const face = faceValue === undefined ? '' : `, ${words.face(faceValue)}`
    lines.push(`  ${words.kinds[kind]} ${channel}${face}: ${share(value)}${band}; ${from}`)
  }
  if (exact !== null) lines.push(words.exact(exact, n))
  if (rowsWritten !== null) lines.push(words.rows(rowsWritten))
  return lines.join('\n')
}
