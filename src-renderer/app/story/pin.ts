import type { StorySlide } from '../../../shared/contract/story.ts'
import { t } from '../../locale/t.ts'
import { usePinStore } from '../../ui/pinStore.ts'
import { shownFigures, type Box, type ShownFigure } from '../../ui/shown.ts'
import { toast } from '../../ui/toastStore.ts'
import { attempt } from '../projectActions.ts'
import { navigate, useRouter } from '../router.ts'
import type { Screen, ScreenPin } from '../screen.ts'
import { asOfDayOf, setAsOfDay, useSession } from '../session.ts'
import { captured } from './capture.ts'
import { changeSlide, changeStory, dropSlide, makeStory, useStory } from './store.ts'

/** Finds the screen of a route; handed in, because screens know features and this does not. */
type ScreenOf = (route: string) => Screen | undefined

let screenOf: ScreenOf = () => undefined

/** What of a slide's screen can be pinned, put back and shown live. */
export const pinAt = (route: string): ScreenPin | undefined => screenOf(route)?.pin

const now = () => {
  const session = useSession.getState()
  return {
    revision: session.project?.revision ?? 0,
    asOfDay: asOfDayOf(session),
    nowMs: Date.now(),
  }
}

/** Takes what the page shows as a new slide at the end of the open story; without one, a story begins. */
async function pinFigure(figure: Box<ShownFigure> | null): Promise<void> {
  const { name: route, params } = useRouter.getState()
  const pin = pinAt(route)
  if (pin === undefined) return
  const picture = await captured(figure, pin.recipe?.() ?? null, now())
  if (useStory.getState().story === null) await makeStory(t('story.firstName'))
  const slide: StorySlide = {
    id: crypto.randomUUID(),
    section: '',
    route,
    params: { ...params },
    state: pin.take(),
    figure: figure?.current.key ?? '',
    headline: { 'zh-CN': null, en: null },
    note: '',
    speaker: '',
    live: pin.live?.() ?? null,
    picture,
    before: null,
  }
  await changeStory((draft) => ({ ...draft, slides: [...draft.slides, slide] }))
  const { story } = useStory.getState()
  toast({
    text: t('story.pinned', { n: String(story?.slides.length ?? 1), name: story?.name ?? '' }),
    undo: () => void attempt(async () => dropSlide(slide.id)),
  })
}

/** Pins the figure in the hand, or the first of the page. */
export const pinShown = (): void => void attempt(async () => pinFigure(shownFigures()[0] ?? null))

/** Lets figures be pinned while a project is open and the screen has something to pin. */
export function followPins(screens: ScreenOf): () => void {
  screenOf = screens
  const offer = () => {
    const hasProject = useSession.getState().project !== null
    const canPin = pinAt(useRouter.getState().name) !== undefined
    const isOffered = usePinStore.getState().pin !== null
    if (isOffered !== (hasProject && canPin)) {
      usePinStore.setState({
        pin: hasProject && canPin ? (figure) => void attempt(async () => pinFigure(figure)) : null,
      })
    }
  }
  offer()
  const stops = [useSession.subscribe(offer), useRouter.subscribe(offer)]
  return () => stops.forEach((stop) => stop())
}

/** Goes to the screen of a slide in the state that was pinned; a bar leads back. */
export function openSlide(slide: StorySlide, backTo: 'story' | 'present'): void {
  putSlide(slide)
  useStory.setState({ excursion: slide.id, backTo })
}

/** What the slide's screen stands on is as it was pinned. */
export const putState = (slide: StorySlide): void => pinAt(slide.route)?.put(slide.state)

/** Whatever was tried on the slide's screen is undone. */
export function putSlide(slide: StorySlide): void {
  putState(slide)
  const { asOfDay } = slide.picture
  if (asOfDay !== null) setAsOfDay(asOfDay)
  useSession.setState(({ visit }) => ({ visit: visit + 1 }))
  navigate(slide.route, slide.params)
}

/** The slide shows what its screen shows now; what it showed is kept beside it when the data have changed meanwhile. */
export async function renewSlide(slide: StorySlide): Promise<void> {
  const pin = pinAt(slide.route)
  if (pin === undefined) return
  const { name: route, params } = useRouter.getState()
  if (route !== slide.route) return
  const figure = shownFigures().find(({ current }) => current.key === slide.figure) ?? null
  const picture = await captured(figure, pin.recipe?.() ?? null, now())
  await changeSlide(slide.id, {
    params: { ...params },
    state: pin.take(),
    live: pin.live?.() ?? null,
    picture,
    before: picture.revision === slide.picture.revision ? null : slide.picture,
  })
}
