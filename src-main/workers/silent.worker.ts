import { writeCsv } from '../project/csv.ts'
import type { AnalyticsProject } from './methods.ts'
import { SilentSession } from './silentSession.ts'
import { silentSource } from './silentSource.ts'
import type { SilentMethods } from './silentThread.ts'
import { serveThread } from './thread.ts'

let held: { readonly path: string; readonly revision: number; readonly session: SilentSession } | null = null

function sessionOf({ path, revision }: AnalyticsProject): SilentSession {
  if (held?.path !== path || held.revision !== revision) {
    held = { path, revision, session: new SilentSession(silentSource(path)) }
  }
  return held.session
}

const methods: SilentMethods = {
  run: ({ project, query }, { isCancelled }) => sessionOf(project).run(query, isCancelled),
  page: ({ project, query }) => sessionOf(project).page(query),
  exportList: ({ project, query, target }) => {
    const style = { language: query.language, currency: project.currency }
    const { header, rows } = sessionOf(project).exportList(query, style)
    return writeCsv(target, header, rows)
  },
}

serveThread(methods)
