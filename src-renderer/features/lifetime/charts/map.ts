import type { LifetimeMap } from '../../../../shared/contract/lifetime.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

export type MapMeasure = 'active' | 'purchases'

interface DrawApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
  size(extent: readonly number[]): number[]
}

const valuesOf = (map: LifetimeMap, measure: MapMeasure) =>
  measure === 'active' ? map.pActive : map.expectedPurchases

/** Cells that can be, as [column, row, value]. */
export function mapCells(map: LifetimeMap, measure: MapMeasure): [number, number, number][] {
  const nColumns = map.daysSince.length
  return Array.from(valuesOf(map, measure), (value, i): [number, number, number] => [
    i % nColumns,
    Math.floor(i / nColumns),
    value,
  ]).filter(([, , value]) => Number.isFinite(value))
}

/** Repeat purchases over days since the last one; darker is more, cells carry their figure where it fits. */
export function mapOption(
  map: LifetimeMap,
  measure: MapMeasure,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const cells = mapCells(map, measure)
  const top = measure === 'active' ? 1 : Math.max(1e-9, ...cells.map(([, , value]) => value))
  const text = (value: number) =>
    measure === 'active' ? format.probability(value) : format.decimal(value, 1)
  const name = { nameLocation: 'middle', nameTextStyle: { color: tokens.text3, fontSize: tokens.caption } }
  return {
    grid: { left: 48, right: 10, top: 8, bottom: 40 },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const [column = 0, row = 0, value = 0] = cells[dataIndex] ?? []
        return tip(text(value), [
          [t('lifetime.mapY'), format.countFull(row)],
          [t('lifetime.mapX'), format.countFull(map.daysSince[column])],
        ])
      },
    },
    xAxis: {
      type: 'category',
      data: Array.from(map.daysSince, String),
      axisTick: { show: false },
      name: t('lifetime.mapX'),
      nameGap: 24,
      ...name,
    },
    yAxis: {
      type: 'category',
      data: Array.from({ length: map.maxFrequency + 1 }, (_, row) => String(row)),
      axisTick: { show: false },
      splitLine: { show: false },
      name: t('lifetime.mapY'),
      nameGap: 30,
      ...name,
    },
    series: [
      {
        type: 'custom',
        data: cells,
        renderItem: (_: unknown, api: DrawApi) => {
          const value = api.value(2)
          const { fill, ink } = tokens.heat(value / top)
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
          const [width = 0, height = 0] = api.size([1, 1]).map(Math.abs)
          const fits = width >= 34 && height >= 15
          return {
            type: 'rect',
            shape: { x: x - width / 2 + 0.5, y: y - height / 2 + 0.5, width: width - 1, height: height - 1 },
            style: { fill },
            textContent: { style: { text: fits ? text(value) : '', fill: ink, fontSize: tokens.caption } },
            textConfig: { position: 'inside' },
          }
        },
      },
    ],
  }
}

export function mapTable(map: LifetimeMap, measure: MapMeasure, { t, format }: Telling): ChartTable {
  const text = measure === 'active' ? format.probability : (value: number) => format.decimal(value, 2)
  const values = valuesOf(map, measure)
  const nColumns = map.daysSince.length
  return {
    columns: [
      { label: t('lifetime.mapY') },
      ...Array.from(map.daysSince, (days) => ({
        label: t('lifetime.days', { n: String(days) }),
        format: text,
      })),
    ],
    rows: Array.from({ length: map.maxFrequency + 1 }, (_, row) => [
      row,
      ...Array.from(values.subarray(row * nColumns, (row + 1) * nColumns), (value) =>
        Number.isFinite(value) ? value : null,
      ),
    ]),
  }
}
