import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { headlineOf, type StorySlide } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { moveSlide } from '../../app/story/store.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Tag } from '../../ui/Tag.tsx'
import { contentOf, isStale, pictureAddress } from './slideText.ts'
import { Hero } from './Hero.tsx'
import css from './Story.module.css'

interface SlideListProps {
  readonly slides: readonly StorySlide[]
  readonly at: number
  readonly revision: number
  readonly onSelect: (id: string) => void
}

/** The slides in order: drag one, or Alt with an arrow. */
export function SlideList({ slides, at, revision, onSelect }: SlideListProps) {
  const t = useT()
  const language = useLanguage()
  const [dragged, setDragged] = useState<number | null>(null)
  const [spoken, setSpoken] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= slides.length || to === from) return
    setSpoken(t('story.moved', { n: String(to + 1), total: String(slides.length) }))
    void attempt(async () => moveSlide(from, to))
  }
  const onKeyDown = (event: KeyboardEvent, i: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) move(i, i + by)
    else {
      const next = slides[i + by]
      if (next === undefined) return
      onSelect(next.id)
      const list = event.currentTarget.closest('ol')
      requestAnimationFrame(() => list?.querySelectorAll<HTMLElement>('[data-slide]')[i + by]?.focus())
    }
  }
  const onDrop = (event: DragEvent, to: number) => {
    event.preventDefault()
    if (dragged !== null) move(dragged, to)
    setDragged(null)
  }
  return (
    <div>
      <ol className={css.list} aria-label={t('story.slides')}>
        {slides.map((slide, i) => {
          const content = contentOf(slide, language)
          const isNewSection = slide.section !== '' && slide.section !== slides[i - 1]?.section
          return (
            <li
              key={slide.id}
              draggable
              onDragStart={() => setDragged(i)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => onDrop(event, i)}
            >
              {isNewSection && <div className={css.section}>{slide.section}</div>}
              <div className={cx(css.card, i === at && css.chosen)}>
                <button
                  type="button"
                  data-slide={slide.id}
                  className={css.cardButton}
                  aria-current={i === at}
                  tabIndex={i === at ? 0 : -1}
                  onClick={() => onSelect(slide.id)}
                  onKeyDown={(event) => onKeyDown(event, i)}
                >
                  <span className={css.place}>{i + 1}</span>
                  <span className={css.thumb}>
                    {content.figure?.svg ? (
                      <img src={pictureAddress(content.figure.largeSvg ?? content.figure.svg)} alt="" />
                    ) : (
                      <Hero content={content} />
                    )}
                  </span>
                  <span className={css.cardText}>
                    <b>{headlineOf(slide, language)}</b>
                    <small>
                      {content.screen}
                      {isStale(slide, revision) && <Tag>{t('story.stale')}</Tag>}
                    </small>
                  </span>
                </button>
                <span className={css.cardTools}>
                  <IconButton
                    small
                    label={t('story.up')}
                    keys="Alt ↑"
                    icon={<IconArrowUp size={14} />}
                    disabled={i === 0}
                    onClick={() => move(i, i - 1)}
                  />
                  <IconButton
                    small
                    label={t('story.down')}
                    keys="Alt ↓"
                    icon={<IconArrowDown size={14} />}
                    disabled={i === slides.length - 1}
                    onClick={() => move(i, i + 1)}
                  />
                </span>
              </div>
            </li>
          )
        })}
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  )
}
