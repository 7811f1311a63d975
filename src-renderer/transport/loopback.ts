import { AppError } from '../../shared/contract/errors.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'
import { socketWire } from '../../shared/rpc/socketWire.ts'
import type { Connection } from './connection.ts'
import { entrance } from './entrance.ts'
import { loopbackHost } from './loopbackHost.ts'

const STORAGE_KEY = 'huiliu.token'

/** Opens the WebSocket to the shell that served the page. Rejects with `refused` (no token) or `connection-lost`. */
export async function connectLoopback(): Promise<Connection> {
  const token = await findToken()
  if (token === null) throw new AppError('refused')
  sessionStorage.setItem(STORAGE_KEY, token)
  const socket = await openSocket(token)
  return { client: createClient(socketWire(socket)), host: loopbackHost(token) }
}

async function findToken(): Promise<string | null> {
  const { ticket } = entrance
  entrance.ticket = null
  const token = entrance.token ?? sessionStorage.getItem(STORAGE_KEY)
  return ticket === null ? token : ((await exchange(ticket)) ?? token)
}

async function exchange(ticket: string): Promise<string | null> {
  const response = await fetch(LOOPBACK.enterPath, { method: 'POST', body: ticket }).catch(() => {
    throw new AppError('connection-lost')
  })
  if (!response.ok) return null
  const { token } = (await response.json()) as { token: string }
  return token
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
