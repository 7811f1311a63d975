import { useEffect, useState } from 'react'
import { hideNames } from '../../app/privacy.ts'
import { attempt } from '../../app/projectActions.ts'
import { navigate, useRoute } from '../../app/router.ts'
import { useSession } from '../../app/session.ts'
import { openSlide, pinAt, putState } from '../../app/story/pin.ts'
import { useStory } from '../../app/story/store.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useSchemeStore } from '../../ui/schemeStore.ts'
import { useToasts } from '../../ui/toastStore.ts'
import type { Scheme } from '../../ui/tokens.ts'
import { Overview } from './Overview.tsx'
import css from './Present.module.css'
import { ShownSlide } from './ShownSlide.tsx'
import { SpeakerWindow } from './SpeakerWindow.tsx'
import { usePresenterKeys } from './usePresenterKeys.ts'

/** Text of figures on a stage of 1,080 lines, against that of the screen. */
const STAGE_TEXT = 2.8
const STAGE_LINES = 1_080

/** The slides one by one over the whole window: one message each, readable from afar. */
export function PresentPage() {
  const t = useT()
  const { params } = useRoute()
  const story = useStory((state) => state.story)
  const revision = useSession((state) => state.project?.revision ?? 0)
  const slides = story?.slides ?? []
  const [at, setAt] = useState(0)
  const [isBlank, setBlank] = useState(false)
  const [intervals, setIntervals] = useState(true)
  const [isOverview, setOverview] = useState(false)
  const [hasNotes, setNotes] = useState(false)
  const [scheme, setScheme] = useState<Scheme>('light')
  const [startedAtMs] = useState(() => Date.now())
  const wanted = slides.findIndex(({ id }) => id === params['slide'])
  useEffect(() => {
    if (wanted >= 0) setAt(wanted)
  }, [wanted])
  const last = slides.length - 1
  const slide = slides[Math.min(at, last)]
  useStageLooks(scheme)
  useFullScreen()
  useHiddenNames()
  useEffect(() => useToasts.setState({ toasts: [] }), [])
  const stage = slide?.live ? pinAt(slide.route)?.stage : undefined
  useEffect(() => {
    if (slide && stage) putState(slide)
  }, [slide, stage])

  const leave = () => {
    if (useStory.getState().hidNames) {
      useStory.setState({ hidNames: false })
      void attempt(async () => hideNames(false))
    }
    if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
    navigate('story', slide ? { slide: slide.id } : {})
  }
  const show = (i: number) => {
    setAt(Math.max(0, Math.min(last, i)))
    setOverview(false)
  }
  usePresenterKeys({
    next: () => (isBlank ? setBlank(false) : show(at + 1)),
    previous: () => show(at - 1),
    first: () => show(0),
    last: () => show(last),
    blank: () => setBlank((is) => !is),
    intervals: () => setIntervals((are) => !are),
    overview: () => setOverview((is) => !is),
    notes: () => setNotes((has) => !has),
    scheme: () => setScheme((is) => (is === 'dark' ? 'light' : 'dark')),
    leave: () => (isOverview ? setOverview(false) : leave()),
  })

  if (slide === undefined) {
    return (
      <EmptyState
        centre
        title={t('story.presentEmpty')}
        why={t('story.emptyWhy')}
        action={<Button onClick={leave}>{t('story.closePresent')}</Button>}
      />
    )
  }
  return (
    <div className={css.stage}>
      <ShownSlide
        key={slide.id}
        slide={slide}
        position={at + 1}
        total={slides.length}
        revision={revision}
        intervals={intervals}
        stage={stage}
      />
      <nav className={css.controls} aria-label={t('story.present')}>
        <Button kind="quiet" disabled={at === 0} onClick={() => show(at - 1)}>
          ←
        </Button>
        <Button kind="quiet" disabled={at >= last} onClick={() => show(at + 1)}>
          →
        </Button>
        {stage ? (
          <Button kind="quiet" onClick={() => putState(slide)}>
            {t('story.putBack')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => openSlide(slide, 'present')}>
            {t('story.live')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setOverview(true)}>
          {t('story.overview')}
        </Button>
        <Button kind="quiet" onClick={() => setNotes(true)}>
          {t('story.speakerWindow')}
        </Button>
        <Button kind="quiet" onClick={leave}>
          {t('story.closePresent')}
        </Button>
        <span className={css.hint}>{t('story.keys')}</span>
      </nav>
      {isOverview && <Overview slides={slides} at={at} onChoose={show} />}
      {isBlank && (
        <button type="button" className={css.blank} aria-label="B" onClick={() => setBlank(false)} />
      )}
      {hasNotes && (
        <SpeakerWindow
          slide={slide}
          next={slides[at + 1]}
          position={at + 1}
          total={slides.length}
          startedAtMs={startedAtMs}
          onClose={() => setNotes(false)}
        />
      )}
    </div>
  )
}

/** The stage's theme and text size while it is shown; the settings' own afterwards. */
function useStageLooks(scheme: Scheme): void {
  useEffect(() => {
    const fit = () => {
      document.documentElement.dataset['theme'] = scheme
      useSchemeStore.setState({ scheme, textScale: (STAGE_TEXT * window.innerHeight) / STAGE_LINES })
    }
    fit()
    window.addEventListener('resize', fit)
    return () => window.removeEventListener('resize', fit)
  }, [scheme])
  useEffect(
    // a new object of settings makes the page wear them again
    () => () => useSession.setState(({ settings }) => ({ settings: { ...settings } })),
    [],
  )
}

/** Names are hidden when a presentation begins, and shown again after it where they were shown before. */
function useHiddenNames(): void {
  useEffect(() => {
    if (useSession.getState().namesHidden) return
    useStory.setState({ hidNames: true })
    void attempt(async () => hideNames(true))
  }, [])
}

/** Asked for while the press that led here still counts; it lasts over an excursion. */
function useFullScreen(): void {
  useEffect(() => {
    if (document.fullscreenElement !== null || !navigator.userActivation.isActive) return
    void document.documentElement.requestFullscreen().catch(() => undefined)
  }, [])
}
