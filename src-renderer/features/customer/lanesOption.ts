import { civilFromDay, dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { CustomerEvent } from '../../../shared/contract/customers.ts'
import { withAlpha } from '../../ui/colour.ts'
import type { ChartTokens } from '../../ui/chartTokens.ts'
import type { Format } from '../../ui/format.ts'
import { tip } from '../../ui/tip.ts'

type Kind = CustomerEvent['kind']

/** What the marks say; `lines` are those of the tooltip. */
export interface LaneTexts {
  readonly kinds: Readonly<Record<Kind, string>>
  readonly what: (event: CustomerEvent) => string
  readonly source: (event: CustomerEvent) => string
}

const LANES: readonly Kind[] = ['purchase', 'refund', 'behaviour', 'contact']
const SECONDS_A_DAY = 86_400
const LEAST_SPAN_DAYS = 14
const MOST_TICKS = 6
export const LANE_PX = 26

/** Oldest first: the order of the marks, of the reading keys and of the table. */
export function inTime(events: readonly CustomerEvent[]): CustomerEvent[] {
  return events.toSorted((a, b) => a.timeSeconds - b.timeSeconds)
}

/** The kinds that this customer has events of, from top to bottom. */
export function lanesOf(events: readonly CustomerEvent[]): Kind[] {
  return LANES.filter((kind) => events.some((event) => event.kind === kind))
}

/** One lane a kind over one axis of days up to the as-of day; kinds differ in form, purchases and refunds in size by amount. */
export function lanesOption(
  ordered: readonly CustomerEvent[],
  asOfDay: number,
  tokens: ChartTokens,
  format: Format,
  texts: LaneTexts,
) {
  const lanes = lanesOf(ordered)
  const firstDay = Math.floor((ordered[0]?.timeSeconds ?? asOfDay * SECONDS_A_DAY) / SECONDS_A_DAY)
  const from = Math.min(firstDay, asOfDay + 1 - LEAST_SPAN_DAYS)
  const most = ordered.reduce((max, event) => Math.max(max, Math.abs(event.amountMinor)), 1)
  const marks = marksOf(tokens)
  return {
    grid: { left: 4, right: 12, top: 4, bottom: 0, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const event = ordered[dataIndex]
        if (event === undefined) return ''
        const amount = event.amountMinor === 0 ? [] : [['', format.unitCost(event.amountMinor)] as const]
        return tip(
          format.dateTime(event.timeSeconds),
          [[texts.kinds[event.kind], texts.what(event)], ...amount],
          texts.source(event),
        )
      },
    },
    xAxis: {
      type: 'value',
      // the first mark keeps clear of the names of the lanes
      min: from - Math.ceil((asOfDay - from) / 60),
      max: asOfDay + 1,
      axisLine: { show: true, lineStyle: { color: tokens.control } },
      splitLine: { show: false },
      axisLabel: {
        customValues: tickDays(from, asOfDay),
        formatter: (day: number) => (asOfDay - from > 92 ? format.month(day) : format.date(day)),
      },
    },
    yAxis: {
      type: 'category',
      data: lanes.map((kind) => texts.kinds[kind]),
      inverse: true,
      axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: tokens.line } },
    },
    series: [
      {
        type: 'scatter',
        data: ordered.map((event) => ({
          value: [event.timeSeconds / SECONDS_A_DAY, lanes.indexOf(event.kind)],
          ...marks[event.kind],
          ...(event.amountMinor === 0 ? {} : { symbolSize: sizeOf(event.amountMinor, most) }),
        })),
        emphasis: { scale: 1.4, itemStyle: { borderColor: tokens.text, borderWidth: 1.5 } },
      },
    ],
  }
}

function marksOf(tokens: ChartTokens) {
  const filled = (colour: string) => ({
    color: withAlpha(colour, 0.7),
    borderColor: tokens.surface,
    borderWidth: 0.5,
  })
  return {
    purchase: { symbol: 'circle', symbolSize: 8, itemStyle: filled(tokens.accent) },
    refund: {
      symbol: 'diamond',
      symbolSize: 10,
      itemStyle: { color: tokens.surface, borderColor: tokens.loss, borderWidth: 1.6 },
    },
    behaviour: { symbol: 'rect', symbolSize: [2, 12], itemStyle: { color: withAlpha(tokens.text3, 0.7) } },
    contact: { symbol: 'triangle', symbolSize: 9, itemStyle: filled(tokens.hue(3)) },
  } as const
}

/** Area by amount. */
function sizeOf(amountMinor: number, most: number): number {
  return 7 + 11 * Math.sqrt(Math.abs(amountMinor) / most)
}

/** At most six days to write under the axis: firsts of months, or for a short span every few days. */
export function tickDays(from: number, asOfDay: number): number[] {
  const span = asOfDay - from
  if (span <= 92) {
    const step = Math.ceil((span + 1) / MOST_TICKS)
    return Array.from({ length: Math.floor(span / step) + 1 }, (_, i) => from + i * step)
  }
  const first = civilFromDay(from)
  const last = civilFromDay(asOfDay)
  const firstMonth = first.year * 12 + first.month
  const nMonths = last.year * 12 + last.month - firstMonth
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => nMonths / months <= MOST_TICKS) ?? nMonths
  const days: number[] = []
  for (let month = Math.ceil(firstMonth / step) * step; month <= firstMonth + nMonths; month += step) {
    const day = dayFromCivil(Math.floor(month / 12), (month % 12) + 1, 1)
    if (day >= from && day <= asOfDay) days.push(day)
  }
  return days
}
