import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { SPEAKER_WINDOW } from '../../../shared/contract/host.ts'
import { headlineOf, type StorySlide } from '../../../shared/contract/story.ts'
import { currentLanguage, useLanguage } from '../../locale/language.ts'
import { t as translate, useT } from '../../locale/t.ts'

interface SpeakerWindowProps {
  readonly slide: StorySlide
  readonly next: StorySlide | undefined
  readonly position: number
  readonly total: number
  readonly startedAtMs: number
  readonly onClose: () => void
}

/** Notes, the next slide and the time in a window of its own, for the second screen. Where none may open, nothing happens. */
export function SpeakerWindow({ onClose, ...shown }: SpeakerWindowProps) {
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const closed = useRef(onClose)
  useEffect(() => {
    closed.current = onClose
  })
  useEffect(() => {
    const onGone = () => closed.current()
    const own = window.open('', SPEAKER_WINDOW, 'popup,width=960,height=640')
    if (own === null) {
      onGone()
      return
    }
    const { document: page } = own
    page.title = translate('story.speakerTitle')
    page.documentElement.lang = currentLanguage()
    const body = page.createElement('main')
    page.body.replaceChildren(body)
    Object.assign(page.body.style, {
      margin: '0',
      background: '#15191c',
      color: '#eef2f3',
      font: '20px/1.5 system-ui, sans-serif',
    })
    const onKey = (event: KeyboardEvent) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key: event.key }))
    own.addEventListener('keydown', onKey)
    own.addEventListener('pagehide', onGone)
    setRoot(body)
    return () => {
      own.removeEventListener('pagehide', onGone)
      own.close()
    }
  }, [])
  return root === null ? null : createPortal(<Notes {...shown} />, root)
}

const SECOND = 1_000

function Notes({ slide, next, position, total, startedAtMs }: Omit<SpeakerWindowProps, 'onClose'>) {
  const t = useT()
  const language = useLanguage()
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), SECOND)
    return () => clearInterval(timer)
  }, [])
  const now = new Date(nowMs)
  const twoDigits = (n: number) => String(n).padStart(2, '0')
  const passed = Math.max(0, Math.floor((nowMs - startedAtMs) / SECOND))
  const quiet = { color: '#9fb0b5', fontSize: 16 }
  return (
    <div style={{ padding: 24, display: 'grid', gap: 16 }}>
      <div style={{ display: 'flex', gap: 32, ...quiet }}>
        <span>{t('story.pageOf', { n: String(position), total: String(total) })}</span>
        <span>
          {t('story.elapsed')} {twoDigits(Math.floor(passed / 60))}:{twoDigits(passed % 60)}
        </span>
        <span>
          {t('story.clock')} {twoDigits(now.getHours())}:{twoDigits(now.getMinutes())}
        </span>
      </div>
      <h1 style={{ margin: 0, fontSize: 26 }}>{headlineOf(slide, language)}</h1>
      <p style={{ margin: 0, fontSize: 24, whiteSpace: 'pre-wrap' }}>
        {slide.speaker === '' ? t('story.noNotes') : slide.speaker}
      </p>
      <hr style={{ width: '100%', border: 0, borderTop: '1px solid #3a474e' }} />
      <p style={{ margin: 0, ...quiet }}>
        {t('story.next')}: {next ? headlineOf(next, language) : t('story.lastSlide')}
      </p>
    </div>
  )
}
