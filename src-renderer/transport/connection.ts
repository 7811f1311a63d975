import type { HostApi } from '../../shared/contract/host.ts'
import type { RpcClient } from '../../shared/rpc/wire.ts'

/** The page's two ways out: calls to the backend and the host's files. */
export interface Connection {
  readonly client: RpcClient
  readonly host: HostApi
}
