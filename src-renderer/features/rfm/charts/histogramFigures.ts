import type { RfmHistogram } from '../../../../shared/contract/rfm.ts'
import { textWidth } from './textWidth.ts'

const LABEL_GAP = 6

export interface HistogramBar {
  readonly x: number
  readonly width: number
  readonly height: number
  /** 0-based number of cuts below the bar's middle */
  readonly level: number
}

/**
 * Axis of a histogram: every bin has the same width. Where bins grow by a constant factor this is a logarithmic axis,
 * and the wide bins that gather the far ends do not push the others together.
 */
export function histogramScale(histogram: RfmHistogram, width: number) {
  const { edges, logScale } = histogram
  const nBins = Math.max(1, edges.length - 1)
  const edge = (i: number) => edges[i] ?? 0
  const isLog = (bin: number) => logScale && edge(bin) > 0
  const inside = (bin: number, value: number) => {
    const [low, high] = [edge(bin), edge(bin + 1)]
    if (high <= low) return 0
    return isLog(bin) ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  }
  const valueAt = (bin: number, share: number) => {
    const [low, high] = [edge(bin), edge(bin + 1)]
    return isLog(bin) ? low * (high / low) ** share : low + (high - low) * share
  }
  return {
    x: (value: number) => {
      if (value <= edge(0)) return 0
      if (value >= edge(nBins)) return width
      let bin = 0
      while (bin < nBins - 1 && value >= edge(bin + 1)) bin++
      return ((bin + inside(bin, value)) / nBins) * width
    },
    value: (x: number) => {
      const at = (Math.min(width, Math.max(0, x)) / width) * nBins
      const bin = Math.min(nBins - 1, Math.floor(at))
      return valueAt(bin, at - bin)
    },
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

const MONEY_STEP = 100

/** A cut moved to a value, kept strictly between its neighbours: whole days and orders, whole units of money. */
export function moveCut(cuts: readonly number[], index: number, value: number, whole: boolean): number[] {
  const step = whole ? 1 : MONEY_STEP
  const low = index > 0 ? (cuts[index - 1] ?? 0) + 1 : whole ? 0 : Number.NEGATIVE_INFINITY
  const high = index + 1 < cuts.length ? (cuts[index + 1] ?? value) - 1 : Number.POSITIVE_INFINITY
  if (high < low) return [...cuts]
  const moved = Math.min(high, Math.max(low, Math.round(value / step) * step))
  return cuts.map((cut, i) => (i === index ? moved : cut))
}

/** Labels that do not touch; of two that would, the later is left out (its handle names it). */
export function cutLabels(
  cuts: readonly number[],
  xOf: (cut: number) => number,
  text: (cut: number) => string,
  width: number,
): { readonly text: string; readonly x: number }[] {
  const shown: { text: string; x: number; right: number }[] = []
  for (const cut of cuts) {
    const label = text(cut)
    const half = textWidth(label, 12) / 2
    const x = Math.min(width - half, Math.max(half, xOf(cut)))
    const last = shown.at(-1)
    if (!last || x - half >= last.right + LABEL_GAP) shown.push({ text: label, x, right: x + half })
  }
  return shown.map((one) => ({ text: one.text, x: one.x }))
}
