import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type ChurnHandlers = Pick<
  Handlers,
  | 'churn.setup'
  | 'churn.train'
  | 'churn.score'
  | 'churn.current'
  | 'churn.profit'
  | 'churn.page'
  | 'churn.customer'
  | 'churn.export'
>

/** `churn.*`. Training and scoring write the run into the project, so they wait for other changes to end. */
export function churnHandlers({ clock, files, project, threads, turns }: Parts): ChurnHandlers {
  const { churn } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })
  const asking = <T>(query: T) => ({ ...asked(query), nowMs: clock.nowMs() })

  return {
    'churn.setup': async (query) => churn.call('setup', asked(query)),
    'churn.train': async (query, context) =>
      turns.job('churn.train', async () => churn.call('train', asking(query), context)),
    'churn.score': async (query, context) =>
      turns.job('churn.score', async () => churn.call('score', asking(query), context)),
    'churn.current': async () => churn.call('current', asked(null)),
    'churn.profit': async (query) => churn.call('profit', asked(query)),
    'churn.page': async (query) => churn.call('page', asked(query)),
    'churn.customer': async (query) => churn.call('customer', asked(query)),
    'churn.export': async ({ target, ...query }, context) =>
      churn.call('exportRisks', { ...asked(query), target: files.resolve(target).path }, context),
  }
}
