import type { SlideContent } from '../../../shared/contract/story.ts'
import css from './Story.module.css'

/** The first number of a slide, where it has no drawing to be known by. */
export function Hero({ content }: { readonly content: SlideContent }) {
  const [first] = content.numbers
  return first === undefined ? null : <b className={css.thumbNumber}>{first.text}</b>
}
