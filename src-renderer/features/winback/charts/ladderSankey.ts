import { channelName } from '../../../app/channelName.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { FlowStep, LadderFlow } from '../model/ladderFlow.ts'
import { minor, type Telling } from '../words.ts'

const CHANNEL_HUE: Readonly<Record<string, number>> = { push: 6, email: 2, sms: 4, call: 1, coupon: 5 }

interface Params {
  readonly dataType?: string
  readonly name?: string
  readonly value?: number
  readonly data?: { readonly title?: string; readonly real?: number }
}

/** Flows are drawn by their square root: a return is one in a hundred, and would be no wider than a hair. */
const drawn = (customers: number) => Math.sqrt(Math.max(0, customers))

/**
 * The ladder from left to right: each step is delivered to some (they return or are passed on) and passes by the others;
 * what is left at the end has not come back. Widths are square roots, the numbers beside them are true.
 */
export function ladderSankeyOption({ steps, stopped }: LadderFlow, tokens: ChartTokens, telling: Telling) {
  const { t, format } = telling
  const people = (value: number) => format.count(value)
  const name = ({ channel }: FlowStep, s: number) => `${s + 1} ${channelName(channel, t)}`
  const node = (id: string, depth: number, colour: string, text: string) => ({
    name: id,
    depth,
    itemStyle: { color: colour, borderWidth: 0 },
    label: { formatter: text, color: tokens.text2, fontSize: tokens.caption, position: 'right' },
  })
  const hue = ({ channel }: FlowStep, s: number) => tokens.hue(CHANNEL_HUE[channel] ?? s + 3)
  const link = (
    source: string,
    target: string,
    real: number,
    colour: string,
    title: string,
    opacity = 0.4,
  ) => ({
    source,
    target,
    value: drawn(real),
    real,
    title,
    lineStyle: { color: colour, opacity, curveness: 0.5 },
  })
  const last = steps.length
  const nodes = steps.flatMap((step, s) => [
    node(`a${s}`, s * 2, tokens.base, `${name(step, s)}\n${people(step.absent)}`),
    node(`d${s}`, s * 2 + 1, hue(step, s), `${t('whatif.delivered')} ${people(step.delivered)}`),
    node(`r${s}`, s * 2 + 2, tokens.accent, `${t('whatif.back')} ${people(step.incrementalReturns)}`),
  ])
  const links = steps.flatMap((step, s) => {
    const next = s + 1 < last ? `a${s + 1}` : 'end'
    const stay = Math.max(0, step.delivered - step.incrementalReturns)
    const missed = Math.max(0, step.absent - step.delivered)
    return [
      link(
        `a${s}`,
        `d${s}`,
        step.delivered,
        hue(step, s),
        t('whatif.flowDelivered', { step: name(step, s) }),
      ),
      link(`a${s}`, next, missed, tokens.base, t('whatif.flowMissed', { step: name(step, s) }), 0.22),
      link(
        `d${s}`,
        `r${s}`,
        step.incrementalReturns,
        tokens.accent,
        t('whatif.flowReturned', { step: name(step, s) }),
        0.6,
      ),
      link(`d${s}`, next, stay, tokens.base, t('whatif.flowPassed', { step: name(step, s) }), 0.22),
    ].filter(({ value }) => value > 0)
  })
  const used = new Set(links.flatMap(({ source, target }) => [source, target]))
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ dataType, data }: Params) =>
        dataType === 'edge'
          ? tip(data?.title ?? '', [[t('whatif.customers'), format.countFull(data?.real ?? 0)]])
          : '',
    },
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 110,
        top: 16,
        bottom: 16,
        nodeWidth: 10,
        nodeGap: 16,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        data: [
          ...nodes,
          node('end', last * 2, tokens.loss, `${t('whatif.stopped')} ${people(stopped)}`),
        ].filter((one) => used.has(one.name)),
        links,
      },
    ],
  }
}

/** Steps in full: flows, money, fatigue. */
export function ladderTable({ steps }: LadderFlow, { t, format }: Telling): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  const n = (label: string) => ({ label, format: format.countFull })
  const unit = format.currencySign
  return {
    columns: [
      { label: t('whatif.step') },
      { label: t('whatif.day'), format: format.days },
      n(t('whatif.absent')),
      n(t('whatif.notSent')),
      n(t('whatif.sent')),
      n(t('whatif.delivered')),
      n(t('whatif.returns')),
      n(t('whatif.healthy')),
      n(t('whatif.optOuts')),
      { label: t('whatif.directCost'), unit, format: money },
      { label: t('whatif.costPerReturn'), unit, format: (units) => format.decimal(units, 2) },
      n(t('whatif.passedOn')),
    ],
    rows: steps.map((step, s) => [
      `${s + 1} ${channelName(step.channel, t)}`,
      step.day,
      step.absent,
      step.notSent,
      step.sent,
      step.delivered,
      step.incrementalReturns,
      step.healthyReturns,
      step.optOuts,
      step.directCost,
      step.costPerIncrementalReturn,
      step.passedOn,
    ]),
  }
}
