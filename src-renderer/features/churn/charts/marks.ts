import type { ChartTokens } from '../../../ui/chartTokens.ts'

/** The part of ECharts' drawing interface that the marks here use. */
export interface DrawApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
}

export const grid = { left: 46, right: 16, top: 12, bottom: 34 } as const

/** An x or y axis of shares with its name at the end. */
export const shareAxis = (tokens: ChartTokens, name: string, text: (share: number) => string) => ({
  type: 'value',
  name,
  nameLocation: 'middle',
  nameGap: 22,
  nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
  axisLabel: { formatter: text },
})

/** A name of a y axis, above it and flush with its labels. */
export const topName = (tokens: ChartTokens, name: string) => ({
  name,
  nameLocation: 'end',
  nameGap: 8,
  nameTextStyle: { color: tokens.text3, fontSize: tokens.caption, align: 'left', padding: [0, 0, 0, -38] },
})

/** Vertical bars from low to high at x, e.g. 95% intervals: data rows are [x, low, high]. */
export const whiskers = (rows: readonly (readonly number[])[], colour: string) => ({
  type: 'custom',
  silent: true,
  z: 3,
  data: rows,
  encode: { x: 0, y: [1, 2] },
  renderItem: (_: unknown, api: DrawApi) => {
    const [x = 0, y1 = 0] = api.coord([api.value(0), api.value(1)])
    const [, y2 = 0] = api.coord([api.value(0), api.value(2)])
    return {
      type: 'line',
      shape: { x1: x, y1, x2: x, y2 },
      style: { stroke: colour, lineWidth: 2, opacity: 0.5 },
    }
  },
})

/** A word at a point, for direct labels. */
export const word = (
  tokens: ChartTokens,
  at: readonly [number, number],
  text: string,
  colour: string,
  place: { readonly align?: 'left' | 'right' | 'center'; readonly dx?: number; readonly dy?: number } = {},
) => ({
  type: 'custom',
  silent: true,
  z: 6,
  data: [at],
  renderItem: (_: unknown, api: DrawApi) => {
    const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
    return {
      type: 'text',
      x: x + (place.dx ?? 0),
      y: y + (place.dy ?? 0),
      style: {
        text,
        fill: colour,
        font: `${tokens.caption}px sans-serif`,
        textAlign: place.align ?? 'left',
        textVerticalAlign: 'middle',
        stroke: tokens.surface,
        lineWidth: 3,
      },
    }
  },
})

export const isNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value)
