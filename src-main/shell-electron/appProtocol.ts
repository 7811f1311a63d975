import { protocol } from 'electron'
import type { PageFiles } from '../backend/page/files.ts'
import { newNonce, pageHeaders } from '../backend/page/security.ts'
import { APP_ORIGIN, APP_SCHEME } from './channels.ts'

/** Must run before the app is ready: makes the page's scheme a secure one with an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page, and nothing else, under its scheme. */
export function serveAppScheme(page: PageFiles): void {
  protocol.handle(APP_SCHEME, (request) => respond(page, request))
}

async function respond(page: PageFiles, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const nonce = newNonce()
  const headers = pageHeaders(nonce)
  const isOurs = request.method === 'GET' && `${url.protocol}//${url.host}` === APP_ORIGIN
  const file = isOurs ? await page.read(url.pathname, nonce) : null
  if (file === null) return new Response(null, { status: 404, headers })
  return new Response(file.body, { headers: { ...headers, 'content-type': file.mimeType } })
}
