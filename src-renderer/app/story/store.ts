import { create } from 'zustand'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Story, StoryDraft, StoryEntry, StorySlide } from '../../../shared/contract/story.ts'
import { call } from '../session.ts'

interface StoryState {
  /** the project that everything here belongs to */
  readonly project: string
  readonly entries: readonly StoryEntry[]
  /** the open story; null = none yet */
  readonly story: Story | null
  readonly past: readonly StoryDraft[]
  readonly future: readonly StoryDraft[]
  /** the slide that the person went out from, to try something on its screen */
  readonly excursion: string | null
  /** where the way back leads */
  readonly backTo: 'story' | 'present'
  /** the presentation hid the names */
  readonly hidNames: boolean
}

const MOST_UNDO = 100

export const useStory = create<StoryState>(() => ({
  project: '',
  entries: [],
  story: null,
  past: [],
  future: [],
  excursion: null,
  backTo: 'story',
  hidNames: false,
}))
const { getState: get, setState: set } = useStory

/** Saves follow each other: the next one stands on the version of the one before. */
let saving: Promise<unknown> = Promise.resolve()

/** Another project: its newest story opens. */
export async function enterStories(project: string): Promise<void> {
  if (get().project === project) return
  set({ ...useStory.getInitialState(), project })
  if (project === '') return
  const entries = await call('story.list', {})
  if (get().project !== project) return
  set({ entries })
  const [newest] = entries
  if (newest) await openStory(newest.id)
}

export async function openStory(id: string): Promise<void> {
  const { project } = get()
  const story = await call('story.read', { id })
  if (get().project === project) set({ story, past: [], future: [], excursion: null })
}

export async function makeStory(name: string): Promise<void> {
  const story = await call('story.save', { id: null, version: 0, story: { name, slides: [] } })
  set({ story, past: [], future: [], excursion: null })
  await listAgain()
}

export async function removeStory(): Promise<void> {
  const { story } = get()
  if (story === null) return
  await call('story.remove', { id: story.id })
  set({ story: null, past: [], future: [], excursion: null })
  await listAgain()
  const [next] = get().entries
  if (next) await openStory(next.id)
}

const listAgain = async (): Promise<void> => set({ entries: await call('story.list', {}) })

const draftOf = ({ name, slides }: StoryDraft): StoryDraft => ({ name, slides })

/** Shows a change at once and writes it; when it cannot be written, what is stored comes back and the failure is the caller's to tell. */
async function write(draft: StoryDraft, history: Pick<StoryState, 'past' | 'future'>): Promise<void> {
  const { story, project } = get()
  if (story === null) throw new AppError('story-not-found')
  set({ story: { ...story, ...draft }, ...history })
  const turn = saving
    .catch(() => undefined)
    .then(async () => {
      const now = get().story
      if (get().project !== project || now?.id !== story.id) return
      const saved = await call('story.save', { id: story.id, version: now.version, story: draft })
      set((state) =>
        state.story?.id === saved.id
          ? { story: { ...state.story, version: saved.version, changedAtMs: saved.changedAtMs } }
          : {},
      )
    })
  saving = turn
  try {
    await turn
    await listAgain()
  } catch (thrown) {
    if (get().project === project) await openStory(story.id).catch(() => undefined)
    throw thrown
  }
}

/** One step of undo. */
export async function changeStory(change: (draft: StoryDraft) => StoryDraft): Promise<void> {
  const { story, past } = get()
  if (story === null) throw new AppError('story-not-found')
  const before = draftOf(story)
  await write(change(before), { past: [...past, before].slice(-MOST_UNDO), future: [] })
}

export const changeSlide = async (id: string, change: Partial<StorySlide>): Promise<void> =>
  changeStory((draft) => ({
    ...draft,
    slides: draft.slides.map((slide) => (slide.id === id ? { ...slide, ...change } : slide)),
  }))

export const moveSlide = async (from: number, to: number): Promise<void> =>
  changeStory((draft) => {
    const slides = [...draft.slides]
    const [moved] = slides.splice(from, 1)
    if (moved) slides.splice(to, 0, moved)
    return { ...draft, slides }
  })

export const dropSlide = async (id: string): Promise<void> =>
  changeStory((draft) => ({ ...draft, slides: draft.slides.filter((slide) => slide.id !== id) }))

export async function undoStory(): Promise<void> {
  const { story, past, future } = get()
  const before = past.at(-1)
  if (story === null || before === undefined) return
  await write(before, { past: past.slice(0, -1), future: [draftOf(story), ...future] })
}

export async function redoStory(): Promise<void> {
  const { story, past, future } = get()
  const [after, ...rest] = future
  if (story === null || after === undefined) return
  await write(after, { past: [...past, draftOf(story)], future: rest })
}
