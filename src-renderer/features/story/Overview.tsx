import { headlineOf, type StorySlide } from '../../../shared/contract/story.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Hero } from './Hero.tsx'
import css from './Present.module.css'
import { contentOf, pictureAddress } from './slideText.ts'

interface OverviewProps {
  readonly slides: readonly StorySlide[]
  readonly at: number
  readonly onChoose: (at: number) => void
}

/** All slides at once, to jump. */
export function Overview({ slides, at, onChoose }: OverviewProps) {
  const t = useT()
  const language = useLanguage()
  return (
    <div className={css.overview} role="dialog" aria-label={t('story.overview')}>
      {slides.map((slide, i) => {
        const { figure } = contentOf(slide, language)
        const svg = figure?.largeSvg ?? figure?.svg
        return (
          <button
            key={slide.id}
            type="button"
            autoFocus={i === at}
            aria-current={i === at}
            onClick={() => onChoose(i)}
          >
            <span className={css.tile}>
              {svg ? <img src={pictureAddress(svg)} alt="" /> : <Hero content={contentOf(slide, language)} />}
            </span>
            <span>
              {i + 1} {headlineOf(slide, language)}
            </span>
          </button>
        )
      })}
    </div>
  )
}
