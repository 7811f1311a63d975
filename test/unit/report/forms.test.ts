import { createHash } from 'node:crypto'
import { read, utils } from '@e965/xlsx'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { handedOver, storyDraftSchema } from '../../../shared/contract/story.ts'
import { composeHtml } from '../../../src-main/report/html.ts'
import { buildPptx, chartSeries, REPORT_PART } from '../../../src-main/report/pptx.ts'
import { readReport } from '../../../src-main/report/read.ts'
import { buildXlsx } from '../../../src-main/report/xlsx.ts'
import { HOSTILE, reportOf, storyOf } from '../../support/storyData.ts'

const PAGE = { js: 'globalThis.ran = "</script>"', css: 'p{color:red}' }

it('a story is what the contract says', () => {
  expect(storyDraftSchema.parse(storyOf())).toEqual(storyOf())
})

describe('XLSX', () => {
  const bytes = buildXlsx(reportOf())

  it('has a sheet a figure, the numbers and the assumptions', () => {
    const book = read(bytes)
    expect(book.SheetNames).toEqual([
      'Contents',
      '1 North Star',
      '2 North Star',
      '3 North Star',
      'Numbers',
      'Assumptions and sources',
    ])
    const first = utils.sheet_to_json<unknown[]>(book.Sheets['1 North Star']!, { header: 1 })
    expect(first).toContainEqual(['2025-10', 37.2, 32.3, 355])
    expect(first).toContainEqual(['Month', 'Share (%)', 'Low (%)', 'Customers'])
    const second = utils.sheet_to_json<unknown[]>(book.Sheets['2 North Star']!, { header: 1 }).flat()
    expect(second).toContain('first 6 of 60 rows')
    expect(second).toContain('pinned on data version 2; the project is now at 3')
    const sources = utils
      .sheet_to_json<unknown[]>(book.Sheets['Assumptions and sources']!, { header: 1 })
      .flat()
    expect(sources).toContain('0123456789abcdef')
    expect(sources).toContain('ladder.0.response')
  })

  it('has no formula, whatever the texts are', async () => {
    const zip = await JSZip.loadAsync(bytes)
    for (const name of Object.keys(zip.files).filter((path) => path.startsWith('xl/worksheets/'))) {
      expect((await zip.file(name)?.async('string')) ?? '').not.toMatch(/<f[ >]/)
    }
    const cells = utils
      .sheet_to_json<unknown[]>(read(bytes).Sheets['2 North Star']!, { header: 1 })
      .flat()
      .filter((cell) => typeof cell === 'string')
    expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([])
    expect(cells).toContain(`'${HOSTILE[0]}`)
  })
})

describe('PPTX', () => {
  it('has a slide a page with its title, a native chart with the numbers, notes, and the report itself', async () => {
    const bytes = await buildPptx(reportOf())
    const zip = await JSZip.loadAsync(bytes)
    const text = async (path: string) => (await zip.file(path)?.async('string')) ?? ''
    const slides = Object.keys(zip.files).filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    expect(slides).toHaveLength(4)
    expect(await text('ppt/slides/slide2.xml')).toContain('Core repurchase is 37.2%')
    expect(await text('ppt/slides/slide3.xml')).toContain('&lt;/script&gt;&lt;script&gt;')
    expect(await text('ppt/slides/slide3.xml')).toContain('pinned on data version 2')
    const charts = Object.keys(zip.files).filter((path) => /^ppt\/charts\/chart\d+\.xml$/.test(path))
    expect(charts.length).toBeGreaterThan(0)
    const chart = await text(charts[0]!)
    expect(chart).toContain('<c:v>37.2</c:v>')
    expect(chart).toContain('2025-10')
    const notes = Object.keys(zip.files).filter((path) => path.startsWith('ppt/notesSlides/notesSlide'))
    const said = await Promise.all(notes.map((path) => text(path)))
    expect(said.some((one) => one.includes('say this'))).toBe(true)
    expect(await text('[Content_Types].xml')).toContain('Extension="json"')
    const { report, isIntact } = await readReport(bytes, 'story.pptx')
    expect(report.story).toEqual(handedOver(storyOf()))
    expect(await text(REPORT_PART)).not.toContain('say this')
    expect(isIntact).toBe(true)
  })

  it('draws columns of one unit and one size only', () => {
    const { figure } = storyOf().slides[0]!.picture.content.en
    expect(chartSeries(figure!)?.map(({ name }) => name)).toEqual(['Share', 'Low'])
    expect(chartSeries({ ...figure!, kind: 'picture' })).toBeNull()
  })
})

describe('HTML', () => {
  const html = composeHtml(reportOf(), PAGE)

  it('carries data that cannot end their element, and a script whose hash the policy names', async () => {
    expect(html.match(/<script/g)).toHaveLength(2)
    const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(html).toContain(`script-src 'sha256-${hash}'`)
    expect(html).toContain("default-src 'none'")
    const { report, isIntact } = await readReport(new TextEncoder().encode(html), 'story.html')
    expect(report.story.slides.map(({ headline }) => headline)).toEqual(
      storyOf().slides.map(({ headline }) => headline),
    )
    expect(isIntact).toBe(true)
  })

  it('keeps to itself what was noted for who presents, and how the screens were set', async () => {
    const searched = storyOf().slides.map((slide) => ({
      ...slide,
      speaker: 'the owner must not know',
      params: { customer: 'u7' },
      state: { search: 'u7' },
    }))
    const made = composeHtml(reportOf({ name: 'Handed over', slides: searched }), PAGE)
    expect(made).not.toContain('the owner must not know')
    expect(made).not.toContain('u7')
    const { report } = await readReport(new TextEncoder().encode(made), 'story.html')
    expect(report.story.slides.map(({ state, params }) => [state, params])).toEqual(
      searched.map(() => [null, {}]),
    )
  })

  it('reads without scripts, hostile texts as texts', () => {
    const plain = /<noscript>(.*?)<\/noscript>/s.exec(html)?.[1] ?? ''
    expect(plain).toContain('&lt;/script&gt;&lt;script&gt;alert(1)')
    expect(plain).toContain('37.2%')
  })

  it('tells that a number was changed after it was made', async () => {
    const changed = html.replaceAll('37.2%', '73.2%')
    expect((await readReport(new TextEncoder().encode(changed), 'x.html')).isIntact).toBe(false)
  })

  it.each([
    ['', 'huiliu.report/1'],
    ['<html></html>', 'huiliu.report/1'],
    ['<script type="application/json" id="huiliu-report">{</script>', 'JSON'],
    [
      '<script type="application/json" id="huiliu-report">{"schema":"huiliu.report/1","origin":{},"story":{"name":""}}</script>',
      'name',
    ],
  ])('refuses what is none: %s', async (text, message) => {
    await expect(readReport(new TextEncoder().encode(text), 'x.html')).rejects.toMatchObject({
      code: 'report-invalid',
      detail: { file: 'x.html', message },
    })
  })
})
