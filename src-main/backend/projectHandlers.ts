import { rm } from 'node:fs/promises'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'
import { withExtension } from './projectFiles.ts'

type ProjectHandlers = Pick<
  Handlers,
  | 'project.recent'
  | 'project.forget'
  | 'project.create'
  | 'project.open'
  | 'project.close'
  | 'project.current'
  | 'project.update'
  | 'project.saveCopy'
  | 'project.anonymise'
  | 'sample.open'
>

/** `project.*` and `sample.open`. */
export function projectHandlers(parts: Parts): ProjectHandlers {
  const { clock, files, folder, project, recent, sample, threads, turns } = parts

  /** What a browser handed over is a copy in a temporary folder: it moves into the application's own. */
  async function openUploaded(fileToken: string): Promise<ProjectSummary> {
    const file = files.resolve(fileToken)
    const path = await folder.adopt(file)
    try {
      const summary = await project.open(path)
      files.forget(fileToken)
      return summary
    } catch (thrown) {
      await rm(path, { force: true })
      throw thrown
    }
  }

  return {
    'project.recent': async () => recent.list(),
    'project.forget': async ({ fileToken }) => {
      await recent.forget(files.resolve(fileToken).path)
      return recent.list()
    },
    'project.create': async ({ target, ...wished }) =>
      turns.change(async () => {
        const path =
          target === undefined
            ? await folder.freePath(wished.name)
            : withExtension(files.resolve(target).path)
        await threads.project.call('create', { path, ...wished, nowMs: clock.nowMs() })
        return project.open(path)
      }),
    'project.open': async ({ fileToken }) =>
      turns.change(async () => {
        const file = files.resolve(fileToken)
        return file.origin === 'uploaded' ? openUploaded(fileToken) : project.open(file.path)
      }),
    'project.close': async () =>
      turns.change(async () => {
        await project.close()
        return null
      }),
    'project.current': async () => project.current?.summary ?? null,
    'project.update': async (change) =>
      turns.change(async () => {
        const { path } = project.needed()
        await threads.project.call('update', { path, change })
        return project.changed()
      }),
    'project.saveCopy': async ({ target }, context) =>
      turns.job('project.saveCopy', async () => {
        const { path } = project.needed()
        return threads.imports.call('saveCopy', { path, target: files.resolve(target).path }, context)
      }),
    'project.anonymise': async ({ target, ...wish }, context) =>
      turns.job('project.anonymise', async () => {
        const { path } = project.needed()
        return threads.imports.call(
          'anonymise',
          { path, target: files.resolve(target).path, wish, nowMs: clock.nowMs() },
          context,
        )
      }),
    'sample.open': async ({ language }, context) =>
      turns.job('sample.open', async () => {
        await sample.make(context, language)
        return project.open(sample.path)
      }),
  }
}
