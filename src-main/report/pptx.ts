import JSZip from 'jszip'
import library from 'pptxgenjs'
import {
  handedOver,
  headlineOf,
  type ReportData,
  type SlideFigure,
  type StorySlide,
} from '../../shared/contract/story.ts'
import { asOfText, wordsOf } from './words.ts'

/** Where the whole report is kept inside the file, for `huiliu verify`. */
export const REPORT_PART = 'huiliu/report.json'

// its types describe another module form than the one that Node loads
type Library = typeof library extends { default: infer Class } ? Class : typeof library
const PptxGenJS = library as unknown as Library

type Deck = InstanceType<Library>
type Page = ReturnType<Deck['addSlide']>

const WIDTH = 13.333
const MARGIN = 0.5
const INK = '15222A'
const QUIET = '5A6870'
const ACCENTS = ['0E6F7C', 'C2570C', '3B3BA3', '7A8A00', '8B1E5B', '5B6B70']
const TABLE_ROWS = 14
const TABLE_PAGES = 5
const TABLE_COLUMNS = 8
const POINTS_MAX = 400
const NUMBERS_SHOWN = 5

/** A story as slides whose charts, tables and texts can be edited; titles are findings. */
export async function buildPptx(report: ReportData): Promise<Uint8Array> {
  const { language, story, origin } = report
  const words = wordsOf(language)
  const deck = new PptxGenJS()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = story.name
  deck.company = ''
  deck.author = ''
  deck.theme = { headFontFace: words.font, bodyFontFace: words.font }
  const cover = deck.addSlide()
  cover.addText(plain(story.name), { x: 0.8, y: 2.6, w: 11.7, h: 1, fontSize: 36, bold: true, color: INK })
  cover.addText(plain(words.madeOf(origin)), { x: 0.8, y: 3.6, w: 11.7, h: 0.5, fontSize: 16, color: QUIET })
  for (const [i, slide] of story.slides.entries()) addSlides(deck, slide, i, report)
  const made = (await deck.write({ outputType: 'uint8array' })) as Uint8Array
  return withReport(made, report)
}

/** Characters that XML cannot hold are left out. */
export const plain = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

function addSlides(deck: Deck, slide: StorySlide, i: number, report: ReportData): void {
  const { language } = report
  const { numbers, figure } = slide.picture.content[language]
  const page = frame(deck, slide, i, report, '')
  const shown = numbers.slice(0, NUMBERS_SHOWN)
  const width = (WIDTH - 2 * MARGIN) / Math.max(1, shown.length)
  shown.forEach((number, k) => {
    page.addText(
      [
        { text: plain(number.label), options: { fontSize: 11, color: QUIET, breakLine: true } },
        {
          text: plain(`${number.text}${number.unit === '' ? '' : ` ${number.unit}`}`),
          options: { fontSize: 22, bold: true, color: INK, breakLine: number.interval !== '' },
        },
        ...(number.interval === ''
          ? []
          : [{ text: plain(number.interval), options: { fontSize: 11, color: QUIET } }]),
      ],
      { x: MARGIN + k * width, y: 1.35, w: width, h: 1, valign: 'top', margin: 0 },
    )
  })
  if (figure !== null) addFigure(deck, page, slide, figure, i, report)
  if (slide.note !== '') {
    page.addText(plain(slide.note), {
      x: MARGIN,
      y: 6.45,
      w: WIDTH - 2 * MARGIN,
      h: 0.4,
      fontSize: 12,
      color: INK,
    })
  }
  page.addNotes(plain(slide.speaker))
}

/** Title and footer of one page. */
function frame(deck: Deck, slide: StorySlide, i: number, report: ReportData, tail: string): Page {
  const { language, origin } = report
  const words = wordsOf(language)
  const page = deck.addSlide()
  page.addText(plain(headlineOf(slide, language) + tail), {
    x: MARGIN,
    y: 0.3,
    w: WIDTH - 2 * MARGIN,
    h: 1,
    fontSize: 24,
    fit: 'shrink',
    bold: true,
    color: INK,
    valign: 'top',
    margin: 0,
  })
  const isStale = slide.picture.revision !== origin.revision
  const footer = [
    `${i + 1}`,
    ...(asOfText(slide) === '' ? [] : [`${words.asOf} ${asOfText(slide)}`]),
    ...slide.picture.content[language].context.slice(0, 4),
    ...(isStale ? [words.stale(slide.picture.revision, origin.revision)] : []),
    origin.projectHash,
  ]
  page.addText(plain(footer.join(' · ')), {
    x: MARGIN,
    y: 7.0,
    w: WIDTH - 2 * MARGIN,
    h: 0.35,
    fontSize: 9,
    color: QUIET,
    margin: 0,
  })
  return page
}

function addFigure(
  deck: Deck,
  page: Page,
  slide: StorySlide,
  figure: SlideFigure,
  i: number,
  report: ReportData,
): void {
  const box = { x: MARGIN, y: 2.75, w: WIDTH - 2 * MARGIN, h: 3.65 }
  page.addText(plain(figure.title), {
    x: MARGIN,
    y: 2.35,
    w: WIDTH - 2 * MARGIN,
    h: 0.35,
    fontSize: 13,
    bold: true,
    color: INK,
    margin: 0,
  })
  const series = chartSeries(figure)
  if (series !== null) {
    const kind = figure.kind === 'line' ? deck.ChartType.line : deck.ChartType.bar
    page.addChart(kind, series, {
      ...box,
      barDir: figure.kind === 'bar' ? 'bar' : 'col',
      chartColors: ACCENTS,
      showLegend: series.length > 1,
      legendPos: 'b',
      catAxisLabelFontSize: 10,
      valAxisLabelFontSize: 10,
      lineDataSymbolSize: 5,
    })
    return
  }
  if (figure.png !== null) {
    const scale = Math.min(box.w / figure.widthPx, box.h / figure.heightPx)
    const [w, h] = [figure.widthPx * scale, figure.heightPx * scale]
    page.addImage({
      data: `image/png;base64,${figure.png}`,
      x: box.x + (box.w - w) / 2,
      y: box.y,
      w,
      h,
      altText: plain(figure.title),
    })
  }
  addTables(deck, figure.png === null ? page : null, slide, figure, i, report)
}

/** The table on the page itself, or on pages of its own; what does not fit is told. */
function addTables(
  deck: Deck,
  first: Page | null,
  slide: StorySlide,
  { table }: SlideFigure,
  i: number,
  report: ReportData,
): void {
  const words = wordsOf(report.language)
  const columns = table.columns.slice(0, TABLE_COLUMNS)
  const perPage = first === null ? TABLE_ROWS + 4 : TABLE_ROWS - 4
  const pages = Math.min(TABLE_PAGES, Math.ceil(table.texts.length / perPage))
  const header = columns.map(({ label, unit }) => ({
    text: plain(unit === '' ? label : `${label} (${unit})`),
    options: { bold: true, color: QUIET },
  }))
  for (let p = 0; p < pages; p++) {
    const isFirst = p === 0 && first !== null
    const page = isFirst ? first : frame(deck, slide, i, report, pages > 1 ? ` (${p + 1}/${pages})` : '')
    const rows = table.texts
      .slice(p * perPage, (p + 1) * perPage)
      .map((row) => row.slice(0, columns.length).map((text) => ({ text: plain(text) })))
    page.addTable([header, ...rows], {
      x: MARGIN,
      y: isFirst ? 2.75 : 1.4,
      w: WIDTH - 2 * MARGIN,
      fontSize: 10,
      color: INK,
      border: { type: 'solid', pt: 0.5, color: 'DDE3E4' },
      rowH: 0.27,
    })
    if (p === pages - 1 && pages * perPage < table.totalRows) {
      page.addText(words.rows(pages * perPage, table.totalRows), {
        x: MARGIN,
        y: 6.7,
        w: WIDTH - 2 * MARGIN,
        h: 0.3,
        fontSize: 10,
        color: QUIET,
        margin: 0,
      })
    }
  }
}

/** Categories and series of a native chart: numeric columns in the unit of the first one. Null = it is none. */
export function chartSeries({
  kind,
  table,
}: Pick<SlideFigure, 'kind' | 'table'>): { name: string; labels: string[]; values: number[] }[] | null {
  if (kind !== 'line' && kind !== 'column' && kind !== 'bar') return null
  const { columns, rows, texts } = table
  if (rows.length === 0 || rows.length > POINTS_MAX) return null
  const isNumeric = columns.map((_, c) => rows.some((row) => typeof row[c] === 'number'))
  const at = isNumeric.findIndex((is, c) => is && c > 0)
  if (at < 0) return null
  const labels = texts.map((row) => plain(row[0] ?? ''))
  return columns.flatMap((column, c) => {
    const isSame = c > 0 && isNumeric[c] && column.unit === columns[at]?.unit && isLike(c)
    if (!isSame) return []
    return [
      {
        name: plain(column.label),
        labels,
        values: rows.map((row) => (typeof row[c] === 'number' ? row[c] : 0)),
      },
    ]
  })

  /** Columns of quite another size would flatten the first. */
  function isLike(c: number): boolean {
    const size = (of: number) => Math.max(...rows.map((row) => Math.abs(Number(row[of] ?? 0))))
    const [own, first] = [size(c), size(at)]
    return c === at || (own <= first * 5 && own >= first / 50)
  }
}

/** The file with the report's data as a part of its own; presentation programs leave it alone. */
async function withReport(bytes: Uint8Array, report: ReportData): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes)
  zip.file(REPORT_PART, JSON.stringify({ ...report, story: handedOver(report.story) }))
  const types = zip.file('[Content_Types].xml')
  if (types !== null) {
    const xml = await types.async('string')
    const own = '<Default Extension="json" ContentType="application/json"/>'
    zip.file('[Content_Types].xml', xml.replace(/(<Types[^>]*>)/, `$1${own}`))
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}
