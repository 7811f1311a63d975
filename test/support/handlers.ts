import { api, type MethodName } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'

/** A complete table of handlers of which a test fills in those it needs; the others answer `method-unknown`. */
export function someHandlers(given: Partial<Handlers>): Handlers {
  const refuse = Object.fromEntries(
    (Object.keys(api) as MethodName[]).map((method) => [
      method,
      async () => {
        throw new AppError('method-unknown', { method })
      },
    ]),
  ) as unknown as Handlers
  return { ...refuse, ...given }
}
