import type { SlideContent, StoryLanguage, StorySlide } from '../../../shared/contract/story.ts'
import type { Translate } from '../../locale/t.ts'
import type { Format } from '../../ui/format.ts'

export const contentOf = ({ picture }: Pick<StorySlide, 'picture'>, language: StoryLanguage): SlideContent =>
  picture.content[language]

/** Was it pinned on data that have changed since? */
export const isStale = ({ picture }: Pick<StorySlide, 'picture'>, revision: number): boolean =>
  picture.revision !== revision

const asOfText = ({ picture }: Pick<StorySlide, 'picture'>, t: Translate, format: Format): string =>
  picture.asOfDay === null
    ? t('story.pinnedOnNone')
    : t('story.pinnedOn', { day: format.date(picture.asOfDay) })

/** Who, as of when, over which window: the day first, said once. */
export function contextOf(
  slide: Pick<StorySlide, 'picture'>,
  language: StoryLanguage,
  t: Translate,
  format: Format,
): readonly string[] {
  const { context } = contentOf(slide, language)
  const { asOfDay } = slide.picture
  const saysDay = asOfDay !== null && context.some((piece) => piece.includes(format.date(asOfDay)))
  return saysDay ? context : [asOfText(slide, t, format), ...context]
}

/** A drawing as an address that an image can show; scripts in it never run. */
export const pictureAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
