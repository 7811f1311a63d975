import { writeCsv } from '../project/csv.ts'
import { InterventionSession, STANDARD_PLAYBOOK } from './interventionSession.ts'
import { interventionSource } from './interventionSource.ts'
import type { InterventionMethods } from './interventionThread.ts'
import type { AnalyticsProject } from './methods.ts'
import { serveThread } from './thread.ts'

let held: {
  readonly path: string
  readonly revision: number
  readonly session: InterventionSession
} | null = null

function sessionOf({ path, revision }: AnalyticsProject): InterventionSession {
  if (held?.path !== path || held.revision !== revision) {
    held = { path, revision, session: new InterventionSession(interventionSource(path)) }
  }
  return held.session
}

const methods: InterventionMethods = {
  run: ({ project, query }, { isCancelled }) => sessionOf(project).run(query, isCancelled),
  page: ({ project, query }) => sessionOf(project).page(query),
  draw: ({ project, query, target, nowMs }) => {
    const style = { language: query.language, currency: project.currency }
    return sessionOf(project).draw(query, style, nowMs, ({ header, rows }) => writeCsv(target, header, rows))
  },
  campaigns: ({ project }) => sessionOf(project).campaigns(),
  forget: ({ project, query }) => {
    sessionOf(project).forget(query.drawId)
    return sessionOf(project).campaigns()
  },
  playbook: ({ project }) => {
    const own = interventionSource(project.path).readPlaybook()
    return { playbook: own ?? STANDARD_PLAYBOOK, isOwn: own !== null }
  },
}

serveThread(methods)
