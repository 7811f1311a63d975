import { AppError } from '../../shared/contract/errors.ts'
import { BUILT_IN_SCHEMES } from '../../shared/contract/rfm.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type RfmHandlers = Pick<
  Handlers,
  | 'ledger.timeline'
  | 'rfm.run'
  | 'rfm.at'
  | 'rfm.page'
  | 'rfm.export'
  | 'rfm.schemes'
  | 'rfm.saveScheme'
  | 'rfm.deleteScheme'
  | 'rfm.lint'
  | 'rfm.migration'
  | 'rfm.downgrades'
  | 'rfm.exportDowngrades'
>

/** `ledger.*` and `rfm.*`. */
export function rfmHandlers({ files, project, threads, turns }: Parts): RfmHandlers {
  const { analytics } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })
  const targetPath = (target: string): string => files.resolve(target).path

  return {
    'ledger.timeline': async () => analytics.call('timeline', asked(null)),
    'rfm.run': async (query, context) => analytics.call('run', asked(query), context),
    'rfm.at': async (query) => analytics.call('at', asked(query)),
    'rfm.page': async (query) => analytics.call('page', asked(query)),
    'rfm.export': async ({ target, ...query }, context) =>
      analytics.call('exportMembers', { ...asked(query), target: targetPath(target) }, context),
    'rfm.migration': async (query) => analytics.call('migration', asked(query)),
    'rfm.downgrades': async (query) => analytics.call('downgrades', asked(query)),
    'rfm.exportDowngrades': async ({ target, ...query }) =>
      analytics.call('exportDowngrades', { ...asked(query), target: targetPath(target) }),

    'rfm.schemes': async () => {
      const builtIn = await analytics.call('builtInSchemes', null)
      const open = project.current
      const own = open === null ? [] : await threads.project.call('schemes', { path: open.path })
      return [
        ...builtIn.map((scheme) => ({ ...scheme, builtIn: true })),
        ...own.map((scheme) => ({ ...scheme, builtIn: false })),
      ]
    },
    'rfm.lint': async (scheme) => analytics.call('lint', scheme),
    'rfm.saveScheme': async (scheme) =>
      turns.change(async () => {
        const { path } = project.needed()
        if (BUILT_IN_SCHEMES.some((key) => key === scheme.key)) {
          throw new AppError('scheme-invalid', { key: scheme.key, message: 'the key of a built-in scheme' })
        }
        const issues = await analytics.call('lint', scheme)
        const [first] = issues.filter(({ severity }) => severity === 'error')
        if (first !== undefined) {
          const { code, rule, example } = first
          throw new AppError('scheme-invalid', { key: scheme.key, problem: code, rule: rule + 1, example })
        }
        await threads.project.call('saveScheme', { path, scheme })
        return null
      }),
    'rfm.deleteScheme': async ({ key }) =>
      turns.change(async () => {
        const { path } = project.needed()
        await threads.project.call('deleteScheme', { path, key })
        return null
      }),
  }
}
