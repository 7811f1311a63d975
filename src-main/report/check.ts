import { AppError } from '../../shared/contract/errors.ts'
import {
  numberAt,
  type FigureCheck,
  type SlideRecipe,
  type StoryDraft,
  type StorySlide,
} from '../../shared/contract/story.ts'

/** Works the answer of a recipe out again; null = the method is none that may be asked. */
export type WorkOut = (method: string, input: unknown) => Promise<unknown>

/** Of the value; numbers are equal when they differ by no more. */
const TOLERANCE = 1e-9

/** Every stated number of a story beside what it comes to now. An answer that fails makes its numbers `gone`. */
export async function checkStory(
  story: StoryDraft,
  workOut: WorkOut,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<FigureCheck[]> {
  const checks: FigureCheck[] = []
  for (const [i, slide] of story.slides.entries()) {
    progress(i, story.slides.length)
    checks.push(...(await checkSlide(slide, i + 1, workOut)))
  }
  progress(story.slides.length, story.slides.length)
  return checks
}

async function checkSlide(slide: StorySlide, position: number, workOut: WorkOut): Promise<FigureCheck[]> {
  const { content, recipe } = slide.picture
  const labels = content.en.numbers.map(({ label }) => label)
  const base = { slide: slide.id, position }
  if (recipe === null) {
    return labels.map((label) => ({ ...base, label, stated: null, now: null, verdict: 'not-checked' }))
  }
  const answer = await workOut(recipe.method, recipe.input).catch((thrown: unknown) => {
    if (AppError.from(thrown).code === 'cancelled') throw thrown
    return null
  })
  return recipe.figures.map((figure, i) => ({
    ...base,
    label: labels[i] ?? figure.path ?? '',
    ...verdictOf(figure, answer),
  }))
}

function verdictOf(
  { path, value }: SlideRecipe['figures'][number],
  answer: unknown,
): Pick<FigureCheck, 'stated' | 'now' | 'verdict'> {
  if (path === null) return { stated: value, now: null, verdict: 'not-checked' }
  const now = numberAt(answer, path)
  if (now === null) return { stated: value, now, verdict: value === null ? 'holds' : 'gone' }
  const isSame = value !== null && Math.abs(now - value) <= TOLERANCE * Math.max(1, Math.abs(value))
  return { stated: value, now, verdict: isSame ? 'holds' : 'changed' }
}
