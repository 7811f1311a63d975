import { computeScenario } from '../../shared/analytics/winback/index.ts'
import type {
  ReportData,
  SlideContent,
  SlideFigure,
  SlidePicture,
  StoryDraft,
  StorySlide,
} from '../../shared/contract/story.ts'
import { scenarioSchema } from '../../shared/contract/winback.ts'
import { readInput } from '../../shared/contract/winbackRead.ts'
import { digestOf } from '../../src-main/report/digest.ts'

/** Texts that a spreadsheet would run or a page would take for markup. */
export const HOSTILE = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(A1)',
  '</script><script>alert(1)</script>',
  '<!-- <b onclick="x">',
  '茶 🍵 & "quotes"',
] as const

export const FIVE_NUMBERS = {
  schema: 'huiliu.scenario/1',
  currency: 'CNY',
  audience: { groups: [{ customers: 1_000, revenuePerReturn: 120 }] },
  value: { marginRate: 0.3 },
  ladder: [{ channel: 'sms', unitCost: 0.05, response: 0.02 }],
  budget: 40,
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'

const figure = (change: Partial<SlideFigure> = {}): SlideFigure => ({
  title: 'By month',
  sub: 'share of core customers',
  kind: 'line',
  svg: SVG,
  largeSvg: SVG,
  png: null,
  widthPx: 1_040,
  heightPx: 520,
  table: {
    columns: [
      { label: 'Month', unit: '' },
      { label: 'Share', unit: '%' },
      { label: 'Low', unit: '%' },
      { label: 'Customers', unit: '' },
    ],
    rows: [
      ['2025-09', 47.4, 42.1, 361],
      ['2025-10', 37.2, 32.3, 355],
    ],
    texts: [
      ['2025-09', '47.4', '42.1', '361'],
      ['2025-10', '37.2', '32.3', '355'],
    ],
    totalRows: 2,
  },
  ...change,
})

const content = (change: Partial<SlideContent> = {}): SlideContent => ({
  screen: 'North Star',
  finding: 'Core repurchase is 37.2%',
  context: ['as of 2025-11-12', '95% intervals'],
  numbers: [
    {
      label: 'Core repurchase',
      text: '37.2%',
      unit: '',
      interval: '32.3–42.3',
      note: '',
      from: { title: 'Core repurchase 37.2%', formula: 'buyers / core', engine: 'northstar 1.0.0' },
    },
    { label: 'Core customers', text: '355', unit: 'people', interval: '', note: '', from: null },
  ],
  figure: figure(),
  ...change,
})

const picture = (change: Partial<SlidePicture> = {}, of: Partial<SlideContent> = {}): SlidePicture => ({
  content: { 'zh-CN': content(of), en: content(of) },
  recipe: null,
  revision: 3,
  asOfDay: 20_404,
  pinnedAtMs: 1_763_000_000_000,
  ...change,
})

const slide = (id: string, change: Partial<StorySlide> = {}): StorySlide => ({
  id,
  section: '',
  route: 'northstar',
  params: {},
  state: {},
  figure: 'northstar',
  headline: { 'zh-CN': null, en: null },
  note: '',
  speaker: '',
  live: null,
  picture: picture(),
  before: null,
  ...change,
})

/** Three slides: a chart, a table full of hostile texts on earlier data, a simulator. */
export function storyOf(): StoryDraft {
  const rows = HOSTILE.map((text, i) => [text, i])
  const result = computeScenario(readInput(scenarioSchema, FIVE_NUMBERS))
  return {
    name: 'Story & co <1>',
    slides: [
      slide('a', { speaker: 'say this', note: 'a note' }),
      slide('b', {
        headline: { 'zh-CN': HOSTILE[0], en: HOSTILE[3] },
        picture: picture(
          { revision: 2 },
          {
            figure: figure({
              kind: 'table',
              svg: null,
              largeSvg: null,
              table: {
                columns: [
                  { label: '=Text', unit: '' },
                  { label: 'n', unit: '' },
                ],
                rows,
                texts: rows.map((row) => row.map(String)),
                totalRows: 60,
              },
            }),
          },
        ),
      }),
      slide('c', {
        route: 'budget',
        live: { simulator: 'budget', scenario: FIVE_NUMBERS },
        picture: picture({
          recipe: {
            method: 'whatif',
            input: FIVE_NUMBERS,
            figures: [
              { path: 'plan.profit', value: result.plan?.profit ?? null },
              { path: null, value: null },
            ],
          },
        }),
      }),
    ],
  }
}

export function reportOf(story: StoryDraft = storyOf()): ReportData {
  const told = {
    story,
    origin: {
      projectName: 'Shop',
      projectHash: '0123456789abcdef',
      revision: 3,
      currency: 'CNY',
      madeAtMs: 1_763_000_000_000,
      appVersion: '0.1.0',
      namesHidden: false,
    },
  }
  return { schema: 'huiliu.report/1', language: 'en', ...told, digest: digestOf(told) }
}
