import { AppError } from '../../shared/contract/errors.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type ImportHandlers = Pick<
  Handlers,
  | 'import.preview'
  | 'import.run'
  | 'import.list'
  | 'import.undo'
  | 'import.rejects'
  | 'import.exportRejects'
  | 'import.quality'
  | 'mappings.list'
  | 'mappings.save'
  | 'mappings.delete'
>

const DEFAULT_CURRENCY = 'CNY'

/** `import.*` and `mappings.*`. */
export function importHandlers({ clock, files, project, threads, turns }: Parts): ImportHandlers {
  const path = (): string => project.needed().path

  return {
    'import.preview': async ({ fileToken, kind, readAs, mapping }) => {
      const file = files.resolve(fileToken)
      const open = project.current
      return threads.preview.call('preview', {
        path: file.path,
        fileName: file.name,
        kind,
        readAs,
        mapping,
        timeZone: open?.summary.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        currency: open?.summary.currency ?? DEFAULT_CURRENCY,
        // while a job writes, a preview does without the saved mappings rather than wait for the file
        savedMappings:
          open === null || turns.running !== null
            ? []
            : await threads.project.call('mappings', { path: open.path }),
      })
    },
    'import.run': async ({ items }, context) =>
      turns.job('import.run', async () => {
        const { path, summary } = project.needed()
        const { timeZone, currency } = summary
        const planned = []
        for (const { fileToken, ...item } of items) {
          if (context.isCancelled()) throw new AppError('cancelled')
          const file = files.resolve(fileToken)
          const table = { ...item, path: file.path, fileName: file.name, timeZone, currency }
          planned.push(await threads.preview.call('plan', table))
        }
        // an import is where memory counts
        await threads.preview.rest()
        const asked = { path, items: planned, nowMs: clock.nowMs() }
        const reports = await threads.imports.call('run', asked, context)
        await project.changed()
        return reports
      }),
    'import.list': async () => threads.project.call('imports', { path: path() }),
    'import.undo': async ({ importId }, context) =>
      turns.job('import.undo', async () => {
        await threads.imports.call('undo', { path: path(), importId, nowMs: clock.nowMs() }, context)
        return project.changed()
      }),
    'import.rejects': async (query) => threads.project.call('rejects', { path: path(), query }),
    'import.exportRejects': async ({ importId, target }) =>
      threads.project.call('exportRejects', {
        path: path(),
        importId,
        target: files.resolve(target).path,
      }),
    'import.quality': async () => threads.project.call('quality', { path: path(), nowMs: clock.nowMs() }),

    'mappings.list': async () =>
      project.current === null ? [] : threads.project.call('mappings', { path: path() }),
    'mappings.save': async (saved) =>
      turns.change(async () => {
        if (saved.name.trim() === '')
          throw new AppError('input-invalid', { path: 'name', message: 'empty name' })
        await threads.project.call('saveMapping', { path: path(), saved })
        return null
      }),
    'mappings.delete': async ({ name }) =>
      turns.change(async () => threads.project.call('deleteMapping', { path: path(), name })),
  }
}
