import { createHash } from 'node:crypto'
import {
  handedOver,
  type ReportData,
  type SlidePicture,
  type StoryDraft,
} from '../../shared/contract/story.ts'

/** Of everything that a reader is told: texts, numbers, tables and recipes, but not of the pictures, which some forms leave out. */
export function digestOf({ story, origin }: Pick<ReportData, 'story' | 'origin'>): string {
  return createHash('sha256')
    .update(canonical([told(story), origin]))
    .digest('hex')
}

const told = (story: StoryDraft): unknown => ({
  name: story.name,
  slides: handedOver(story).slides.map(({ picture, before, ...slide }) => ({
    ...slide,
    picture: withoutDrawings(picture),
    before: before && withoutDrawings(before),
  })),
})

const withoutDrawings = ({ content, ...picture }: SlidePicture): unknown => ({
  ...picture,
  content: Object.fromEntries(
    Object.entries(content).map(([language, one]) => [
      language,
      { ...one, figure: one.figure && { ...one.figure, svg: null, largeSvg: null, png: null } },
    ]),
  ),
})

/** JSON with the keys in order, so that equal data are equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
