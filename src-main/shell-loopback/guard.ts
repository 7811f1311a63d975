import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'

const TOKEN_BYTES = 32
const TICKET_LIFE_MS = 120_000

/** Who may come in: this machine's own page with the token, under the exact address, and nobody else. */
export interface Guard {
  readonly token: string
  /** good once, for two minutes */
  issueTicket(): string
  /** the token for a ticket; null = used, too old or never issued */
  redeem(ticket: string): string | null
  /** Host is exactly ours; a name that was made to point here is not */
  hasOwnHost(request: IncomingMessage): boolean
  /** sent by our own page: exact Origin, and no other site behind it */
  hasOwnOrigin(request: IncomingMessage): boolean
  /** carries the token as a bearer */
  hasBearer(request: IncomingMessage): boolean
  /** carries the token as a WebSocket subprotocol */
  hasTokenProtocol(request: IncomingMessage): boolean
}

/** A guard for `http://host` with a new 256-bit token. */
export function createGuard(host: string, nowMs: () => number): Guard {
  const token = randomBytes(TOKEN_BYTES).toString('hex')
  const tickets = new Map<string, number>()
  const isToken = (given: string): boolean => equal(given, token)
  return {
    token,
    issueTicket: () => {
      const ticket = randomBytes(TOKEN_BYTES).toString('hex')
      tickets.set(digest(ticket).toString('hex'), nowMs() + TICKET_LIFE_MS)
      return ticket
    },
    redeem: (ticket) => {
      const key = digest(ticket).toString('hex')
      const endsMs = tickets.get(key)
      tickets.delete(key)
      return endsMs !== undefined && nowMs() <= endsMs ? token : null
    },
    hasOwnHost: (request) => request.headers.host === host,
    hasOwnOrigin: (request) => {
      const site = request.headers['sec-fetch-site']
      return request.headers.origin === `http://${host}` && (site === undefined || site === 'same-origin')
    },
    hasBearer: (request) => {
      const [scheme, given, ...rest] = (request.headers.authorization ?? '').split(' ')
      return scheme === 'Bearer' && given !== undefined && rest.length === 0 && isToken(given)
    },
    hasTokenProtocol: (request) => {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
      const prefix = LOOPBACK.tokenProtocolPrefix
      return (
        offered.includes(LOOPBACK.subprotocol) &&
        offered.some((part) => part.startsWith(prefix) && isToken(part.slice(prefix.length)))
      )
    },
  }
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
