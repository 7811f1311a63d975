import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { AppError } from '../../shared/contract/errors.ts'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'
import { socketWire } from '../../shared/rpc/socketWire.ts'
import type { Wire } from '../../shared/rpc/wire.ts'
import type { PageFiles } from '../backend/page/files.ts'
import { newNonce, pageHeaders } from '../backend/page/security.ts'
import { createGuard, type Guard } from './guard.ts'
import type { Transfers } from './transfers.ts'

/** What the server stands on. */
export interface LoopbackParts {
  readonly page: PageFiles
  readonly transfers: Transfers
  readonly serveWire: (wire: Wire) => void
  readonly nowMs: () => number
  /** 0 = any free port */
  readonly port: number
}

/** A running server. */
export interface LoopbackServer {
  readonly port: number
  readonly guard: Guard
  /** the address that opens the app; the secret stands in its fragment */
  address(key: 'token' | 'ticket'): string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const MAX_FRAME_BYTES = 64 * 1024 * 1024
const MAX_TICKET_LENGTH = 200
const NO_SUCH_PAGE = 404

/** Serves the app on 127.0.0.1 only. Rejects with `usage` when the wished port cannot be had. */
export async function startLoopbackServer(parts: LoopbackParts): Promise<LoopbackServer> {
  const server = createServer()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => LOOPBACK.subprotocol,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, HOST, resolve)
  }).catch((thrown: unknown) => {
    throw new AppError('usage', { option: '--port', value: parts.port }, thrown)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : parts.port
  const guard = createGuard(`${HOST}:${port}`, parts.nowMs)

  server.on('request', (request, response) => {
    void respond(parts, guard, request, response).catch((thrown: unknown) => {
      fail(response, AppError.from(thrown))
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isOurs =
      request.url === LOOPBACK.socketPath &&
      guard.hasOwnHost(request) &&
      guard.hasOwnOrigin(request) &&
      guard.hasTokenProtocol(request)
    if (!isOurs) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => parts.serveWire(socketWire(webSocket)))
  })

  return {
    port,
    guard,
    address: (key) => {
      const secret = key === 'token' ? guard.token : guard.issueTicket()
      return `http://${HOST}:${port}/#${LOOPBACK[`${key}Key`]}=${secret}`
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      parts.transfers.dispose()
    },
  }
}

async function respond(
  parts: LoopbackParts,
  guard: Guard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = newNonce()
  for (const [name, value] of Object.entries(pageHeaders(nonce))) response.setHeader(name, value)
  if (!guard.hasOwnHost(request)) throw new AppError('refused')
  const url = new URL(request.url ?? '/', `http://${HOST}`)
  if (request.method === 'POST') {
    await receive(parts, guard, url, request, response)
  } else if (request.method === 'GET' && url.pathname.startsWith(LOOPBACK.downloadPath)) {
    await download(parts.transfers, url, request, response)
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    const file = await parts.page.read(url.pathname, nonce)
    if (file === null) return fail(response, new AppError('refused'), NO_SUCH_PAGE)
    response.setHeader('content-type', file.mimeType)
    response.setHeader('content-length', file.body.byteLength)
    response.end(request.method === 'HEAD' ? undefined : file.body)
  } else {
    throw new AppError('refused')
  }
}

async function receive(
  { transfers }: LoopbackParts,
  guard: Guard,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!guard.hasOwnOrigin(request)) throw new AppError('refused')
  if (url.pathname === LOOPBACK.enterPath) {
    const token = guard.redeem(await shortText(request))
    if (token === null) throw new AppError('refused')
    return answer(response, { token })
  }
  if (!guard.hasBearer(request)) throw new AppError('refused')
  if (url.pathname === LOOPBACK.uploadPath) {
    return answer(response, await transfers.receive(request, url.searchParams.get('name') ?? 'file'))
  }
  if (url.pathname === LOOPBACK.saveTargetPath) {
    return answer(response, { saveToken: await transfers.newSaveTarget() })
  }
  throw new AppError('refused')
}

/** The save token is secret and good once; a page of another site cannot even try, because it is told apart here. */
async function download(
  transfers: Transfers,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new AppError('refused')
  const saveToken = decodeURIComponent(url.pathname.slice(LOOPBACK.downloadPath.length))
  const name = url.searchParams.get('name') ?? 'export'
  if (!(await transfers.handOver(saveToken, name, response)))
    throw new AppError('file-not-found', { file: name })
}

async function shortText(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MAX_TICKET_LENGTH) throw new AppError('refused')
  }
  return text
}

function answer(response: ServerResponse, value: object): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

function fail(response: ServerResponse, error: AppError, status = statusOf(error)): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.statusCode = status
  response.setHeader('connection', 'close')
  answer(response, { code: error.code, detail: error.detail })
}

function statusOf({ code }: AppError): number {
  if (code === 'refused') return 403
  if (code === 'file-not-found') return 404
  return code === 'disk-full' ? 507 : 500
}
