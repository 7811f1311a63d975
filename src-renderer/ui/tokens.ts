/**
 * Every colour, size and duration of the interface. The Mantine theme, the CSS variables and the ECharts theme are
 * all made from this file; nothing else names a colour.
 */
export type Scheme = 'light' | 'dark'

export const colours = {
  light: {
    canvas: '#F3F5F5',
    surface: '#FFFFFF',
    sunken: '#EBEFEF',
    hover: '#F0F4F4',
    selected: '#E1F0F1',
    line: '#DDE3E4',
    line2: '#C3CCCE',
    control: '#7E8B90',
    text: '#15222A',
    text2: '#45535B',
    text3: '#5A6870',
    accent: '#0F6E7C',
    accentHover: '#0B5A66',
    onAccent: '#FFFFFF',
    loss: '#AD4509',
    lossTint: '#FCEBDF',
    warn: '#7A5200',
    warnGround: '#FFF3D6',
    warnEdge: '#D9A93A',
    error: '#A8231F',
    errorGround: '#FCE9E7',
    info: '#36489B',
    infoGround: '#E9ECF8',
    base: '#7F8C91',
    riskHigh: '#86123A',
    riskMedium: '#945A00',
    riskLow: '#46699A',
    onRiskHigh: '#FFFFFF',
  },
  dark: {
    canvas: '#0E1316',
    surface: '#151B1F',
    sunken: '#0A0F11',
    hover: '#1B2328',
    selected: '#15333A',
    line: '#273138',
    line2: '#3A474E',
    control: '#6F7E86',
    text: '#E6ECEE',
    text2: '#B1BCC2',
    text3: '#8D9AA1',
    accent: '#4DBAC6',
    accentHover: '#7ACFD8',
    onAccent: '#06222A',
    loss: '#F08E52',
    lossTint: '#3A2416',
    warn: '#F0C05A',
    warnGround: '#33290F',
    warnEdge: '#7A6124',
    error: '#FF8F87',
    errorGround: '#3B1A19',
    info: '#A9B6F5',
    infoGround: '#1D2440',
    base: '#75838A',
    riskHigh: '#FFB1A6',
    riskMedium: '#C9942A',
    riskLow: '#7FA3D1',
    onRiskHigh: '#2A0A12',
  },
} as const satisfies Record<Scheme, Record<string, string>>

export type ColourName = keyof (typeof colours)['light']

/** In this order; 1 core, 2 keep, 3 develop, 4 win back; channels: push 7, e-mail 3, SMS 5, human 2, coupon 6. */
export const categories = {
  light: ['#0F6E7C', '#AB8704', '#3B3F9E', '#BC5051', '#565F12', '#5A1644', '#1B94C2', '#40352B'],
  dark: ['#4DBAC6', '#F0BE3C', '#8088E0', '#E0683A', '#C8DA9F', '#A06C8C', '#9FDFFE', '#A69B90'],
} as const satisfies Record<Scheme, readonly string[]>

/** Share of a category's full colour in a tile over `surface`; text stands on tiles, never on the full colour. */
export const tileShare = { normal: 0.24, lowSpend: 0.12 } as const

export const inkOnRamp = { dark: '#15222A', light: '#FFFFFF' } as const

/** Grows away from the ground. `flipAt` = the first step on which the text changes from one ink to the other. */
export const sequential = {
  light: {
    steps: ['#ECF6F6', '#BFE1E2', '#8CC9CC', '#5BACB4', '#107683', '#015966', '#043E4A'],
    inks: ['dark', 'dark', 'dark', 'dark', 'light', 'light', 'light'],
  },
  dark: {
    steps: ['#1A2528', '#1B3940', '#1E5059', '#206A75', '#40A4AD', '#66C8CB', '#9CEAE7'],
    inks: ['light', 'light', 'light', 'light', 'dark', 'dark', 'dark'],
  },
} as const satisfies Record<Scheme, Ramp>

/** Loss (orange) first, gain (teal) last, nothing in the middle. */
export const diverging = {
  light: {
    steps: [
      '#79380E',
      '#A95B28',
      '#CD8E5E',
      '#E3C4A7',
      '#EDF1F1',
      '#B0D8DA',
      '#6AB1B7',
      '#1F7E89',
      '#005462',
    ],
    inks: ['light', 'light', 'dark', 'dark', 'dark', 'dark', 'dark', 'light', 'light'],
  },
  dark: {
    steps: [
      '#F5B57C',
      '#DA874E',
      '#995933',
      '#5A3927',
      '#212628',
      '#23464D',
      '#296E78',
      '#46A9B1',
      '#80D9D9',
    ],
    inks: ['dark', 'dark', 'light', 'light', 'light', 'light', 'light', 'dark', 'dark'],
  },
} as const satisfies Record<Scheme, Ramp>

export interface Ramp {
  readonly steps: readonly string[]
  readonly inks: readonly (keyof typeof inkOnRamp)[]
}

/** CSS pixels. */
export const space = [2, 4, 6, 8, 10, 12, 16, 24, 32] as const
export const radius = { cell: 3, control: 4, panel: 6, dialog: 10 } as const
export const height = {
  control: 28,
  sliderThumb: 16,
  target: 24,
  railItem: 30,
  projectBar: 44,
  statusLine: 26,
} as const
export const rowHeight = { dense: 27, normal: 32, roomy: 38 } as const
export const width = {
  rail: 176,
  railNarrow: 52,
  railBreak: 1360,
  columnBreak: 1200,
  provenance: 392,
  drawer: 560,
} as const

/** Size and line height in CSS pixels at 100% text size. */
export const type = {
  caption: [12, 18],
  body: [13, 20],
  title: [14, 20],
  lever: [16, 24],
  findingEn: [18, 26],
  finding: [20, 28],
  number: [26, 32],
} as const satisfies Record<string, readonly [number, number]>

export const weight = { normal: 400, strong: 600 } as const

// single quotes: the SVG renderer of charts writes it into an attribute as it is
export const sans =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
export const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono", monospace'

/** Milliseconds. */
export const motion = {
  openClose: 120,
  loadingAfter: 400,
  nothingBefore: 100,
  speakAfter: 600,
  exactAfter: 250,
} as const

/** Share of accent in the band of an interval. */
export const bandShare = 0.16
