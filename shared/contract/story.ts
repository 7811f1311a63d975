import { scenarioJsonSchema } from './winbackAudience.ts'
import { z } from './zod.ts'

/** Languages that a slide holds its words in. */
export const STORY_LANGUAGES = ['zh-CN', 'en'] as const
/** One of them. */
export type StoryLanguage = (typeof STORY_LANGUAGES)[number]

/** How a figure can be drawn by a presentation program; everything else is a picture with its table. */
export const CHART_KINDS = ['line', 'column', 'bar', 'picture', 'table'] as const
/** One of them. */
export type ChartKind = (typeof CHART_KINDS)[number]

/** Rows of a figure's table that a slide keeps; `totalRows` tells how many there were. */
export const SLIDE_ROWS_MAX = 2_000
/** Of a story. */
export const SLIDES_MAX = 200

/** Characters that the texts of a slide may have; who makes one shortens to them. */
export const SLIDE_TEXT_MAX = {
  screen: 100,
  finding: 1_000,
  context: 500,
  label: 200,
  text: 100,
  unit: 40,
  interval: 100,
  note: 300,
  title: 500,
  sub: 1_000,
  cell: 500,
  drawing: 1_500_000,
  png: 4_000_000,
  provenance: {
    title: 500,
    formula: 2_000,
    inputs: 2_000,
    filter: 2_000,
    asOf: 200,
    interval: 500,
    engine: 100,
  },
} as const
/** Columns of a figure's table, numbers of a slide and pieces of its context, at most. */
export const SLIDE_COUNT_MAX = { columns: 60, numbers: 12, context: 20 } as const

const text = (max: number) => z.string().max(max)
const { provenance: FROM_MAX, ...TEXT_MAX } = SLIDE_TEXT_MAX

/** Where a number comes from, in finished sentences of the slide's language. */
export const slideProvenanceSchema = z.strictObject({
  title: text(FROM_MAX.title),
  formula: text(FROM_MAX.formula),
  inputs: text(FROM_MAX.inputs).optional(),
  filter: text(FROM_MAX.filter).optional(),
  asOf: text(FROM_MAX.asOf).optional(),
  interval: text(FROM_MAX.interval).optional(),
  engine: text(FROM_MAX.engine),
})
/** See `slideProvenanceSchema`. */
export type SlideProvenance = z.infer<typeof slideProvenanceSchema>

/** One number of a slide as it is shown, with its unit, its interval and what produced it. */
export const slideNumberSchema = z.strictObject({
  label: text(TEXT_MAX.label),
  text: text(TEXT_MAX.text),
  unit: text(TEXT_MAX.unit),
  interval: text(TEXT_MAX.interval),
  note: text(TEXT_MAX.note),
  from: slideProvenanceSchema.nullable(),
})
/** See `slideNumberSchema`. */
export type SlideNumber = z.infer<typeof slideNumberSchema>

/** The data behind a figure. `rows`: plain values; `texts`: the same cells as they are shown. */
export const slideTableSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ label: text(TEXT_MAX.label), unit: text(TEXT_MAX.unit) }))
    .max(SLIDE_COUNT_MAX.columns),
  rows: z
    .array(z.array(z.union([text(TEXT_MAX.cell), z.number(), z.null()])).max(SLIDE_COUNT_MAX.columns))
    .max(SLIDE_ROWS_MAX),
  texts: z.array(z.array(text(TEXT_MAX.cell)).max(SLIDE_COUNT_MAX.columns)).max(SLIDE_ROWS_MAX),
  totalRows: z.int().min(0),
})
/** See `slideTableSchema`. */
export type SlideTable = z.infer<typeof slideTableSchema>

/** One figure: title (its finding), what it is drawn over, its picture as SVG (null = it is a table) and its data. */
export const slideFigureSchema = z.strictObject({
  title: text(TEXT_MAX.title),
  sub: text(TEXT_MAX.sub),
  kind: z.enum(CHART_KINDS),
  svg: text(TEXT_MAX.drawing).nullable(),
  /** the same drawn on few pixels, so that its text is large when it fills a screen seen from afar */
  largeSvg: text(TEXT_MAX.drawing).nullable(),
  /** the same as PNG in base64, twice as sharp, for programs that draw no SVG */
  png: text(TEXT_MAX.png).nullable(),
  widthPx: z.number().min(1).max(10_000),
  heightPx: z.number().min(1).max(10_000),
  table: slideTableSchema,
})
/** See `slideFigureSchema`. */
export type SlideFigure = z.infer<typeof slideFigureSchema>

/** A slide in one language: `finding` is the sentence proposed from the numbers, `context` as-of, population, interval kind. */
export const slideContentSchema = z.strictObject({
  screen: text(TEXT_MAX.screen),
  finding: text(TEXT_MAX.finding),
  context: z.array(text(TEXT_MAX.context)).max(SLIDE_COUNT_MAX.context),
  numbers: z.array(slideNumberSchema).max(SLIDE_COUNT_MAX.numbers),
  figure: slideFigureSchema.nullable(),
})
/** See `slideContentSchema`. */
export type SlideContent = z.infer<typeof slideContentSchema>

/**
 * How to work the slide's numbers out again: a read-only method of this contract (or `whatif`, the win-back engine on
 * `input`), and for every number of the slide, in order, where in the answer it stands (null = not to be recomputed) and its value.
 */
export const slideRecipeSchema = z.strictObject({
  method: text(60),
  input: z.unknown(),
  figures: z
    .array(z.strictObject({ path: text(200).nullable(), value: z.number().nullable() }))
    .max(SLIDE_COUNT_MAX.numbers),
})
/** See `slideRecipeSchema`. */
export type SlideRecipe = z.infer<typeof slideRecipeSchema>

const perLanguage = <T extends z.ZodType>(of: T) => z.strictObject({ 'zh-CN': of, en: of })

/** What a slide showed at one time: content in both languages, at which state of the data, and how to recompute it. */
export const slidePictureSchema = z.strictObject({
  content: perLanguage(slideContentSchema),
  recipe: slideRecipeSchema.nullable(),
  /** of the project when it was pinned */
  revision: z.int().min(0),
  asOfDay: z.int().nullable(),
  pinnedAtMs: z.int(),
})
/** See `slidePictureSchema`. */
export type SlidePicture = z.infer<typeof slidePictureSchema>

/** Which simulator a slide can run live, and on what; null = none. */
export const slideLiveSchema = z.strictObject({
  simulator: z.enum(['budget', 'coupon', 'channels']),
  scenario: scenarioJsonSchema,
})
/** See `slideLiveSchema`. */
export type SlideLive = z.infer<typeof slideLiveSchema>

/**
 * One slide. `route`, `params`, `state`: the screen in the state it was pinned in. `headline`: own words, null = the
 * proposed finding. `note` is shown under the figure, `speaker` only to who presents. `before`: the picture before it was
 * made anew on changed data, kept beside the new one.
 */
export const storySlideSchema = z.strictObject({
  id: text(40).min(1),
  section: text(100),
  route: text(40),
  params: z.record(z.string(), z.string()),
  state: z.unknown(),
  /** which figure of the screen, '' = none */
  figure: text(200),
  headline: perLanguage(text(300).nullable()),
  note: text(2_000),
  speaker: text(5_000),
  live: slideLiveSchema.nullable(),
  picture: slidePictureSchema,
  before: slidePictureSchema.nullable(),
})
/** See `storySlideSchema`. */
export type StorySlide = z.infer<typeof storySlideSchema>

/** A story without its identity: name and slides in order. */
export const storyDraftSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  slides: z.array(storySlideSchema).max(SLIDES_MAX),
})
/** See `storyDraftSchema`. */
export type StoryDraft = z.infer<typeof storyDraftSchema>

/** A stored story; `version` grows with every save and tells two windows apart. */
export interface Story extends StoryDraft {
  readonly id: string
  readonly version: number
  readonly changedAtMs: number
}

/** A story in a list. */
export interface StoryEntry {
  readonly id: string
  readonly name: string
  readonly slides: number
  readonly version: number
  readonly changedAtMs: number
}

/** Forms that a story can be handed over in. */
export const REPORT_FORMATS = ['html', 'pdf', 'pptx', 'xlsx'] as const
/** One of them. */
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Where every number of a report comes from; printed in it and kept in it for `huiliu verify`. */
export interface ReportOrigin {
  readonly projectName: string
  /** of the project and its state: equal hashes = equal data */
  readonly projectHash: string
  readonly revision: number
  readonly currency: string
  readonly madeAtMs: number
  readonly appVersion: string
  readonly namesHidden: boolean
}

/** A report as data: what the HTML file carries, what the other forms are made from. `huiliu.report/1`. */
export interface ReportData {
  readonly schema: 'huiliu.report/1'
  readonly language: StoryLanguage
  readonly origin: ReportOrigin
  readonly story: StoryDraft
  /** SHA-256 of what a reader is told, so that a later change of it is seen */
  readonly digest: string
}

/** What became of one stated number when it was worked out again. */
export interface FigureCheck {
  readonly slide: string
  /** of the slide, from 1 */
  readonly position: number
  readonly label: string
  readonly stated: number | null
  /** null = it cannot be worked out any more */
  readonly now: number | null
  readonly verdict: 'holds' | 'changed' | 'gone' | 'not-checked'
}

/** The number at `a.0.b` of an answer; null where there is none. */
export function numberAt(answer: unknown, path: string): number | null {
  let at: unknown = answer
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return null
    at = (at as Record<string, unknown>)[key]
  }
  return typeof at === 'number' && Number.isFinite(at) ? at : null
}

/** The headline of a slide: its own words, else the finding that the numbers made. */
export function headlineOf(
  { headline, picture }: Pick<StorySlide, 'headline' | 'picture'>,
  language: StoryLanguage,
): string {
  const own = headline[language]?.trim() ?? ''
  return own === '' ? picture.content[language].finding : own
}

/**
 * What of a story goes into a file for somebody else. The notes for who presents, and the state of the screens in which slides
 * were pinned, stay with the project.
 */
export function handedOver({ name, slides }: StoryDraft): StoryDraft {
  return { name, slides: slides.map((slide) => ({ ...slide, speaker: '', params: {}, state: null })) }
}
