import { useEffect } from 'react'
import { headlineOf } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { navigate, useRoute } from '../../app/router.ts'
import { useSession } from '../../app/session.ts'
import { putSlide, renewSlide } from '../../app/story/pin.ts'
import { useStory } from '../../app/story/store.ts'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toastStore.ts'
import css from './Story.module.css'

/** While a slide's screen is tried out: the way back, which undoes what was tried. */
export function ExcursionBar() {
  const t = useT()
  const language = useLanguage()
  const route = useRoute()
  const { story, excursion, backTo } = useStory()
  const hasProject = useSession((state) => state.project !== null)
  const position = story?.slides.findIndex(({ id }) => id === excursion) ?? -1
  const slide = story?.slides[position]
  const isHome = route.name === 'story' || route.name === 'present'
  useEffect(() => {
    if (isHome) useStory.setState({ excursion: null })
  }, [isHome])
  if (!hasProject || slide === undefined || isHome) return null
  const n = String(position + 1)
  const isOnScreen = route.name === slide.route
  const back = () => {
    putSlide(slide)
    navigate(backTo, { slide: slide.id })
  }
  const renew = () =>
    void attempt(async () => {
      await renewSlide(slide)
      toast({ text: t('story.renewed', { n }) })
    })
  return (
    <aside className={css.bar} aria-label={t('story.title')}>
      <span className={css.barText}>{t('story.backBar', { n, headline: headlineOf(slide, language) })}</span>
      <Button kind="quiet" onClick={() => useStory.setState({ excursion: null })}>
        {t('story.leave')}
      </Button>
      <Button disabled={!isOnScreen} onClick={renew}>
        {t('story.renew')}
      </Button>
      <Button kind="filled" onClick={back}>
        {t('story.backToSlide')}
      </Button>
    </aside>
  )
}
