import { createHash } from 'node:crypto'
import {
  handedOver,
  headlineOf,
  type ReportData,
  type SlideContent,
  type SlidePicture,
} from '../../shared/contract/story.ts'
import { wordsOf } from './words.ts'

/** The report's page as the builder of the application leaves it. */
export interface ReportPage {
  readonly js: string
  readonly css: string
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** JSON that no parser of HTML can mistake for markup. */
const inertJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

/** Pictures that the page does not show, and what is for nobody else, stay out of its file. */
function lean(report: ReportData): ReportData {
  const without = (content: SlideContent): SlideContent => ({
    ...content,
    figure: content.figure && { ...content.figure, largeSvg: null, png: null },
  })
  const picture = (of: SlidePicture): SlidePicture => ({
    ...of,
    content: { 'zh-CN': without(of.content['zh-CN']), en: without(of.content.en) },
  })
  const story = handedOver(report.story)
  const slides = story.slides.map((slide) => ({
    ...slide,
    picture: picture(slide.picture),
    before: slide.before && picture(slide.before),
  }))
  return { ...report, story: { ...story, slides } }
}

/** One file that needs nothing else: data, page and style inside, and a policy under which nothing can be fetched. */
export function composeHtml(report: ReportData, { js, css }: ReportPage): string {
  const { language, story } = report
  const script = js.replaceAll(/<\/script/gi, String.raw`<\/script`)
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(story.name)}</title>
<style>${css.replaceAll(/<\/style/gi, String.raw`<\/style`)}</style>
</head>
<body>
<div id="root"></div>
<noscript>${plainHtml(report)}</noscript>
<script type="application/json" id="huiliu-report">${inertJson(lean(report))}</script>
<script>${script}</script>
</body>
</html>
`
}

/** For a reader that runs no scripts: headlines, numbers and tables as plain text. */
function plainHtml({ language, story, origin }: ReportData): string {
  const words = wordsOf(language)
  const slides = story.slides.map((slide, i) => {
    const { numbers, figure, context } = slide.picture.content[language]
    const list = numbers.map(
      ({ label, text, unit, interval }) =>
        `<li>${escapeHtml([label, text, unit, interval].filter((part) => part !== '').join(' '))}</li>`,
    )
    const rows = (figure?.table.texts ?? []).map(
      (row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    )
    return `<h2>${i + 1}. ${escapeHtml(headlineOf(slide, language))}</h2><p>${escapeHtml(context.join(' · '))}</p><ul>${list.join('')}</ul><table>${rows.join('')}</table>`
  })
  return `<h1>${escapeHtml(story.name)}</h1><p>${escapeHtml(words.madeOf(origin))}</p>${slides.join('')}`
}
