import type { Assumption } from '../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../shared/contract/winback.ts'
import type {
  Band,
  PlanResult,
  ScenarioBands,
  ScenarioResult,
} from '../../../shared/contract/winbackResult.ts'
import { winback as en } from '../../../src-renderer/locale/en/winback.ts'
import { fill } from '../../../src-renderer/locale/template.ts'
import { winback as zh } from '../../../src-renderer/locale/zh/winback.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { alignedTable, grouped } from '../text.ts'

type Words = { readonly [K in keyof typeof zh]: string }
const WORDS: Readonly<Record<TerminalLanguage, Words>> = { 'zh-CN': zh, en }
const MAX_LINES = 40

/** A scenario's answer for people: the finding, then groups, steps, ledgers, ratios, plan, bands and assumptions. */
export function scenarioText(
  scenario: Scenario,
  result: ScenarioResult,
  assumptions: readonly Assumption[],
  language: TerminalLanguage,
): string {
  const words = WORDS[language]
  const { totals } = result
  const finding = fill(words.finding, {
    returns: rounded(totals.incrementalReturns),
    organic: rounded(totals.organicReturns),
    direct: grouped(totals.direct),
    profit: grouped(totals.profit),
    currency: scenario.currency,
  })
  return [
    ...(scenario.name === '' ? [] : [scenario.name]),
    finding,
    stepTable(result, words),
    ledgerTable(scenario, result, words),
    ratioTable(result, words),
    ...(result.plan === undefined ? [] : [planText(scenario, result.plan, words)]),
    ...(result.uncertainty === undefined ? [] : [bandText(result.uncertainty, words)]),
    ...(assumptions.length === 0 ? [] : [assumptionText(assumptions, words)]),
  ].join('\n\n')
}

function stepTable({ groups }: ScenarioResult, words: Words): string {
  const head = [words.group, words.step, words.sent, words.delivered, words.returns, words.messageCost]
  const rows = groups.flatMap(({ name, steps }) =>
    steps.map((step) => [
      name,
      step.channel,
      rounded(step.sent),
      rounded(step.delivered),
      grouped(step.incrementalReturns),
      grouped(step.cost),
    ]),
  )
  return alignedTable([head, ...rows.slice(0, MAX_LINES)], [2, 3, 4, 5])
}

function ledgerTable({ ledgers }: Scenario, { totals }: ScenarioResult, words: Words): string {
  const isAssumed = ledgers.opportunity?.on === true && ledgers.opportunity.source !== 'measured'
  return alignedTable(
    [
      [words.revenue, grouped(totals.incrementalRevenue)],
      [words.margin, grouped(totals.incrementalMargin)],
      [words.direct, grouped(totals.direct)],
      [words.coupons, grouped(totals.couponCost)],
      [words.unneeded, rounded(totals.couponsUnneeded)],
      [words.leaked, rounded(totals.couponsLeaked)],
      [isAssumed ? words.opportunityAssumed : words.opportunity, grouped(totals.opportunity)],
      [words.hidden, grouped(totals.hidden)],
      [words.profit, grouped(totals.profit)],
    ],
    [1],
  )
}

function ratioTable(result: ScenarioResult, words: Words): string {
  const { roi, breakEven } = result
  return alignedTable(
    [
      [words.roiGross, figure(roi.gross)],
      [words.roiNet, figure(roi.net)],
      [words.roiContribution, figure(roi.contribution)],
      [words.roiFull, figure(roi.full)],
      [words.perReturn, figure(result.costPerReturn)],
      [words.perIncremental, figure(result.costPerIncrementalReturn)],
      [words.perHealthy, figure(result.costPerHealthyReturn)],
      ...(result.acquisition === undefined
        ? []
        : [[words.acquisition, grouped(result.acquisition.cost)] as const]),
      [words.northStar, figure(result.northStarDeltaPoints)],
      [words.redemption, percent(result.totals.redemption)],
      [words.breakEvenRedemption, percent(breakEven.redemption)],
      [words.breakEvenMultiple, figure(breakEven.responseMultiple)],
    ],
    [1],
  )
}

function planText({ currency }: Scenario, plan: PlanResult, words: Words): string {
  const finding = fill(words.plan, {
    cost: grouped(plan.cost),
    returns: rounded(plan.incrementalReturns),
    profit: grouped(plan.profit),
    alone: rounded(plan.leftAlone.customers),
    saved: grouped(plan.leftAlone.saved),
    price: grouped(plan.shadowPrice),
    currency,
  })
  const head = [words.group, words.customers, words.action, words.cost, words.gain]
  const rows = plan.allocation.map((line) => [
    line.group,
    rounded(line.customers),
    line.action === null ? words.leftAlone : `${line.action}${line.withOffer ? ` + ${words.offer}` : ''}`,
    grouped(line.cost),
    grouped(line.gain),
  ])
  const caps = plan.caps
    .filter(({ isBinding }) => isBinding)
    .map(({ channel, group, costOfCap }) =>
      fill(words.cap, {
        cap: [channel, group].filter((part) => part !== null).join(' / ') || '*',
        cost: grouped(costOfCap),
        currency,
      }),
    )
  return [finding, alignedTable([head, ...rows.slice(0, MAX_LINES)], [1, 3, 4]), ...caps].join('\n')
}

function bandText({ draws, bands, pProfit }: ScenarioBands, words: Words): string {
  const row = (label: string, band: Band | null): string[] =>
    band === null ? [label, '—', '—', '—'] : [label, grouped(band.p10), grouped(band.p50), grouped(band.p90)]
  const head = fill(words.worlds, { draws: String(draws), share: percent(pProfit) })
  const rows = [
    row(words.returns, bands.incrementalReturns),
    row(words.direct, bands.direct),
    row(words.profit, bands.profit),
    row(words.roiContribution, bands.roiContribution),
    row(words.roiFull, bands.roiFull),
  ]
  return `${head}\n${alignedTable([['', 'P10', 'P50', 'P90'], ...rows], [1, 2, 3])}`
}

function assumptionText(assumptions: readonly Assumption[], words: Words): string {
  const shown = assumptions.slice(0, MAX_LINES).map(({ path, value }) => `${path} = ${String(value)}`)
  return fill(words.assumed, { list: shown.join(', ') })
}

const rounded = (value: number): string => grouped(Math.round(value))
const figure = (value: number | null): string => (value === null ? '—' : grouped(value))
const percent = (value: number | null): string => (value === null ? '—' : `${grouped(100 * value)}%`)
