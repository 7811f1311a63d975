import { create } from 'zustand'
import type { ReportData, SlideContent, SlidePicture, StorySlide } from '../../../shared/contract/story.ts'
import { currentLanguage } from '../../locale/language.ts'
import { shownFigures, shownPage } from '../../ui/shown.ts'
import { attempt } from '../projectActions.ts'
import { navigate, useRouter } from '../router.ts'
import { asOfDayOf, useSession } from '../session.ts'
import { captured } from './capture.ts'

/** The screen that was captured for paper, and the way back to it. */
export const usePrinted = create<{ report: ReportData | null; back: string }>(() => ({
  report: null,
  back: 'start',
}))

/** Every figure of the screen that is open, a page each; the first one with the screen's numbers. */
export const printScreen = (): void => void attempt(print)

async function print(): Promise<void> {
  const session = useSession.getState()
  const { project, info, namesHidden } = session
  if (project === null || shownPage() === null) return
  const figures = shownFigures()
  const now = { revision: project.revision, asOfDay: asOfDayOf(session), nowMs: Date.now() }
  const pictures: SlidePicture[] = []
  for (const figure of figures.length > 0 ? figures : [null]) pictures.push(await captured(figure, null, now))
  const language = currentLanguage()
  usePrinted.setState({
    back: useRouter.getState().name,
    report: {
      schema: 'huiliu.report/1',
      language,
      origin: {
        projectName: project.name,
        projectHash: '',
        revision: project.revision,
        currency: project.currency,
        madeAtMs: now.nowMs,
        appVersion: info?.version ?? '',
        namesHidden,
      },
      story: {
        name: pictures[0]?.content[language].screen ?? '',
        slides: pictures.map((picture, i) => slideOf(picture, i)),
      },
      digest: '',
    },
  })
  navigate('print')
}

const slideOf = (picture: SlidePicture, i: number): StorySlide => ({
  id: String(i),
  section: '',
  route: '',
  params: {},
  state: null,
  figure: '',
  headline: { 'zh-CN': null, en: null },
  note: '',
  speaker: '',
  live: null,
  picture: i === 0 ? picture : figureOnly(picture),
  before: null,
})

/** A further figure of the same screen: its own title, the numbers were said on the first page. */
function figureOnly(picture: SlidePicture): SlidePicture {
  const only = (content: SlideContent): SlideContent => ({
    ...content,
    finding: content.figure?.title ?? content.finding,
    numbers: [],
  })
  const { content } = picture
  return { ...picture, content: { 'zh-CN': only(content['zh-CN']), en: only(content.en) } }
}
