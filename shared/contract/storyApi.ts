import { anonymiseWishSchema, type AnonymiseReport } from './anonymise.ts'
import { fileToken, method, none, type CountProgress } from './method.ts'
import {
  REPORT_FORMATS,
  STORY_LANGUAGES,
  storyDraftSchema,
  type FigureCheck,
  type ReportData,
  type Story,
  type StoryEntry,
} from './story.ts'
import { z } from './zod.ts'

const id = z.string().min(1).max(40)

/** Methods of stories and of the copy that is left behind; part of `api`. */
export const storyApi = {
  /** whether customers' names are hidden, in all windows, until it is taken back or the program ends */
  'privacy.get': method<{ hidden: boolean }>()('query', none),
  'privacy.set': method<{ hidden: boolean }>()(
    'command',
    z.strictObject({ hidden: z.boolean(), language: z.enum(STORY_LANGUAGES) }),
  ),
  /** writes a copy in which nobody can be recognised; refuses the project's own file */
  'project.anonymise': method<AnonymiseReport, CountProgress>()(
    'job',
    anonymiseWishSchema.extend({ target: fileToken }),
  ),
  /** the project's stories, the newest change first */
  'story.list': method<StoryEntry[]>()('query', none),
  'story.read': method<Story>()('query', z.strictObject({ id })),
  /**
   * Writes a whole story; `id` null = a new one. Fails with `story-changed` when it was saved since `version`, with
   * `story-name-taken` when another has the name.
   */
  'story.save': method<Story>()(
    'command',
    z.strictObject({ id: id.nullable(), version: z.int().min(0), story: storyDraftSchema }),
  ),
  'story.remove': method<null>()('command', z.strictObject({ id })),
  /** every stated number worked out again on the data as they are now */
  'story.check': method<FigureCheck[], CountProgress>()('job', z.strictObject({ id })),
  /** the same for a story that came back in a file */
  'story.verify': method<{ figures: FigureCheck[]; projectHash: string }, CountProgress>()(
    'job',
    z.strictObject({ story: storyDraftSchema }),
  ),
  /** a report as data: what the print view shows */
  'story.report': method<ReportData>()('query', z.strictObject({ id, language: z.enum(STORY_LANGUAGES) })),
  /** writes the story in one of the forms; `pdf` needs a browser on this machine, or the shell's own print */
  'story.export': method<{ bytes: number }, CountProgress>()(
    'job',
    z.strictObject({
      id,
      format: z.enum(REPORT_FORMATS),
      language: z.enum(STORY_LANGUAGES),
      target: fileToken,
    }),
  ),
} as const
