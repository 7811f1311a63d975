import { utils, write, type WorkSheet } from '@e965/xlsx'
import { headlineOf, type ReportData, type StorySlide } from '../../shared/contract/story.ts'
import { asOfText, dayOf, wordsOf } from './words.ts'

type Cell = string | number | null

const SHEET_NAME_MAX = 31
const CELL_MAX = 32_000

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; all texts are texts, whatever they look like. */
export function safeText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return safe.slice(0, CELL_MAX)
}

/** The tables behind a story: contents, a sheet a figure, every number, every assumption. */
export function buildXlsx(report: ReportData): Uint8Array {
  const { language, story, origin } = report
  const words = wordsOf(language)
  const book = utils.book_new()
  const taken = new Set<string>()
  const add = (name: string, rows: readonly (readonly Cell[])[]) =>
    utils.book_append_sheet(book, sheetOf(rows), freeName(name, taken))

  add(words.contents, [
    [story.name],
    [words.madeOf(origin)],
    [],
    [words.slide, words.headline, words.screen, words.asOf, words.pinned],
    ...story.slides.map((slide, i): Cell[] => [
      i + 1,
      headlineOf(slide, language),
      slide.picture.content[language].screen,
      asOfText(slide),
      dayOf(slide.picture.pinnedAtMs),
    ]),
  ])
  for (const [i, slide] of story.slides.entries()) {
    const rows = figureRows(slide, report)
    if (rows !== null) add(`${i + 1} ${slide.picture.content[language].screen}`, rows)
  }
  add(words.numbers, [
    [words.slide, words.label, words.text, words.unit, words.interval, words.note],
    ...story.slides.flatMap((slide, i) =>
      slide.picture.content[language].numbers.map((number): Cell[] => [
        i + 1,
        number.label,
        number.text,
        number.unit,
        number.interval,
        number.note,
      ]),
    ),
  ])
  add(words.assumptions, assumptionRows(report))
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

function figureRows(slide: StorySlide, { language, origin }: ReportData): Cell[][] | null {
  const { figure, context } = slide.picture.content[language]
  if (figure === null) return null
  const words = wordsOf(language)
  const { columns, rows, totalRows } = figure.table
  const isStale = slide.picture.revision !== origin.revision
  return [
    [headlineOf(slide, language)],
    [figure.title],
    ...(figure.sub === '' ? [] : [[figure.sub]]),
    [context.join(' · ')],
    ...(isStale ? [[words.stale(slide.picture.revision, origin.revision)]] : []),
    ...(totalRows > rows.length ? [[words.rows(rows.length, totalRows)]] : []),
    [],
    columns.map(({ label, unit }) => (unit === '' ? label : `${label} (${unit})`)),
    ...rows,
  ]
}

function assumptionRows({ language, story, origin }: ReportData): Cell[][] {
  const words = wordsOf(language)
  return [
    [words.project, origin.projectName],
    [words.hash, origin.projectHash],
    [words.revision, origin.revision],
    [words.app, origin.appVersion],
    [words.made, dayOf(origin.madeAtMs)],
    [],
    [
      words.slide,
      words.label,
      words.text,
      words.formula,
      words.inputs,
      words.filter,
      words.asOf,
      words.interval,
      words.engine,
    ],
    ...story.slides.flatMap((slide, i) =>
      slide.picture.content[language].numbers.map(({ label, text, from }): Cell[] => [
        i + 1,
        label,
        text,
        from?.formula ?? '',
        from?.inputs ?? '',
        from?.filter ?? '',
        from?.asOf ?? asOfText(slide),
        from?.interval ?? '',
        from?.engine ?? '',
      ]),
    ),
    [],
    [words.slide, words.key, words.value],
    ...story.slides.flatMap((slide, i) =>
      leaves(slide.live?.scenario ?? slide.picture.recipe?.input ?? {}).map(([key, value]): Cell[] => [
        i + 1,
        key,
        value,
      ]),
    ),
  ]
}

const LEAVES_MAX = 5_000

/** Every value of a tree with its path. */
export function leaves(tree: unknown, path = ''): (readonly [string, Cell])[] {
  if (typeof tree === 'number') return [[path, Number.isFinite(tree) ? tree : null]]
  if (typeof tree === 'string') return [[path, tree]]
  if (typeof tree === 'boolean') return [[path, String(tree)]]
  if (typeof tree !== 'object' || tree === null) return [[path, null]]
  return Object.entries(tree)
    .flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`))
    .slice(0, LEAVES_MAX)
}

/** Cells with their types stated, so that nothing is guessed from a text. */
function sheetOf(rows: readonly (readonly Cell[])[]): WorkSheet {
  const sheet: WorkSheet = {}
  let widest = 0
  rows.forEach((row, r) => {
    widest = Math.max(widest, row.length)
    row.forEach((cell, c) => {
      if (cell === null) return
      sheet[utils.encode_cell({ r, c })] =
        typeof cell === 'number' ? { t: 'n', v: cell } : { t: 's', v: safeText(cell) }
    })
  })
  sheet['!ref'] = utils.encode_range({
    s: { r: 0, c: 0 },
    e: { r: Math.max(0, rows.length - 1), c: Math.max(0, widest - 1) },
  })
  return sheet
}

/** A name that the format allows and no other sheet has. */
function freeName(wished: string, taken: Set<string>): string {
  const plain = wished
    .replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .trim()
  const base = (plain === '' ? 'sheet' : plain).slice(0, SHEET_NAME_MAX)
  let name = base
  for (let n = 2; taken.has(name.toLowerCase()); n++) {
    const tail = ` ${n}`
    name = base.slice(0, SHEET_NAME_MAX - tail.length) + tail
  }
  taken.add(name.toLowerCase())
  return name
}
