import { useEffect, useState, type ComponentType } from 'react'
import type { ReportData, SlideLive, StorySlide } from '../../shared/contract/story.ts'
import { ReportDocument } from '../features/story/ReportDocument.tsx'
import { BudgetPage } from '../features/winback/budget/BudgetPage.tsx'
import { ChannelsPage } from '../features/winback/channels/ChannelsPage.tsx'
import { CouponPage } from '../features/winback/coupon/CouponPage.tsx'
import { openScenarioText } from '../features/winback/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useT } from '../locale/t.ts'
import { Button } from '../ui/Button.tsx'
import { speak } from './looks.ts'
import css from './Report.module.css'

const SIMULATORS: Readonly<Record<SlideLive['simulator'], ComponentType>> = {
  budget: BudgetPage,
  coupon: CouponPage,
  channels: ChannelsPage,
}

/** A story as one file: the slides to read, and their simulators to try, by the application's own engine. */
export function ReportApp({ report }: { readonly report: ReportData }) {
  const t = useT()
  const language = useLanguage()
  const [live, setLive] = useState<SlideLive | null>(null)
  const Simulator = live && SIMULATORS[live.simulator]
  useEffect(() => {
    document.title = report.story.name
  }, [report])
  useEffect(() => {
    if (live === null) return
    const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented) setLive(null)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [live])
  const tryIt = (slide: StorySlide) => {
    if (slide.live === null) return
    openScenarioText(report.story.name, JSON.stringify(slide.live.scenario))
    setLive(slide.live)
  }
  return (
    <>
      <nav className={css.top} aria-label={report.story.name}>
        <Button kind="quiet" onClick={() => speak(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? '中文' : 'English'}
        </Button>
        <Button kind="quiet" onClick={() => window.print()}>
          {t('story.print')}
        </Button>
      </nav>
      <main hidden={live !== null}>
        <ReportDocument
          report={report}
          toolsOf={(slide) =>
            slide.live !== null && <Button onClick={() => tryIt(slide)}>{t('story.liveTitle')}</Button>
          }
        />
      </main>
      {Simulator && (
        <section className={css.live} aria-label={t('story.liveTitle')}>
          <header className={css.liveHead}>
            <span>{t('story.liveWhat')}</span>
            <Button onClick={() => setLive(null)}>{t('common.close')}</Button>
          </header>
          <Simulator />
        </section>
      )}
    </>
  )
}
