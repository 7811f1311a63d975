import type { ComponentType } from 'react'
import { headlineOf, type StorySlide } from '../../../shared/contract/story.ts'
import type { StageProps } from '../../app/screen.ts'
import { useSession } from '../../app/session.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Present.module.css'
import { SlideFigureView } from './SlideFigureView.tsx'
import { contentOf, contextOf, isStale } from './slideText.ts'

interface ShownSlideProps {
  readonly slide: StorySlide
  readonly position: number
  readonly total: number
  readonly revision: number
  readonly intervals: boolean
  /** the slide's simulator, live */
  readonly stage?: ComponentType<StageProps> | undefined
}

const ROWS = 6
const SMALL_NUMBERS = 2

/** One slide on the stage: its finding, one figure, its numbers, and where they come from. */
export function ShownSlide(props: ShownSlideProps) {
  const { slide, position, total, revision, intervals, stage: Stage } = props
  const t = useT()
  const format = useFormat()
  const language = useLanguage()
  const namesHidden = useSession((state) => state.namesHidden)
  const content = contentOf(slide, language)
  const [hero, ...others] = content.numbers
  const source = [
    t('story.pageOf', { n: String(position), total: String(total) }),
    ...contextOf(slide, language, t, format).slice(0, 3),
    ...(namesHidden ? [t('story.namesHidden')] : []),
    ...(intervals ? [] : [t('story.intervalsOff')]),
    ...(isStale(slide, revision) ? [t('story.stale')] : []),
  ]
  return (
    <section className={css.slide} aria-roledescription="slide" aria-label={headlineOf(slide, language)}>
      {Stage && slide.headline[language] === null ? (
        <Stage intervals={intervals} />
      ) : (
        <>
          <h1 className={css.headline}>{headlineOf(slide, language)}</h1>
          {Stage ? (
            <Stage intervals={intervals} />
          ) : (
            <div className={css.body}>
              {content.figure !== null && (
                <div className={css.figure}>
                  <SlideFigureView large figure={content.figure} rows={ROWS} />
                </div>
              )}
              <dl className={css.numbers}>
                {hero !== undefined && (
                  <div className={css.hero}>
                    <dt>{hero.label}</dt>
                    <dd>
                      {hero.text}
                      <small>{hero.unit}</small>
                    </dd>
                    {intervals && hero.interval !== '' && <dd className={css.interval}>{hero.interval}</dd>}
                  </div>
                )}
                {others.slice(0, SMALL_NUMBERS).map((number) => (
                  <div key={number.label}>
                    <dt>{number.label}</dt>
                    <dd>
                      {number.text}
                      <small>{number.unit}</small>
                    </dd>
                    {intervals && number.interval !== '' && (
                      <dd className={css.interval}>{number.interval}</dd>
                    )}
                  </div>
                ))}
              </dl>
            </div>
          )}
        </>
      )}
      {slide.note !== '' && <p className={css.note}>{slide.note}</p>}
      <p className={css.source}>{source.join(' · ')}</p>
    </section>
  )
}
