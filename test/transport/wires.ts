import { createServer } from 'node:http'
import { MessageChannel } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { pairWires } from '../../shared/rpc/pairWire.ts'
import { portWire } from '../../shared/rpc/portWire.ts'
import { socketWire } from '../../shared/rpc/socketWire.ts'
import type { Wire } from '../../shared/rpc/wire.ts'

/** Both ends of one connection. */
export interface Ends {
  readonly client: Wire
  readonly server: Wire
  dispose(): Promise<void>
}

/** Every transport that the suite runs over. */
export const TRANSPORTS: Readonly<Record<string, () => Promise<Ends>>> = {
  'an in-memory pair': async () => {
    const [client, server] = pairWires()
    return { client, server, dispose: async () => client.close() }
  },
  'a MessagePort': async () => {
    const { port1, port2 } = new MessageChannel()
    return {
      client: portWire(port1),
      server: portWire(port2),
      dispose: async () => port1.close(),
    }
  },
  'a WebSocket': openSockets,
}

async function openSockets(): Promise<Ends> {
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const accepted = new Promise<WebSocket>((resolve) => sockets.once('connection', resolve))
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}`)
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()))
  const server = await accepted
  await opened
  return {
    client: socketWire(socket),
    server: socketWire(server),
    dispose: async () => {
      socket.terminate()
      sockets.close()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}
