import type { Connection } from './connection.ts'
import { connectElectron } from './electron.ts'
import { connectLoopback } from './loopback.ts'

export type { Connection } from './connection.ts'

/** Connects through Electron's preload where there is one, else through the loopback shell that served the page. */
export function connect(): Promise<Connection> {
  const bridge = window.huiliuHost
  return bridge === undefined ? connectLoopback() : connectElectron(bridge)
}
