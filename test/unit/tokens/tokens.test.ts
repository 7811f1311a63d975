import { describe, expect, it } from 'vitest'
import { contrast, mix } from '../../../src-renderer/ui/colour.ts'
import { schemeVariables, tokenSheetText } from '../../../src-renderer/ui/cssVariables.ts'
import {
  categories,
  colours,
  diverging,
  inkOnRamp,
  sequential,
  tileShare,
  type ColourName,
  type Scheme,
} from '../../../src-renderer/ui/tokens.ts'
import { ciede2000, distance, SIGHTS } from './colourDistance.ts'

const GROUNDS = ['canvas', 'surface', 'sunken', 'hover', 'selected'] as const satisfies readonly ColourName[]

/** Lowest contrast that a colour keeps on every ground, as the tokens' table states it. */
const LOWEST: readonly (readonly [ColourName, light: number, dark: number])[] = [
  ['text', 13.9, 11.2],
  ['text2', 6.8, 6.9],
  ['text3', 4.9, 4.6],
  ['control', 3.0, 3.2],
  ['accent', 5.1, 5.8],
  ['accentHover', 6.7, 7.5],
  ['loss', 4.9, 5.6],
  ['warn', 5.9, 7.9],
  ['error', 6.1, 6.1],
  ['info', 7.0, 6.8],
  ['riskHigh', 8.3, 7.7],
  ['riskMedium', 4.8, 4.9],
  ['riskLow', 4.8, 5.1],
]

/** A colour and the one ground of its own. */
const PAIRS: readonly (readonly [ColourName, ColourName, light: number, dark: number])[] = [
  ['onAccent', 'accent', 5.9, 7.2],
  ['loss', 'lossTint', 5.0, 6.0],
  ['warn', 'warnGround', 6.3, 8.5],
  ['text2', 'warnGround', 4.5, 4.5],
  ['error', 'errorGround', 4.5, 4.5],
  ['info', 'infoGround', 4.5, 4.5],
  ['onRiskHigh', 'riskHigh', 9.7, 10.5],
  ['base', 'surface', 3.4, 4.4],
]

const smallestDistance = (hues: readonly string[]) => {
  let smallest = Infinity
  for (const sight of SIGHTS) {
    hues.forEach((one, i) => {
      for (const other of hues.slice(0, i)) smallest = Math.min(smallest, distance(one, other, sight))
    })
  }
  return smallest
}

describe('the distance of colours', () => {
  it('agrees with the published test data of CIEDE2000', () => {
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
    expect(ciede2000([50, -1.3802, -84.2814], [50, 0, -82.7485])).toBeCloseTo(1.0, 4)
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4)
    expect(ciede2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4)
  })
})

describe.each(['light', 'dark'] as const)('the %s theme', (scheme: Scheme) => {
  const palette = colours[scheme]
  const bound = (light: number, dark: number) => (scheme === 'light' ? light : dark) - 0.05

  it.each(LOWEST)('%s can be read on every ground', (name, light, dark) => {
    for (const ground of GROUNDS) {
      expect(contrast(palette[name], palette[ground]), ground).toBeGreaterThanOrEqual(bound(light, dark))
    }
  })

  it.each(PAIRS)('%s can be read on %s', (name, ground, light, dark) => {
    expect(contrast(palette[name], palette[ground])).toBeGreaterThanOrEqual(bound(light, dark))
  })

  it('reads the medium risk on its own tint', () => {
    const tint = mix(palette.riskMedium, palette.surface, 0.14)
    expect(contrast(palette.riskMedium, tint)).toBeGreaterThanOrEqual(4.5)
  })

  it('keeps eight categories apart for every kind of sight and off the ground', () => {
    expect(categories[scheme]).toHaveLength(8)
    expect(smallestDistance(categories[scheme])).toBeGreaterThanOrEqual(scheme === 'light' ? 13.4 : 11.2)
    for (const hue of categories[scheme]) {
      expect(contrast(hue, palette.surface)).toBeGreaterThanOrEqual(scheme === 'light' ? 3.35 : 4.1)
    }
  })

  it('lets second-rank text stand on the tiles', () => {
    for (const hue of categories[scheme]) {
      for (const share of Object.values(tileShare)) {
        expect(contrast(palette.text2, mix(hue, palette.surface, share))).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it.each([
    ['sequential', sequential[scheme]],
    ['diverging', diverging[scheme]],
  ])('writes on every step of the %s ramp', (_, ramp) => {
    expect(ramp.inks).toHaveLength(ramp.steps.length)
    ramp.steps.forEach((step, i) => {
      expect(contrast(inkOnRamp[ramp.inks[i] ?? 'dark'], step), step).toBeGreaterThanOrEqual(4.5)
    })
  })

  it('grows the sequential ramp away from the ground', () => {
    const contrasts = sequential[scheme].steps.map((step) => contrast(step, palette.surface))
    expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b))
  })
})

describe('the CSS variables', () => {
  it('are the same names in both themes', () => {
    expect(Object.keys(schemeVariables('light'))).toEqual(Object.keys(schemeVariables('dark')))
  })

  it('carry every colour', () => {
    const sheet = tokenSheetText()
    for (const scheme of ['light', 'dark'] as const) {
      for (const value of Object.values(colours[scheme])) expect(sheet).toContain(value)
    }
  })
})
