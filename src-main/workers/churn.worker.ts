import { availableParallelism } from 'node:os'
import { writeCsv } from '../project/csv.ts'
import { boostTeam } from './boostTeam.ts'
import { ChurnSession } from './churnSession.ts'
import { churnSource } from './churnSource.ts'
import type { ChurnMethods } from './churnThread.ts'
import type { AnalyticsProject } from './methods.ts'
import { serveThread } from './thread.ts'

let path = ''
let revision = -1
let session: ChurnSession | null = null

function sessionOf(project: AnalyticsProject): ChurnSession {
  if (session === null || project.path !== path) session = new ChurnSession(churnSource(project.path))
  else if (project.revision !== revision) session.reload()
  path = project.path
  revision = project.revision
  return session
}

const team = boostTeam(Math.min(4, availableParallelism()))

const methods: ChurnMethods = {
  setup: ({ project, query }) => sessionOf(project).setup(query),
  train: ({ project, query, nowMs }, { isCancelled, progress }) => {
    progress({ step: 'reading', done: 0, total: 1 })
    return sessionOf(project).train(query, nowMs, {
      team,
      isCancelled,
      progress: (step, done, total) => progress({ step, done, total }),
    })
  },
  score: ({ project, query, nowMs }, { isCancelled, progress }) =>
    sessionOf(project).score(query.asOfDay, nowMs, {
      isCancelled,
      progress: (step, done, total) => progress({ step, done, total }),
    }),
  current: ({ project }) => sessionOf(project).current(),
  profit: ({ project, query }) => sessionOf(project).profit(query),
  page: ({ project, query }) => sessionOf(project).page(query),
  customer: ({ project, query }) => sessionOf(project).customer(query),
  exportRisks: ({ project, query, target }, context) => {
    const style = { language: query.language, currency: project.currency }
    const { header, rows } = sessionOf(project).exportRisks(query, style, context)
    return writeCsv(target, header, rows)
  },
}

serveThread(methods)
