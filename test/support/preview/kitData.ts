import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import type { ChartTable } from '../../../src-renderer/ui/chartTable.ts'
import type { ChartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import type { EChartsCoreOption } from '../../../src-renderer/ui/echarts.ts'
import type { Format } from '../../../src-renderer/ui/format.ts'
import { tip } from '../../../src-renderer/ui/tip.ts'

const WEEKS = 97
const FIRST = dayFromCivil(2024, 1, 1)

/** Orders by week, with two promotions. */
export const weeks = Array.from({ length: WEEKS }, (_, i) => ({
  day: FIRST + i * 7,
  orders: Math.round(
    620 + 180 * Math.sin(i / 8) + (i === 44 || i === 45 || i === 96 ? 900 : 0) + ((i * 37) % 90),
  ),
}))

export const weekTable = (format: Format): ChartTable => ({
  columns: [{ label: 'week' }, { label: 'orders', format: (value) => format.countFull(value) }],
  rows: weeks.map(({ day, orders }) => [isoFromDay(day), orders]),
})

export function weekOption(c: ChartTokens, format: Format, from: number): EChartsCoreOption {
  return {
    grid: { left: 44, right: 8, top: 10, bottom: 22 },
    xAxis: { type: 'category', data: weeks.map(({ day }) => format.month(day)), axisLabel: { interval: 12 } },
    yAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: (value: number) => format.axis(value) } },
    tooltip: {
      trigger: 'axis',
      formatter: (params: { dataIndex: number }[]) => {
        const week = weeks[params[0]?.dataIndex ?? 0]
        return week ? tip(isoFromDay(week.day), [['orders', format.countFull(week.orders)]]) : ''
      },
    },
    series: [
      {
        type: 'bar',
        data: weeks.map(({ orders }, i) => ({
          value: orders,
          itemStyle: { color: i >= from ? c.accent : c.base, opacity: i >= from ? 0.8 : 0.45 },
        })),
      },
    ],
  }
}

export function heatOption(c: ChartTokens, format: Format): EChartsCoreOption {
  const cells = Array.from(
    { length: 25 },
    (_, i) => [i % 5, Math.floor(i / 5), ((i * 131) % 2300) + 64] as const,
  )
  const top = Math.log(2400)
  return {
    grid: { left: 30, right: 8, top: 6, bottom: 22 },
    xAxis: { type: 'category', data: ['F1', 'F2', 'F3', 'F4', 'F5'], axisLine: { show: false } },
    yAxis: { type: 'category', data: ['R1', 'R2', 'R3', 'R4', 'R5'], axisLine: { show: false } },
    series: [
      {
        type: 'custom',
        data: cells.map((cell) => [...cell]),
        renderItem: (_: unknown, api: CellApi) => {
          const n = api.value(2)
          const { fill, ink } = c.heat(Math.log(n) / top)
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
          const [width = 0, height = 0] = api.size([1, 1])
          return {
            type: 'rect',
            shape: {
              x: x - width / 2 + 1,
              y: y - height / 2 + 1,
              width: width - 2,
              height: height - 2,
              r: 3,
            },
            style: { fill },
            textContent: { style: { text: format.countFull(n), fill: ink, fontSize: c.body } },
            textConfig: { position: 'inside' },
          }
        },
      },
    ],
  }
}

interface CellApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
  size(extent: readonly number[]): number[]
}

export const heatTable: ChartTable = {
  columns: [{ label: 'R' }, { label: 'F' }, { label: 'customers' }],
  rows: Array.from({ length: 25 }, (_, i) => [
    `R${Math.floor(i / 5) + 1}`,
    `F${(i % 5) + 1}`,
    ((i * 131) % 2300) + 64,
  ]),
}

export interface KitRow {
  readonly id: number
  readonly key: string
  readonly family: 'core' | 'keep' | 'develop' | 'winback'
  readonly recencyDays: number
  readonly orders: number
  readonly spentMinor: number
}

export const kitRow = (index: number): KitRow => ({
  id: index,
  key: `U${String(42_266 - ((index * 7919) % 40_000)).padStart(7, '0')}`,
  family: (['keep', 'winback', 'core', 'develop'] as const)[index % 4] ?? 'keep',
  recencyDays: 39 + ((index * 13) % 140),
  orders: 2 + ((index * 5) % 11),
  spentMinor: Math.round(511_800 / (1 + index / 9)),
})
