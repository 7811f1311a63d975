import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeHtml } from '../../../src-main/report/html.ts'
import { plain } from '../../../src-main/report/pptx.ts'
import { readReport } from '../../../src-main/report/read.ts'
import { buildXlsx, safeText } from '../../../src-main/report/xlsx.ts'
import { reportOf, storyOf } from '../../support/storyData.ts'

const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })

function told(text: string) {
  const story = storyOf()
  return reportOf({ ...story, slides: story.slides.map((slide) => ({ ...slide, note: text })) })
}

describe('any text', () => {
  it('comes back out of the HTML as it went in, and is never markup', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const html = composeHtml(told(text), { js: '', css: '' })
        const { report } = await readReport(new TextEncoder().encode(html), 'x.html')
        expect(report.story.slides[0]?.note).toBe(text)
        expect(html.match(/<script/g)).toHaveLength(2)
      }),
      { numRuns: 60 },
    )
  })

  it('is a text in a sheet, never a formula', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(safeText(text)).not.toMatch(/^[=+\-@\t\r]/)
        const story = storyOf()
        const named = reportOf({ ...story, name: `=${plain(text)}` })
        const sheet = read(buildXlsx(named)).Sheets['Contents']!
        expect(sheet['A1']).not.toHaveProperty('f')
        expect(utils.sheet_to_json(sheet, { header: 1 }).length).toBeGreaterThan(3)
      }),
      { numRuns: 40 },
    )
  })
})
