import { mix, withAlpha } from './colour.ts'
import {
  bandShare,
  categories,
  colours,
  diverging,
  height,
  inkOnRamp,
  mono,
  motion,
  radius,
  rowHeight,
  sans,
  sequential,
  space,
  tileShare,
  type,
  weight,
  width,
  type Ramp,
  type Scheme,
} from './tokens.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** px at 100% text size, as rem, so that it follows the text size of the settings. */
const rem = (px: number) => `${px / 16}rem`

type Variables = Record<string, string>

function rampVariables(name: string, ramp: Ramp): Variables {
  const variables: Variables = {}
  ramp.steps.forEach((step, i) => {
    variables[`--${name}-${i}`] = step
    variables[`--${name}-ink-${i}`] = inkOnRamp[ramp.inks[i] ?? 'dark']
  })
  return variables
}

/** The variables that change with the theme. */
export function schemeVariables(scheme: Scheme): Variables {
  const palette = colours[scheme]
  const variables: Variables = {}
  for (const [name, value] of Object.entries(palette)) variables[`--${kebab(name)}`] = value
  categories[scheme].forEach((hue, i) => {
    variables[`--cat-${i + 1}`] = hue
    variables[`--tile-${i + 1}`] = mix(hue, palette.surface, tileShare.normal)
    variables[`--tile-low-${i + 1}`] = mix(hue, palette.surface, tileShare.lowSpend)
  })
  return {
    ...variables,
    ...rampVariables('seq', sequential[scheme]),
    ...rampVariables('div', diverging[scheme]),
    '--band': withAlpha(palette.accent, bandShare),
    '--hatch-loss': withAlpha(palette.loss, 0.3),
    '--hatch-soft': withAlpha(palette.text, 0.12),
    '--risk-medium-tint': mix(palette.riskMedium, palette.surface, 0.14),
    '--shadow-pop':
      scheme === 'light' ? '0 8px 28px rgba(10, 20, 26, 0.22)' : '0 8px 28px rgba(0, 0, 0, 0.6)',
    '--thumb': scheme === 'light' ? palette.surface : palette.text,
    '--scrim': scheme === 'light' ? 'rgba(21, 34, 42, 0.34)' : 'rgba(0, 0, 0, 0.55)',
    'color-scheme': scheme,
  }
}

/** The variables that do not. */
export function sizeVariables(): Variables {
  const variables: Variables = {}
  for (const px of space) variables[`--s${px}`] = `${px}px`
  for (const [name, px] of Object.entries(radius)) variables[`--radius-${name}`] = `${px}px`
  for (const [name, px] of Object.entries(height)) variables[`--h-${kebab(name)}`] = rem(px)
  for (const [name, px] of Object.entries(rowHeight)) variables[`--row-${name}`] = rem(px)
  for (const [name, [size, line]] of Object.entries(type)) {
    variables[`--fs-${kebab(name)}`] = rem(size)
    variables[`--lh-${kebab(name)}`] = rem(line)
  }
  return {
    ...variables,
    '--w-rail': rem(width.rail),
    '--w-rail-narrow': rem(width.railNarrow),
    '--w-drawer': rem(width.drawer),
    '--w-provenance': rem(width.provenance),
    '--weight': String(weight.normal),
    '--strong': String(weight.strong),
    '--sans': sans,
    '--mono': mono,
    '--open-close': `${motion.openClose}ms`,
  }
}

/** Mantine's own variables, pointed at ours. */
export const mantineVariables: Variables = {
  '--mantine-color-scheme': 'inherit',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text3)',
  '--mantine-color-placeholder': 'var(--text3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--selected)',
  '--mantine-primary-color-light-hover': 'var(--selected)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-font-family': 'var(--sans)',
  '--mantine-font-family-monospace': 'var(--mono)',
  '--mantine-font-family-headings': 'var(--sans)',
  '--mantine-heading-font-weight': 'var(--strong)',
  '--mantine-font-weight-medium': 'var(--strong)',
  '--mantine-font-weight-bold': 'var(--strong)',
  '--mantine-font-size-xs': 'var(--fs-caption)',
  '--mantine-font-size-sm': 'var(--fs-body)',
  '--mantine-font-size-md': 'var(--fs-body)',
  '--mantine-line-height': '1.54',
  '--mantine-radius-default': 'var(--radius-control)',
  '--mantine-radius-sm': 'var(--radius-control)',
  '--mantine-shadow-md': 'var(--shadow-pop)',
  '--mantine-shadow-xl': 'var(--shadow-pop)',
}

const block = (selector: string, variables: Variables) =>
  `${selector}{${Object.entries(variables)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`

/** All variables as one style sheet; dark stands under `[data-theme=dark]` of the root. */
export function tokenSheetText(): string {
  return [
    block(':root', { ...schemeVariables('light'), ...sizeVariables() }),
    block(':root[data-theme=dark]', schemeVariables('dark')),
    block(':root[data-mantine-color-scheme]', mantineVariables),
    block(':root[data-density=dense]', { '--row': 'var(--row-dense)' }),
    block(':root[data-density=normal]', { '--row': 'var(--row-normal)' }),
    block(':root[data-density=roomy]', { '--row': 'var(--row-roomy)' }),
  ].join('\n')
}
