import { useState } from 'react'
import { headlineOf, type SlideNumber, type StorySlide } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { openSlide } from '../../app/story/pin.ts'
import { changeSlide, dropSlide, undoStory } from '../../app/story/store.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, inputClass, TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { SlideFigureView } from './SlideFigureView.tsx'
import { contentOf, contextOf, isStale } from './slideText.ts'
import css from './Story.module.css'

interface SlideEditorProps {
  readonly slide: StorySlide
  readonly position: number
  readonly revision: number
}

/** One slide: what it shows and what is said about it. Texts are kept when the field is left. */
export function SlideEditor({ slide, position, revision }: SlideEditorProps) {
  const t = useT()
  const format = useFormat()
  const language = useLanguage()
  const content = contentOf(slide, language)
  const keep = (change: Partial<StorySlide>) => void attempt(async () => changeSlide(slide.id, change))
  const drop = () =>
    void attempt(async () => {
      await dropSlide(slide.id)
      toast({ text: t('story.dropped', { n: String(position) }), undo: () => void attempt(undoStory) })
    })
  return (
    <Panel
      title={headlineOf(slide, language)}
      sub={contextOf(slide, language, t, format).join(' · ')}
      tools={
        <span className={css.tools}>
          <Button onClick={() => openSlide(slide, 'story')}>{t('story.openScreen')}</Button>
          <Button danger onClick={drop}>
            {t('story.dropSlide')}
          </Button>
        </span>
      }
    >
      <div className={css.editor}>
        {isStale(slide, revision) && (
          <Notice>
            {t('story.staleWhat', {
              then: format.countFull(slide.picture.revision),
              now: format.countFull(revision),
            })}
          </Notice>
        )}
        <Numbers numbers={content.numbers} before={slide.before?.content[language].numbers ?? null} />
        {content.figure !== null && (
          <>
            <p className={css.figureTitle}>{content.figure.title}</p>
            <SlideFigureView figure={content.figure} />
          </>
        )}
        <div className={css.fields}>
          <Draft
            key={`${language} ${slide.headline[language] ?? ''}`}
            label={t('story.headline')}
            hint={t('story.headlineHint')}
            placeholder={content.finding}
            value={slide.headline[language] ?? ''}
            max={300}
            onKeep={(text) =>
              keep({ headline: { ...slide.headline, [language]: text.trim() === '' ? null : text.trim() } })
            }
          />
          <Draft
            key={`section ${slide.section}`}
            label={t('story.section')}
            value={slide.section}
            max={100}
            onKeep={(section) => keep({ section: section.trim() })}
          />
          <Draft
            key={`note ${slide.note}`}
            label={t('story.note')}
            value={slide.note}
            max={2000}
            onKeep={(note) => keep({ note })}
          />
          <Draft
            long
            key={`speaker ${slide.speaker}`}
            label={t('story.speaker')}
            value={slide.speaker}
            max={5000}
            onKeep={(speaker) => keep({ speaker })}
          />
        </div>
      </div>
    </Panel>
  )
}

interface NumbersProps {
  readonly numbers: readonly SlideNumber[]
  /** what they were before the slide was renewed on other data */
  readonly before: readonly SlideNumber[] | null
}

function Numbers({ numbers, before }: NumbersProps) {
  const t = useT()
  return (
    <dl className={css.numbers}>
      {numbers.map((number, i) => {
        const old = before?.[i]
        return (
          <div key={i} title={number.from?.formula}>
            <dt>{number.label}</dt>
            <dd>
              <b>{number.text}</b>
              {number.unit !== '' && ` ${number.unit}`}
              {number.interval !== '' && <small> {number.interval}</small>}
              {old !== undefined && old.text !== number.text && (
                <small className={css.old}>
                  {' '}
                  {t('story.before')} <s>{old.text}</s>
                </small>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

interface DraftProps {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly value: string
  readonly max: number
  readonly long?: boolean
  readonly onKeep: (text: string) => void
}

/** A text that is kept when its field is left or Enter is pressed. */
function Draft({ label, hint, placeholder, value, max, long = false, onKeep }: DraftProps) {
  const [text, setText] = useState(value)
  const leave = () => {
    if (text !== value) onKeep(text)
  }
  if (long) {
    return (
      <Field label={label} hint={hint}>
        {(ids) => (
          <textarea
            {...ids}
            className={inputClass(css.area ?? '')}
            rows={4}
            maxLength={max}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={leave}
          />
        )}
      </Field>
    )
  }
  return (
    <TextField
      label={label}
      hint={hint}
      placeholder={placeholder}
      maxLength={max}
      value={text}
      onChange={setText}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave()
      }}
    />
  )
}
