import type { ReactNode } from 'react'
import { localDay } from '../../../shared/contract/calendar.ts'
import {
  headlineOf,
  type ReportData,
  type SlideNumber,
  type StorySlide,
} from '../../../shared/contract/story.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT, type Translate } from '../../locale/t.ts'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Report.module.css'
import { SlideFigureView, SlideTableView } from './SlideFigureView.tsx'
import { contentOf, contextOf, isStale } from './slideText.ts'

interface ReportDocumentProps {
  readonly report: ReportData
  /** what stands beside a slide's headline, e.g. the way to its simulator */
  readonly toolsOf?: (slide: StorySlide) => ReactNode
}

const TABLE_ROWS = 40

/** A story to read and to print: a page a slide, every number with where it comes from. */
export function ReportDocument({ report, toolsOf }: ReportDocumentProps) {
  const t = useT()
  const format = useFormat()
  const { origin, story } = report
  const made = format.date(localDay(origin.madeAtMs))
  return (
    <div className={css.report} data-print="">
      <header className={css.cover}>
        <h1>{story.name}</h1>
        <p>{t('story.reportOf', { name: origin.projectName, version: origin.appVersion, day: made })}</p>
      </header>
      {story.slides.map((slide, i) => (
        <SlideArticle
          key={slide.id}
          slide={slide}
          position={i + 1}
          report={report}
          tools={toolsOf?.(slide)}
        />
      ))}
    </div>
  )
}

interface SlideArticleProps {
  readonly slide: StorySlide
  readonly position: number
  readonly report: ReportData
  readonly tools: ReactNode
}

function SlideArticle({ slide, position, report, tools }: SlideArticleProps) {
  const t = useT()
  const format = useFormat()
  const language = useLanguage()
  const content = contentOf(slide, language)
  const { origin, story } = report
  const context = contextOf(slide, language, t, format)
  const { figure } = content
  const isNewSection = slide.section !== '' && slide.section !== story.slides[position - 2]?.section
  return (
    <article className={css.slide} id={`slide-${position}`}>
      {isNewSection && <p className={css.section}>{slide.section}</p>}
      <header className={css.head}>
        <h2>{headlineOf(slide, language)}</h2>
        {tools}
      </header>
      <p className={css.context}>{context.join(' · ')}</p>
      {isStale(slide, origin.revision) && (
        <p className={css.stale}>
          {t('story.staleWhat', {
            then: format.countFull(slide.picture.revision),
            now: format.countFull(origin.revision),
          })}
        </p>
      )}
      <dl className={css.numbers}>
        {content.numbers.map((number) => (
          <div key={number.label}>
            <dt>{number.label}</dt>
            <dd>
              <b>{number.text}</b> {number.unit} {number.interval !== '' && <small>{number.interval}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {figure !== null && (
        <figure className={css.figure}>
          <figcaption>
            <b>{figure.title}</b> {figure.sub}
          </figcaption>
          <SlideFigureView figure={figure} rows={TABLE_ROWS} />
        </figure>
      )}
      {slide.note !== '' && <p className={css.note}>{slide.note}</p>}
      <details className={css.details}>
        <summary>{t('story.provenance')}</summary>
        <ul>
          {content.numbers.flatMap((number) =>
            number.from === null ? [] : [<li key={number.label}>{sourceText(number, t)}</li>],
          )}
        </ul>
      </details>
      {figure?.svg != null && (
        <details className={css.details}>
          <summary>{t('story.tableBehind')}</summary>
          <SlideTableView figure={figure} rows={figure.table.texts.length} />
        </details>
      )}
      <footer className={css.footer}>
        <span>
          {story.name} · {context[0]}
        </span>
        <span>{origin.projectHash}</span>
        <span>{t('story.pageOf', { n: String(position), total: String(story.slides.length) })}</span>
      </footer>
    </article>
  )
}

/** "Formula: ... Inputs: ... As of: ...": one number's provenance in one paragraph. */
export function sourceText({ label, text, from }: SlideNumber, t: Translate): string {
  if (from === null) return `${label} ${text}`
  const parts: readonly (readonly [string, string | undefined])[] = [
    [t('story.provFormula'), from.formula],
    [t('story.provInputs'), from.inputs],
    [t('story.provFilter'), from.filter],
    [t('story.provAsOf'), from.asOf],
    [t('story.provInterval'), from.interval],
    [t('story.provEngine'), from.engine],
  ]
  const told = parts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}: ${value}`],
  )
  return `${from.title === '' ? `${label} ${text}` : from.title} — ${told.join(' · ')}`
}
