import { randomUUID } from 'node:crypto'
import { api, type MethodName } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { ReportData, Story, StoryLanguage } from '../../shared/contract/story.ts'
import type { HandlerContext, Handlers } from '../../shared/rpc/wire.ts'
import { checkStory, type WorkOut } from '../report/check.ts'
import { buildReport } from '../report/build.ts'
import { digestOf } from '../report/digest.ts'
import { workOutWhatIf } from '../report/whatIf.ts'
import { writeFileAtomic } from '../workers/atomicFile.ts'
import type { Parts } from './parts.ts'
import type { Privacy } from './privacy.ts'
import { APP_VERSION } from './version.ts'

type StoryHandlers = Pick<
  Handlers,
  | 'story.list'
  | 'story.read'
  | 'story.save'
  | 'story.remove'
  | 'story.check'
  | 'story.verify'
  | 'story.report'
  | 'story.export'
>

/** Methods that a recipe may ask again: they read, and their answer depends on the project and their input alone. */
const ASKED_AGAIN: ReadonlySet<string> = new Set<MethodName>([
  'northstar.board',
  'rfm.run',
  'rfm.migration',
  'lifetime.run',
  'silent.run',
  'interventions.run',
])

/** `story.*`. A story is kept whole; a report is made from what its slides hold, not from the data as they are now. */
export function storyHandlers(
  { clock, files, project, threads, turns }: Parts,
  privacy: Pick<Privacy, 'isHidden'>,
  allHandlers: () => Handlers,
): StoryHandlers {
  const read = async (id: string): Promise<Story> => {
    const { path } = project.needed()
    return threads.project.call('story', { path, id })
  }
  const report = async (id: string, language: StoryLanguage): Promise<ReportData> => {
    const story = await read(id)
    if (story.slides.length === 0) throw new AppError('story-empty', { name: story.name })
    const { path, summary } = project.needed()
    const told = {
      origin: {
        projectName: summary.name,
        projectHash: await threads.project.call('identity', { path }),
        revision: summary.revision,
        currency: summary.currency,
        madeAtMs: clock.nowMs(),
        appVersion: APP_VERSION,
        namesHidden: privacy.isHidden,
      },
      story: { name: story.name, slides: story.slides },
    }
    return { schema: 'huiliu.report/1', language, ...told, digest: digestOf(told) }
  }
  const workOut =
    ({ isCancelled, onCancel }: Pick<HandlerContext<'story.check'>, 'isCancelled' | 'onCancel'>): WorkOut =>
    async (name, input) => {
      if (isCancelled()) throw new AppError('cancelled')
      if (name === 'whatif') return workOutWhatIf(input)
      if (!ASKED_AGAIN.has(name)) throw new AppError('method-unknown', { method: name })
      const method = name as MethodName
      const handler = allHandlers()[method] as (
        given: unknown,
        context: HandlerContext<MethodName>,
      ) => Promise<unknown>
      return handler(api[method].input.parse(input), {
        isCancelled,
        onCancel,
        progress: () => undefined,
      })
    }
  return {
    'story.list': async () => threads.project.call('stories', { path: project.needed().path }),
    'story.read': async ({ id }) => read(id),
    'story.save': async (saved) =>
      turns.change(async () => {
        const { path } = project.needed()
        return threads.project.call('saveStory', {
          path,
          saved,
          newId: randomUUID(),
          nowMs: clock.nowMs(),
        })
      }),
    'story.remove': async ({ id }) =>
      turns.change(async () => threads.project.call('removeStory', { path: project.needed().path, id })),
    'story.check': async ({ id }, context) =>
      checkStory(await read(id), workOut(context), (done, total) => context.progress({ done, total })),
    'story.verify': async ({ story }, context) => ({
      figures: await checkStory(story, workOut(context), (done, total) => context.progress({ done, total })),
      projectHash: await threads.project.call('identity', { path: project.needed().path }),
    }),
    'story.report': async ({ id, language }) => report(id, language),
    'story.export': async ({ id, format, language, target }, { isCancelled }) => {
      const made = await buildReport(await report(id, language), format)
      if (isCancelled()) throw new AppError('cancelled')
      const { path, name } = files.resolve(target)
      await writeFileAtomic(path, [made], name)
      return { bytes: made.byteLength }
    },
  }
}
