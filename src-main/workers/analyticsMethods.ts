import { builtInSchemes, lintScheme } from '../../shared/analytics/rfm/index.ts'
import type { ExportList, ExportStyle } from './analyticsExport.ts'
import { AnalyticsSession, type AnalyticsSource } from './analyticsSession.ts'
import type { AnalyticsMethods, AnalyticsProject } from './methods.ts'

/** What the analytics thread needs of the rest: the data of a project, and a way to write a list to a file. */
export interface AnalyticsParts {
  readonly sourceOf: (path: string) => AnalyticsSource
  readonly writeList: (list: ExportList, target: string) => Promise<{ rows: number }>
}

/** The methods of the analytics thread: one session, made anew for another file, read anew for another revision. */
export function analyticsMethods({ sourceOf, writeList }: AnalyticsParts): AnalyticsMethods {
  let path = ''
  let revision = -1
  let session: AnalyticsSession | null = null

  function sessionOf(project: AnalyticsProject): AnalyticsSession {
    if (session === null || project.path !== path) session = new AnalyticsSession(sourceOf(project.path))
    else if (project.revision !== revision) session.reload()
    path = project.path
    revision = project.revision
    return session
  }

  function styleOf(project: AnalyticsProject, language: ExportStyle['language']): ExportStyle {
    return { language, currency: project.currency }
  }

  return {
    timeline: ({ project }) => sessionOf(project).timeline(project.weekStart),
    run: ({ project, query }, context) => sessionOf(project).run(query, context),
    at: ({ project, query }) => sessionOf(project).at(query),
    page: ({ project, query }) => sessionOf(project).page(query),
    exportMembers: async ({ project, query, target }, context) => {
      const style = styleOf(project, query.language)
      return writeList(sessionOf(project).exportMembers(query, style, context), target)
    },
    migration: ({ project, query }) => sessionOf(project).migration(query),
    downgrades: ({ project, query }) => sessionOf(project).downgrades(query),
    exportDowngrades: async ({ project, query, target }, context) => {
      const style = styleOf(project, query.language)
      return writeList(sessionOf(project).exportDowngrades(query.runId, style, context), target)
    },
    builtInSchemes: () => builtInSchemes(),
    lint: (scheme) => lintScheme(scheme),
  }
}
