import { useMemo } from 'react'
import { mix, withAlpha } from './colour.ts'
import { useSchemeStore } from './schemeStore.ts'
import {
  bandShare,
  categories,
  colours,
  diverging,
  inkOnRamp,
  sequential,
  tileShare,
  type Ramp,
  type Scheme,
} from './tokens.ts'

/** Index of a segment family's hue in the categories. */
export const FAMILY_HUE = { core: 0, keep: 1, develop: 2, winback: 3 } as const

/** Everything of the tokens that a pure chart builder may need: hand it over as an argument. */
export function chartTokens(scheme: Scheme, textScale = 1) {
  const palette = colours[scheme]
  const hue = (index: number) => categories[scheme][index % 8] ?? palette.base
  const stepOf = (ramp: Ramp, index: number) => {
    const i = Math.min(ramp.steps.length - 1, Math.max(0, Math.round(index)))
    return { fill: ramp.steps[i] ?? palette.surface, ink: inkOnRamp[ramp.inks[i] ?? 'dark'] }
  }
  return {
    scheme,
    ...palette,
    hue,
    band: withAlpha(palette.accent, bandShare),
    tile: (index: number, lowSpend = false) =>
      mix(hue(index), palette.surface, lowSpend ? tileShare.lowSpend : tileShare.normal),
    /** sequential ramp, `share` 0..1, with the ink that stands on it */
    heat: (share: number) =>
      stepOf(
        sequential[scheme],
        Math.min(0.9999, Math.max(0, share)) * sequential[scheme].steps.length - 0.5,
      ),
    /** diverging ramp, -1 = loss .. 1 = gain */
    diverge: (share: number) => stepOf(diverging[scheme], ((Math.min(1, Math.max(-1, share)) + 1) / 2) * 8),
    /** 45° lines: "not counted, loses, leaks, low spend" */
    hatch: (colour: string) => ({
      symbol: 'rect',
      dashArrayX: [1, 0],
      dashArrayY: [1.5, 5],
      rotation: -Math.PI / 4,
      color: colour,
    }),
    caption: 12 * textScale,
    body: 13 * textScale,
    title: 14 * textScale,
  }
}

export type ChartTokens = ReturnType<typeof chartTokens>

export function useChartTokens(): ChartTokens {
  const { scheme, textScale } = useSchemeStore()
  return useMemo(() => chartTokens(scheme, textScale), [scheme, textScale])
}
