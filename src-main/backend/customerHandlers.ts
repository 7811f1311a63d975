import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

/** `customers.*`. */
export function customerHandlers({
  project,
  threads,
}: Parts): Pick<Handlers, 'customers.search' | 'customers.detail'> {
  return {
    'customers.search': async (query) =>
      threads.project.call('searchCustomers', { path: project.needed().path, query }),
    'customers.detail': async (query) =>
      threads.project.call('customerDetail', { path: project.needed().path, query }),
  }
}
