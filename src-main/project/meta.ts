import type { Database } from 'better-sqlite3'

/** What a project says about itself. */
export interface ProjectMeta {
  readonly projectId: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly weekStart: 0 | 1
  readonly isSample: boolean
  readonly createdAtMs: number
}

export function metaValue(database: Database, key: string): string | null {
  return database.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key) ?? null
}

export function putMeta(database: Database, key: string, value: string): void {
  database.prepare('INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)').run(key, value)
}

export function putProjectMeta(database: Database, meta: Partial<ProjectMeta>): void {
  const texts: Record<string, string | undefined> = {
    project_id: meta.projectId,
    name: meta.name,
    currency: meta.currency,
    time_zone: meta.timeZone,
    week_start: meta.weekStart?.toString(),
    is_sample: meta.isSample === undefined ? undefined : meta.isSample ? '1' : '0',
    created_at_ms: meta.createdAtMs?.toString(),
  }
  for (const [key, value] of Object.entries(texts)) if (value !== undefined) putMeta(database, key, value)
}

export function readProjectMeta(database: Database): ProjectMeta {
  const text = (key: string): string => metaValue(database, key) ?? ''
  return {
    projectId: text('project_id'),
    name: text('name'),
    currency: text('currency'),
    timeZone: text('time_zone'),
    weekStart: text('week_start') === '0' ? 0 : 1,
    isSample: text('is_sample') === '1',
    createdAtMs: Number(text('created_at_ms')),
  }
}

/** Changes with every write; screens compare it. */
export function readRevision(database: Database): number {
  return Number(metaValue(database, 'revision') ?? 0)
}

export function raiseRevision(database: Database): void {
  putMeta(database, 'revision', String(readRevision(database) + 1))
}
