import { AppError } from '../../../shared/contract/errors.ts'
import type { Story, StoryDraft, StoryEntry } from '../../../shared/contract/story.ts'
import type { ReadableProject, WritableProject } from '../project.ts'

interface StoryRow {
  readonly id: string
  readonly name: string
  readonly slides: string
  readonly version: number
  readonly changedAtMs: number
}

/** A story to write; `version` is the one that the change was made on. */
export interface StoryToSave {
  readonly id: string
  readonly isNew: boolean
  readonly version: number
  readonly story: StoryDraft
}

const MOST_BYTES = 64 * 1024 * 1024
const MB = 1024 * 1024

/** Every story without its slides, the newest change first. */
export const listStories = (project: ReadableProject): StoryEntry[] =>
  project.read((database) =>
    database
      .prepare<[], StoryEntry>(
        `SELECT id, name, slide_count AS slides, version, changed_at_ms AS changedAtMs
         FROM stories ORDER BY changed_at_ms DESC, id`,
      )
      .all(),
  )

export function readStory(project: ReadableProject, id: string): Story {
  const row = project.read((database) =>
    database
      .prepare<[string], StoryRow>(
        'SELECT id, name, slides, version, changed_at_ms AS changedAtMs FROM stories WHERE id = ?',
      )
      .get(id),
  )
  if (row === undefined) throw new AppError('story-not-found')
  return { ...row, slides: JSON.parse(row.slides) as StoryDraft['slides'] }
}

/** Writes a whole story or nothing. What is told of the data is no data: the revision stays. */
export function saveStory(
  project: WritableProject,
  { id, isNew, version, story }: StoryToSave,
  nowMs: number,
): void {
  const slides = JSON.stringify(story.slides)
  if (slides.length > MOST_BYTES) {
    throw new AppError('story-too-large', {
      size: (slides.length / MB).toFixed(1),
      limit: MOST_BYTES / MB,
    })
  }
  project.note((database) => {
    const taken = database
      .prepare<[string, string], string>('SELECT id FROM stories WHERE name = ? AND id <> ?')
      .pluck()
      .get(story.name, id)
    if (taken !== undefined) throw new AppError('story-name-taken', { name: story.name })
    const stored = database
      .prepare<[string], number>('SELECT version FROM stories WHERE id = ?')
      .pluck()
      .get(id)
    if (stored === undefined && !isNew) throw new AppError('story-not-found')
    if (stored !== undefined && stored !== version) {
      throw new AppError('story-changed', { name: story.name })
    }
    database
      .prepare(
        `INSERT OR REPLACE INTO stories(id, name, slide_count, slides, version, changed_at_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(id, story.name, story.slides.length, slides, (stored ?? 0) + 1, nowMs)
  })
}

export function removeStory(project: WritableProject, id: string): void {
  project.note((database) => {
    database.prepare('DELETE FROM stories WHERE id = ?').run(id)
  })
}
