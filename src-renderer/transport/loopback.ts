import { AppError } from '../../shared/contract/errors.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'
import { socketWire } from '../../shared/rpc/socketWire.ts'
import type { Connection } from './connect.ts'
import { loopbackHost } from './loopbackHost.ts'

const STORAGE_KEY = 'huiliu.token'

/** Opens the WebSocket to the shell that served the page. Rejects with `refused` (no token) or `connection-lost`. */
export async function connectLoopback(): Promise<Connection> {
  const token = takeToken()
  if (token === null) throw new AppError('refused')
  const socket = await openSocket(token)
  return { client: createClient(socketWire(socket)), host: loopbackHost(token) }
}

/** The token leaves the address at once, so that it is not in the history, a bookmark or a screenshot. */
function takeToken(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const fresh = fragment.get(LOOPBACK.fragmentKey)
  if (fresh === null) return sessionStorage.getItem(STORAGE_KEY)
  sessionStorage.setItem(STORAGE_KEY, fresh)
  fragment.delete(LOOPBACK.fragmentKey)
  const rest = fragment.toString()
  history.replaceState(null, '', `${location.pathname}${location.search}${rest === '' ? '' : `#${rest}`}`)
  return fresh
}

function openSocket(token: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${location.host}${LOOPBACK.socketPath}`, [
      LOOPBACK.subprotocol,
      `${LOOPBACK.tokenProtocolPrefix}${token}`,
    ])
    socket.addEventListener('open', () => resolve(socket), { once: true })
    socket.addEventListener('error', () => reject(new AppError('connection-lost')), { once: true })
  })
}
