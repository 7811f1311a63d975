import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { sans } from '../../../ui/tokens.ts'

/** The part of ECharts' drawing interface that the marks here use. */
export interface DrawApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
  size(span: readonly number[]): number[]
}

interface Place {
  readonly align?: 'left' | 'right' | 'center'
  readonly dx?: number
  readonly dy?: number
  readonly weight?: number
  readonly axis?: number
}

/** A word at a point of the chart, for direct labels. */
export const word = (
  tokens: ChartTokens,
  at: readonly [number, number],
  text: string,
  colour: string,
  { align = 'left', dx = 0, dy = 0, weight = 400, axis = 0 }: Place = {},
) => ({
  type: 'custom',
  silent: true,
  xAxisIndex: axis,
  yAxisIndex: axis,
  z: 8,
  data: [at],
  renderItem: (_: unknown, api: DrawApi) => {
    const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
    return {
      type: 'text',
      x: x + dx,
      y: y + dy,
      style: {
        text,
        fill: colour,
        font: `${weight} ${tokens.caption}px ${sans}`,
        textAlign: align,
        textVerticalAlign: 'middle',
        stroke: tokens.surface,
        lineWidth: 3,
      },
    }
  },
})

/** A vertical line from low to high at x. */
export const upright = (
  x: number,
  [low, high]: readonly [number, number],
  style: { readonly stroke: string; readonly lineWidth?: number; readonly lineDash?: readonly number[] },
  axis = 0,
) => ({
  type: 'custom',
  silent: true,
  xAxisIndex: axis,
  yAxisIndex: axis,
  z: 4,
  data: [[x, low, high]],
  encode: { x: 0, y: [1, 2] },
  renderItem: (_: unknown, api: DrawApi) => {
    const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)])
    const [, y2 = 0] = api.coord([api.value(0), api.value(2)])
    return { type: 'line', shape: { x1, y1, x2: x1, y2 }, style }
  },
})

/** A round dot with a ring of the ground. */
export const dot = (
  at: readonly [number, number],
  colour: string,
  ring: string,
  size: number,
  symbol = 'circle',
) => ({
  type: 'line',
  silent: true,
  data: [at],
  symbol,
  symbolSize: size,
  z: 7,
  itemStyle: { color: colour, borderColor: ring, borderWidth: 2 },
})
