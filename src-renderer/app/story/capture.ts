import { flushSync } from 'react-dom'
import {
  numberAt,
  SLIDE_COUNT_MAX,
  SLIDE_ROWS_MAX,
  SLIDE_TEXT_MAX,
  STORY_LANGUAGES,
  type ChartKind,
  type SlideContent,
  type SlideFigure,
  type SlideNumber,
  type SlidePicture,
  type SlideProvenance,
  type SlideRecipe,
  type SlideTable,
  type StoryLanguage,
} from '../../../shared/contract/story.ts'
import { currentLanguage, setLanguage } from '../../locale/language.ts'
import { svgOf } from '../../ui/chartExport.ts'
import { cellText, type ChartTable } from '../../ui/chartTable.ts'
import type { EChartsCoreOption } from '../../ui/echarts.ts'
import { useSchemeStore } from '../../ui/schemeStore.ts'
import {
  shownNumbers,
  shownPage,
  type Box,
  type ShownFigure,
  type ShownNumber,
  type ShownPage,
} from '../../ui/shown.ts'
import type { Provenance } from '../../ui/provenance.ts'
import { pngOfSvg, svgDocument, type Drawing } from '../../ui/svgExport.ts'
import type { Recipe } from '../screen.ts'

const FIGURE_WIDTH = 1_040
const FIGURE_HEIGHT = 520
const LARGE = { widthPx: 480, heightPx: 270 } as const

type Drawn = Pick<SlideFigure, 'svg' | 'largeSvg' | 'png'>

/** A figure before it is drawn: drawing takes its time, reading must not. */
interface Read {
  readonly content: Omit<SlideContent, 'figure'>
  readonly figure: Omit<SlideFigure, keyof Drawn> | null
  readonly draw: (() => Promise<Drawn>) | null
}

/**
 * What the page shows now, in both languages and in the light theme. The page is rendered in each of them and back within one
 * task, so nothing of it is ever painted.
 */
export async function captured(
  figure: Box<ShownFigure> | null,
  recipe: Recipe | null,
  of: { readonly revision: number; readonly asOfDay: number | null; readonly nowMs: number },
): Promise<SlidePicture> {
  const language = currentLanguage()
  const { scheme } = useSchemeStore.getState()
  const root = document.documentElement
  const wear = (next: StoryLanguage, nextScheme: typeof scheme) => {
    root.dataset['theme'] = nextScheme
    flushSync(() => {
      useSchemeStore.setState({ scheme: nextScheme })
      setLanguage(next)
    })
  }
  const read = {} as Record<StoryLanguage, Read>
  try {
    for (const next of STORY_LANGUAGES) {
      wear(next, 'light')
      read[next] = readPage(figure)
    }
  } finally {
    wear(language, scheme)
  }
  const [zh, en] = await Promise.all(STORY_LANGUAGES.map((one) => drawn(read[one])))
  return {
    content: { 'zh-CN': zh as SlideContent, en: en as SlideContent },
    recipe: recipe && stated(recipe, read.en.content.numbers.length),
    revision: of.revision,
    asOfDay: of.asOfDay,
    pinnedAtMs: of.nowMs,
  }
}

async function drawn({ content, figure, draw }: Read): Promise<SlideContent> {
  if (figure === null || draw === null) return { ...content, figure: null }
  const { svg, largeSvg, png } = await draw()
  return {
    ...content,
    figure: {
      ...figure,
      svg: unlessLarger(SLIDE_TEXT_MAX.drawing, svg),
      largeSvg: unlessLarger(SLIDE_TEXT_MAX.drawing, largeSvg),
      png: unlessLarger(SLIDE_TEXT_MAX.png, png),
    },
  }
}

function readPage(box: Box<ShownFigure> | null): Read {
  const page = shownPage()
  const figure = box?.current ?? null
  const context = (page?.context() ?? []).filter((piece) => piece !== '')
  return {
    content: {
      screen: fit('screen', page?.title),
      finding: fit('finding', page?.finding || figure?.title || page?.title),
      context: context.slice(0, SLIDE_COUNT_MAX.context).map((piece) => fit('context', piece)),
      numbers: numbersOf(page).slice(0, SLIDE_COUNT_MAX.numbers),
    },
    figure: figure && {
      title: fit('title', figure.title),
      sub: fit('sub', figure.sub),
      kind: kindOf(figure),
      ...sizeOf(figure),
      table: tableOf(figure.table),
    },
    draw: figure && drawingOf(figure),
  }
}

/** The strip's numbers; a page without one has those of its finding. */
function numbersOf(page: ShownPage | null): SlideNumber[] {
  const strip = shownNumbers()
  if (strip.length > 0) return strip.map(numberOf)
  return (page?.findingNumbers ?? []).flatMap((value) =>
    value.from === undefined ? [] : [numberOf({ label: value.from.title, value })],
  )
}

function numberOf({ label, value, unit, interval, note }: ShownNumber): SlideNumber {
  return {
    label: fit('label', label),
    text: fit('text', value.text),
    unit: fit('unit', unit),
    interval: fit('interval', interval),
    note: fit('note', note),
    from: value.from ? provenanceOf(value.from) : null,
  }
}

function provenanceOf({ onShowCustomers: _, ...from }: Provenance): SlideProvenance {
  const { provenance } = SLIDE_TEXT_MAX
  const entries = Object.entries(from) as [keyof typeof provenance, string | undefined][]
  const shortened = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [[key, shortTo(provenance[key], value)] as const],
  )
  return Object.fromEntries(shortened) as unknown as SlideProvenance
}

/** A long name must not keep a screen from being pinned. */
const shortTo = (max: number, words: string): string =>
  words.length <= max ? words : `${words.slice(0, max - 1)}…`

const fit = (key: keyof Omit<typeof SLIDE_TEXT_MAX, 'provenance'>, words: string | undefined): string =>
  shortTo(SLIDE_TEXT_MAX[key], words ?? '')

const unlessLarger = (max: number, drawing: string | null): string | null =>
  drawing !== null && drawing.length > max ? null : drawing

const sizeOf = ({ drawable, size }: ShownFigure) =>
  drawable.kind === 'svg' ? size() : { widthPx: FIGURE_WIDTH, heightPx: FIGURE_HEIGHT }

/** What is drawn of a figure is decided now; the drawing itself may come later. */
function drawingOf({ drawable }: ShownFigure): NonNullable<Read['draw']> {
  switch (drawable.kind) {
    case 'chart': {
      const { option } = drawable
      const at = async (widthPx: number, heightPx: number) =>
        new TextDecoder().decode(await svgOf(option, 'light', widthPx, heightPx))
      return async () => {
        const svg = await at(FIGURE_WIDTH, FIGURE_HEIGHT)
        const drawing = { text: svg, width: FIGURE_WIDTH, height: FIGURE_HEIGHT }
        return { svg, largeSvg: await at(LARGE.widthPx, LARGE.heightPx), png: await base64Of(drawing) }
      }
    }
    case 'svg': {
      const drawing = svgDocument(drawable.drawings())
      return async () => ({ svg: drawing.text, largeSvg: null, png: await base64Of(drawing) })
    }
    case 'table':
      return () => Promise.resolve({ svg: null, largeSvg: null, png: null })
  }
}

/** Plain lines and bars can be drawn again by a presentation program; everything else stays a picture. */
export function kindOf({ drawable }: Pick<ShownFigure, 'drawable'>): ChartKind {
  if (drawable.kind !== 'chart') return drawable.kind === 'table' ? 'table' : 'picture'
  const types = seriesTypes(drawable.option)
  if (types.length === 0 || new Set(types).size !== 1) return 'picture'
  const { xAxis, yAxis } = drawable.option as Record<string, unknown>
  if (types[0] === 'line') return isCategory(xAxis) ? 'line' : 'picture'
  if (types[0] !== 'bar') return 'picture'
  if (isCategory(yAxis)) return 'bar'
  return isCategory(xAxis) ? 'column' : 'picture'
}

function seriesTypes(option: EChartsCoreOption): unknown[] {
  const { series } = option as { series?: unknown }
  const all = Array.isArray(series) ? (series as unknown[]) : series === undefined ? [] : [series]
  return all.map((one) => (one as { type?: unknown }).type)
}

const isCategory = (axis: unknown): boolean =>
  Array.isArray(axis)
    ? axis.length === 1 && isCategory(axis[0])
    : (axis as { type?: unknown } | undefined)?.type === 'category'

function tableOf({ columns, rows }: ChartTable): SlideTable {
  const kept = rows.slice(0, SLIDE_ROWS_MAX).map((row) => row.slice(0, SLIDE_COUNT_MAX.columns))
  return {
    columns: columns
      .slice(0, SLIDE_COUNT_MAX.columns)
      .map(({ label, unit }) => ({ label: fit('label', label), unit: fit('unit', unit) })),
    rows: kept.map((row) => row.map(plainCell)),
    texts: kept.map((row) => row.map((cell, i) => fit('cell', cellText(columns[i], cell)))),
    totalRows: rows.length,
  }
}

function plainCell(cell: ChartTable['rows'][number][number]): string | number | null {
  if (typeof cell === 'string') return fit('cell', cell)
  return cell !== null && Number.isFinite(cell) ? cell : null
}

/** The recipe with the values that the screen shows now. */
function stated({ method, input, answer, paths }: Recipe, nNumbers: number): SlideRecipe {
  return {
    method,
    input,
    figures: Array.from({ length: nNumbers }, (_, i) => {
      const path = paths[i] ?? null
      return { path, value: path === null ? null : numberAt(answer, path) }
    }),
  }
}

/** A picture that cannot be drawn is no reason not to pin the slide. */
async function base64Of(drawing: Drawing): Promise<string | null> {
  const bytes = await pngOfSvg(drawing).catch(() => null)
  if (bytes === null || bytes.length === 0) return null
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
