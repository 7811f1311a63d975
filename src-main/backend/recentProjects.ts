import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from '../../shared/contract/zod.ts'
import type { ProjectSummary, RecentProject } from '../../shared/contract/project.ts'
import type { FileRegistry } from './files.ts'
import { openJsonStore } from './jsonStore.ts'

const KEPT = 20

const recentSchema = z.array(
  z.object({
    path: z.string(),
    name: z.string(),
    lastDay: z.int().nullable(),
    nCustomers: z.int(),
    openedAtMs: z.number(),
  }),
)
type Entry = z.infer<typeof recentSchema>[number]

/** The projects that were open last, newest first. */
export interface RecentProjects {
  list(): readonly RecentProject[]
  /** the project at `path` was opened, or its content changed while it was open */
  note(path: string, summary: ProjectSummary, openedAtMs: number): Promise<void>
  forget(path: string): Promise<void>
  newestPath(): string | null
}

/** The list kept in `dataDir`. */
export function openRecentProjects(dataDir: string, files: FileRegistry): RecentProjects {
  const store = openJsonStore<Entry[]>(join(dataDir, 'recent.json'), recentSchema, [])
  const without = (path: string): Entry[] => store.get().filter((entry) => entry.path !== resolve(path))
  return {
    list: () =>
      store.get().map((entry) => ({
        fileToken: files.register({ path: entry.path, origin: 'picked' }),
        fileName: basename(entry.path),
        name: entry.name,
        folderHint: basename(dirname(entry.path)),
        lastDay: entry.lastDay,
        nCustomers: entry.nCustomers,
        openedAtMs: entry.openedAtMs,
        missing: !existsSync(entry.path),
      })),
    note: (path, { name, lastDay, nCustomers }, openedAtMs) =>
      store.set(
        [{ path: resolve(path), name, lastDay, nCustomers, openedAtMs }, ...without(path)].slice(0, KEPT),
      ),
    forget: (path) => store.set(without(path)),
    newestPath: () => store.get().find((entry) => existsSync(entry.path))?.path ?? null,
  }
}
