import type { RfmHistogram } from '../../../../shared/contract/rfm.ts'

export interface HistogramBar {
  readonly x: number
  readonly width: number
  readonly height: number
  /** 0-based number of cuts below the bar's middle */
  readonly level: number
}

/** Axis of a histogram: linear or, for money, by ratio; values below the first edge stand at 0. */
export function histogramScale(histogram: RfmHistogram, width: number) {
  const first = histogram.edges[0] ?? 0
  const last = histogram.edges[histogram.edges.length - 1] ?? 1
  const log = histogram.logScale && first > 0
  const at = (value: number) => (log ? Math.log(Math.max(first, value)) : value)
  const back = (value: number) => (log ? Math.exp(value) : value)
  const low = at(first)
  const span = at(last) - low || 1
  return {
    x: (value: number) => Math.min(1, Math.max(0, (at(value) - low) / span)) * width,
    value: (x: number) => back(low + (Math.min(width, Math.max(0, x)) / width) * span),
  }
}

/** Bars with a square-root height, so that the long tail stays visible beside a tall first bar. */
export function histogramBars(
  histogram: RfmHistogram,
  cuts: readonly number[],
  width: number,
  height: number,
): HistogramBar[] {
  const scale = histogramScale(histogram, width)
  const most = Math.sqrt(histogram.counts.reduce((a, b) => Math.max(a, b), 1))
  return Array.from(histogram.counts, (count, i) => {
    const low = histogram.edges[i] ?? 0
    const high = histogram.edges[i + 1] ?? low
    const middle = (low + high) / 2
    const x = scale.x(low)
    return {
      x,
      width: Math.max(0.5, scale.x(high) - x - 0.8),
      height: (Math.sqrt(count) / most) * height,
      level: cuts.filter((cut) => middle >= cut).length,
    }
  })
}

/** A cut moved to a value, kept strictly between its neighbours; whole numbers for days and orders. */
export function moveCut(cuts: readonly number[], index: number, value: number, whole: boolean): number[] {
  const gap = whole ? 1 : Math.max(1, Math.abs(value) * 0.001)
  const low = index > 0 ? (cuts[index - 1] ?? 0) + gap : whole ? 0 : Number.NEGATIVE_INFINITY
  const high = index + 1 < cuts.length ? (cuts[index + 1] ?? value) - gap : Number.POSITIVE_INFINITY
  const moved = Math.min(high, Math.max(low, whole ? Math.round(value) : Math.round(value / 100) * 100))
  return cuts.map((cut, i) => (i === index ? moved : cut))
}

/** Cuts that are strictly ascending: what a draggable, fixed scoring can start from. */
export function ascendingCuts(cuts: readonly number[], whole: boolean): number[] {
  const rounded = cuts.map((cut) => (whole ? Math.round(cut) : Math.round(cut)))
  return rounded.filter((cut, i) => i === 0 || cut > (rounded[i - 1] ?? cut))
}
