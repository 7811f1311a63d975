import type { HostApi } from '../../shared/contract/host.ts'
import type { RpcClient } from '../../shared/rpc/wire.ts'
import { connectElectron } from './electron.ts'
import { connectLoopback } from './loopback.ts'

/** The page's two ways out: calls to the backend and the host's files. */
export interface Connection {
  readonly client: RpcClient
  readonly host: HostApi
}

/** Connects through Electron's preload where there is one, else through the loopback shell that served the page. */
export function connect(): Promise<Connection> {
  const bridge = window.huiliuHost
  return bridge === undefined ? connectLoopback() : connectElectron(bridge)
}
