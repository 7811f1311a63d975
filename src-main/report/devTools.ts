import type { ChildProcess } from 'node:child_process'
import WebSocket from 'ws'

/** Talks to a browser that was started with `--remote-debugging-port=0`: one question at a time is enough here. */
export class DevTools {
  readonly #socket: WebSocket
  #lastId = 0
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (why: Error) => void }>()
  readonly #events = new Map<string, { resolve: () => void; reject: (why: Error) => void }>()

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#take(data.toString('utf8')))
    socket.on('close', () => {
      const gone = new Error('the browser went away')
      for (const { reject } of [...this.#waiting.values(), ...this.#events.values()]) reject(gone)
      this.#waiting.clear()
      this.#events.clear()
    })
    // a close follows, and ends whoever waits
    socket.on('error', () => undefined)
  }

  /** Waits for the address that the browser prints, then connects to it. */
  static async of(browser: ChildProcess): Promise<DevTools> {
    const address = await new Promise<string>((resolve, reject) => {
      let told = ''
      browser.stderr?.on('data', (chunk: Buffer) => {
        told += chunk.toString('utf8')
        const found = /DevTools listening on (ws:\/\/\S+)/.exec(told)?.[1]
        if (found !== undefined) resolve(found)
      })
      browser.once('error', reject)
      browser.once('exit', () => reject(new Error('the browser ended')))
    })
    const socket = new WebSocket(address, { maxPayload: 1 << 30 })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
    return new DevTools(socket)
  }

  async ask(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }))
    return (await answer) as Record<string, unknown>
  }

  /** Settles at the next event of this name, or when the browser goes. */
  async next(event: string): Promise<void> {
    return new Promise((resolve, reject) => this.#events.set(event, { resolve, reject }))
  }

  close(): void {
    this.#socket.terminate()
  }

  #take(text: string): void {
    const message = JSON.parse(text) as {
      id?: number
      method?: string
      result?: unknown
      error?: { message: string }
    }
    if (message.id === undefined) {
      this.#events.get(message.method ?? '')?.resolve()
      this.#events.delete(message.method ?? '')
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(message.error.message))
    else waiting?.resolve(message.result)
  }
}
