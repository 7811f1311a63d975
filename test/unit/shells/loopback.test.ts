import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../../../shared/rpc/client.ts'
import { LOOPBACK } from '../../../shared/rpc/loopback.ts'
import { serve } from '../../../shared/rpc/server.ts'
import { socketWire } from '../../../shared/rpc/socketWire.ts'
import { createEventHub } from '../../../src-main/backend/events.ts'
import { createFileRegistry } from '../../../src-main/backend/files.ts'
import { openPageFiles } from '../../../src-main/backend/page/files.ts'
import { startLoopbackServer, type LoopbackServer } from '../../../src-main/shell-loopback/server.ts'
import { openTransfers, safeName } from '../../../src-main/shell-loopback/transfers.ts'
import { someHandlers } from '../../support/handlers.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

const folder = temporaryFolder('loopback')
const rendererFolder = join(folder, 'renderer')
const uploads = join(folder, 'uploads')
const files = createFileRegistry()
let server: LoopbackServer
let nowMs = 0

beforeAll(async () => {
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true })
  mkdirSync(join(uploads, '999999999-dead'), { recursive: true })
  writeFileSync(
    join(rendererFolder, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script src="/assets/app.js"></script>',
  )
  writeFileSync(join(rendererFolder, 'assets', 'app.js'), 'console.log(1)')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  server = await startLoopbackServer({
    page: openPageFiles(rendererFolder),
    transfers: openTransfers(uploads, files),
    serveWire: (wire) =>
      void serve(wire, someHandlers({ 'project.current': async () => null }), createEventHub()),
    nowMs: () => nowMs,
    port: 0,
  })
})

afterAll(() => server.close())

const host = (): string => `127.0.0.1:${server.port}`
const origin = (): string => `http://${host()}`

function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, method, path, headers: { host: host(), ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

const signedIn = (): Record<string, string> => ({
  origin: origin(),
  authorization: `Bearer ${server.guard.token}`,
})

describe('the page', () => {
  it('comes with a strict policy and a nonce of its own in every answer', async () => {
    const first = await ask('GET', '/')
    const second = await ask('GET', '/index.html')
    expect([first.status, second.status]).toEqual([200, 200])
    const policy = String(first.headers['content-security-policy'])
    const nonce = /nonce="([\w-]{22})"/.exec(first.body)?.[1] ?? 'none'
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(second.body).not.toContain(nonce)
    expect(first.headers['x-content-type-options']).toBe('nosniff')
    expect(first.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('has its built files and nothing else', async () => {
    expect((await ask('GET', '/assets/app.js')).headers['content-type']).toContain('text/javascript')
    expect((await ask('HEAD', '/assets/app.js')).body).toBe('')
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '//etc/passwd',
      '/assets',
      '/nothing.js',
    ]) {
      const { status, body } = await ask('GET', path)
      expect(status, path).toBe(404)
      expect(body, path).not.toContain('secret')
    }
  })

  it('is refused under another name for this address, as a rebound domain would have it', async () => {
    for (const name of [
      'localhost',
      `localhost:${server.port}`,
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
    ]) {
      expect((await ask('GET', '/', { host: name })).status, name).toBe(403)
    }
  })

  it('refuses other methods', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      expect((await ask(method, '/', signedIn())).status, method).toBe(403)
    }
  })
})

describe('the token', () => {
  it('is asked of every upload, with our exact origin', async () => {
    const good = signedIn()
    const attempts: Record<string, Record<string, string>> = {
      'no token': { origin: origin() },
      'wrong token': { ...good, authorization: `Bearer ${'0'.repeat(64)}` },
      'another scheme': { ...good, authorization: `Basic ${server.guard.token}` },
      'no origin': { authorization: good['authorization'] ?? '' },
      'foreign origin': { ...good, origin: 'http://evil.example' },
      'origin that begins alike': { ...good, origin: `${origin()}0` },
      'https origin': { ...good, origin: origin().replace('http', 'https') },
      'null origin': { ...good, origin: 'null' },
      'cross-site': { ...good, 'sec-fetch-site': 'cross-site' },
      'same site, another port': { ...good, 'sec-fetch-site': 'same-site' },
    }
    for (const [name, headers] of Object.entries(attempts)) {
      const { status, body } = await ask('POST', '/upload?name=a.csv', headers, 'a,b\n')
      expect(status, name).toBe(403)
      expect(JSON.parse(body), name).toEqual({ code: 'refused', detail: {} })
    }
    expect((await ask('POST', '/upload?name=a.csv', good, 'a,b\n')).status).toBe(200)
  })

  it('is given for a ticket once, and not after two minutes', async () => {
    const enter = (ticket: string): Promise<Answer> => ask('POST', '/enter', { origin: origin() }, ticket)
    const ticket = /ticket=(\w+)/.exec(server.address('ticket'))?.[1] ?? ''
    expect((await ask('POST', '/enter', { origin: 'http://evil.example' }, ticket)).status).toBe(403)
    expect(JSON.parse((await enter(ticket)).body)).toEqual({ token: server.guard.token })
    expect((await enter(ticket)).status).toBe(403)
    const late = server.guard.issueTicket()
    nowMs += 120_001
    expect((await enter(late)).status).toBe(403)
    expect((await enter('x'.repeat(10_000))).status).toBe(403)
    expect(server.address('token')).toBe(`${origin()}/#token=${server.guard.token}`)
    expect(server.guard.token).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the socket', () => {
  function open(
    protocols: string[],
    headers: Record<string, string>,
    path: string = LOOPBACK.socketPath,
  ): Promise<string> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, { headers })
      socket.on('open', () => {
        resolve(`open ${socket.protocol}`)
        socket.terminate()
      })
      socket.on('unexpected-response', (_request, response) => {
        resolve(`refused ${response.statusCode}`)
        response.destroy()
      })
      socket.on('error', () => resolve('failed'))
    })
  }
  const withToken = (token: string): string[] => [
    LOOPBACK.subprotocol,
    `${LOOPBACK.tokenProtocolPrefix}${token}`,
  ]

  it('opens with the token and our origin only', async () => {
    const { token } = server.guard
    expect(await open(withToken(token), { origin: origin() })).toBe('open huiliu.1')
    expect(await open([LOOPBACK.subprotocol], { origin: origin() })).toBe('refused 403')
    expect(await open(withToken('0'.repeat(64)), { origin: origin() })).toBe('refused 403')
    expect(await open(withToken(token.slice(1)), { origin: origin() })).toBe('refused 403')
    expect(await open(withToken(token), {})).toBe('refused 403')
    expect(await open(withToken(token), { origin: 'http://evil.example' })).toBe('refused 403')
    expect(await open(withToken(token), { origin: `http://localhost:${server.port}` })).toBe('refused 403')
    expect(await open(withToken(token), { origin: origin(), host: 'evil.example' })).toBe('refused 403')
    expect(await open(withToken(token), { origin: origin() }, '/other')).toBe('refused 403')
  })

  it('carries calls', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, withToken(server.guard.token), {
      headers: { origin: origin() },
    })
    await new Promise((resolve) => socket.once('open', resolve))
    const client = createClient(socketWire(socket))
    expect(await client.call('project.current', {})).toBeNull()
    client.close()
  })
})

describe('files', () => {
  it('are stored under a token, with their name and their bytes', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0xef, 0xbb, 0xbf])
    const name = encodeURIComponent('订单 2025.csv')
    const { body } = await ask('POST', `/upload?name=${name}`, signedIn(), bytes)
    const { fileToken, ...rest } = JSON.parse(body) as { fileToken: string }
    expect(rest).toEqual({ name: '订单 2025.csv', sizeBytes: bytes.length })
    const file = files.resolve(fileToken)
    expect(file.origin).toBe('uploaded')
    expect(readFileSync(file.path)).toEqual(bytes)
    expect(body).not.toContain(folder)
  })

  it('of an upload that breaks off leave nothing', async () => {
    const before = filesUnder(uploads)
    await new Promise<void>((resolve) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: server.port,
        method: 'POST',
        path: '/upload?name=half.csv',
        headers: { host: host(), ...signedIn(), 'content-length': '1000000' },
      })
      request.on('error', () => resolve())
      request.write('half', () => setTimeout(() => request.destroy(), 50))
    })
    await expect.poll(() => filesUnder(uploads)).toEqual(before)
  })

  it('that the disk cannot hold are refused before they come', async () => {
    const { status, body } = await ask(
      'POST',
      '/upload?name=huge.csv',
      { ...signedIn(), 'content-length': String(2 ** 52) },
      '',
    )
    expect(status).toBe(507)
    expect(body).toContain('disk-full')
  })

  it('that the backend wrote are handed over once, then gone', async () => {
    const { body } = await ask('POST', '/save-target', signedIn())
    const { saveToken } = JSON.parse(body) as { saveToken: string }
    const path = `/download/${saveToken}?name=${encodeURIComponent('客户"列表".csv')}`
    expect((await ask('GET', path)).status).toBe(404)
    writeFileSync(files.resolve(saveToken).path, 'a,b\n1,2\n')
    expect((await ask('GET', path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const got = await ask('GET', path, { 'sec-fetch-site': 'same-origin' })
    expect(got.body).toBe('a,b\n1,2\n')
    expect(got.headers['content-disposition']).toBe(
      `attachment; filename="______.csv"; filename*=UTF-8''${encodeURIComponent('客户_列表_.csv')}`,
    )
    expect((await ask('GET', path)).status).toBe(404)
  })

  it('that were uploaded cannot be downloaded again', async () => {
    const { body } = await ask('POST', '/upload?name=a.csv', signedIn(), 'a')
    const { fileToken } = JSON.parse(body) as { fileToken: string }
    expect((await ask('GET', `/download/${fileToken}`)).status).toBe(404)
  })

  it('of a process that was killed are removed at the next start', () => {
    expect(readdirSync(uploads)).not.toContain('999999999-dead')
  })

  it('have safe names', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd')
    expect(safeName('C:\\Users\\li\\订单.csv')).toBe('订单.csv')
    expect(safeName('a\u0000b:c?.csv')).toBe('a_b_c_.csv')
    expect(safeName('..')).toBe('file')
    expect(safeName('')).toBe('file')
    expect(safeName(`${'长'.repeat(400)}.xlsx`)).toBe(`${'长'.repeat(120)}.xlsx`)
  })
})

describe('the end', () => {
  it('removes the uploads', async () => {
    const own = join(folder, 'other')
    const other = await startLoopbackServer({
      page: openPageFiles(rendererFolder),
      transfers: openTransfers(own, files),
      serveWire: () => undefined,
      nowMs: () => 0,
      port: 0,
    })
    expect(readdirSync(own)).toHaveLength(1)
    await other.close()
    expect(readdirSync(own)).toEqual([])
    expect(existsSync(own)).toBe(true)
  })

  it('a port that is taken is said so', async () => {
    await expect(
      startLoopbackServer({
        page: openPageFiles(rendererFolder),
        transfers: openTransfers(join(folder, 'third'), files),
        serveWire: () => undefined,
        nowMs: () => 0,
        port: server.port,
      }),
    ).rejects.toMatchObject({ code: 'usage', detail: { option: '--port', value: server.port } })
  })
})

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b))
}
