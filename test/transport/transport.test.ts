import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { ApiEvents, EventName } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { AppSettings, Timeline } from '../../shared/contract/project.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { serve, type EventSource } from '../../shared/rpc/server.ts'
import type { Handlers, RpcClient } from '../../shared/rpc/wire.ts'
import { someHandlers } from '../support/handlers.ts'
import { recorded, type Transcript } from './transcript.ts'
import { TRANSPORTS, type Ends } from './wires.ts'

const settings: AppSettings = {
  language: 'zh-CN',
  theme: 'dark',
  density: 'dense',
  textPercent: 100,
  compactNumbers: true,
}

const timeline: Timeline = {
  weekStartDay: Int32Array.of(-3, 4, 11),
  orders: Uint32Array.of(1, 4_294_967_295, 0),
  revenueMinor: Float64Array.of(Number.NaN, -Infinity, 0.1 + 0.2),
}

type Publish = <E extends EventName>(name: E, payload: ApiEvents[E]) => void

function eventSource(): EventSource & { publish: Publish } {
  const listeners = new Set<Publish>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish: (name, payload) => listeners.forEach((listener) => listener(name, payload)),
  }
}

interface Setup {
  readonly client: RpcClient
  readonly ends: Ends
  readonly publish: Publish
  readonly transcript: Transcript
}

/** The trace of an unforeseen failure shows the frames of the transport itself. */
function dropTraces(setup: Setup | null): void {
  const lines = setup?.transcript.lines ?? []
  lines.forEach((line, i) => {
    if (line.includes('"trace":')) lines[i] = line.replace(/^< \d+/, '<').replace(/"trace":.*/, '"trace"')
  })
}

const transcripts = new Map<string, Map<string, string[]>>()

describe.each(Object.keys(TRANSPORTS))('over %s', (transport) => {
  let current: Setup | null = null

  async function start(given: Partial<Handlers>): Promise<Setup> {
    const open = TRANSPORTS[transport]
    if (open === undefined) throw new Error(transport)
    const ends = await open()
    const transcript: Transcript = { lines: [] }
    const events = eventSource()
    serve(ends.server, someHandlers(given), events, { progressIntervalMs: 0 })
    const client = createClient(recorded(ends.client, transcript))
    current = { client, ends, publish: events.publish, transcript }
    return current
  }

  afterEach(async (context) => {
    if (current === null) return
    const name = context.task.name
    const byTransport = transcripts.get(name) ?? new Map<string, string[]>()
    transcripts.set(name, byTransport.set(transport, [...current.transcript.lines]))
    current.client.close()
    await current.ends.dispose()
    current = null
  })

  it('answers a call', async () => {
    const { client } = await start({ 'settings.get': async () => settings })
    expect(await client.call('settings.get', {})).toEqual(settings)
  })

  it('carries columns bit by bit, with NaN, infinity and the last bit of a sum', async () => {
    const { client } = await start({ 'ledger.timeline': async () => timeline })
    expect(await client.call('ledger.timeline', {})).toEqual(timeline)
  })

  it('says where an input breaks the contract', async () => {
    const { client } = await start({})
    const item = { fileToken: 't', sheet: null, readAs: {}, mapping: { kind: 'purchases', columns: {} } }
    const bad = { ...item, mapping: { kind: 'purchases', columns: { amount: { multiply: ['a'] } } } }
    await expect(client.call('import.run', { items: [item, item, bad] } as never)).rejects.toMatchObject({
      code: 'input-invalid',
      detail: { path: 'items[2].mapping.columns.amount.multiply' },
    })
  })

  it('carries a scenario to a plan over every customer, and its filter with the defaults filled in', async () => {
    const plan = {
      customers: 2,
      contacted: 1,
      exact: { profit: 0.1 + 0.2, cost: 1, incrementalReturns: 0.5 },
      cells: { profit: 0, cost: 0, incrementalReturns: 0 },
      elapsedMs: 3,
    }
    const asked: unknown[] = []
    const { client } = await start({
      'winback.exact': async (input) => {
        asked.push(input)
        return plan
      },
    })
    const scenario = { schema: 'huiliu.scenario/1', ladder: [{ response: { 'recent-once 1': 0.1 } }] }
    expect(await client.call('winback.exact', { scenario, filter: {} as never })).toEqual(plan)
    expect(asked).toEqual([{ scenario, filter: { asOfDay: null, silentDays: 30, valueDays: 180 } }])
    const bad = { asOfDay: null, silentDays: -1, valueDays: 180 }
    await expect(client.call('winback.exact', { scenario, filter: bad })).rejects.toMatchObject({
      code: 'input-invalid',
      detail: { path: 'filter.silentDays' },
    })
  })

  it('refuses a method that the contract does not know', async () => {
    const { client } = await start({})
    await expect(client.call('project.destroy' as 'project.close', {})).rejects.toMatchObject({
      code: 'method-unknown',
    })
    await expect(client.call('toString' as 'project.close', {})).rejects.toMatchObject({
      code: 'method-unknown',
    })
  })

  it('brings a failure across with its code and detail', async () => {
    const { client } = await start({
      'project.open': async () => {
        throw new AppError('project-newer', { file: '店铺.huiliu', version: 9 })
      },
      'project.close': async () => {
        throw new TypeError('not ours')
      },
    })
    const failure = await client.call('project.open', { fileToken: 'x' }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ code: 'project-newer', detail: { file: '店铺.huiliu', version: 9 } })
    await expect(client.call('project.close', {})).rejects.toMatchObject({
      code: 'internal',
      detail: { message: 'not ours' },
    })
    dropTraces(current)
  })

  it('sends the progress of a job to the caller of that job only', async () => {
    const { client } = await start({
      'sample.open': async (_input, context) => {
        context.progress({ done: 1, total: 2 })
        context.progress({ done: 2, total: 2 })
        return null as never
      },
      'project.saveCopy': async (_input, context) => {
        context.progress({ done: 7, total: 9 })
        return { sizeBytes: 9 }
      },
    })
    const sample: unknown[] = []
    const copy: unknown[] = []
    await client.call('sample.open', {}, { onProgress: (value) => sample.push(value) })
    await client.call('project.saveCopy', { target: 't' }, { onProgress: (value) => copy.push(value) })
    expect(sample).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ])
    expect(copy).toEqual([{ done: 7, total: 9 }])
  })

  it('settles a cancelled job only when the job has answered', async () => {
    const order: string[] = []
    const { client } = await start({
      'import.run': (_input, context) =>
        new Promise((_resolve, reject) => {
          context.progress({ rowsRead: 1 } as never)
          context.onCancel(() => {
            order.push(`rolling back, cancelled=${context.isCancelled()}`)
            setTimeout(() => {
              order.push('rolled back')
              reject(new AppError('cancelled'))
            }, 5)
          })
        }),
    })
    const controller = new AbortController()
    const items = [
      {
        fileToken: 't',
        sheet: null,
        readAs: {},
        mapping: { kind: 'purchases' as const, columns: { customer: 'c' } },
      },
    ]
    const job = client.call(
      'import.run',
      { items },
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(job).rejects.toMatchObject({ code: 'cancelled' })
    order.push('settled')
    expect(order).toEqual(['rolling back, cancelled=true', 'rolled back', 'settled'])
  })

  it('never sends a call whose signal is aborted already', async () => {
    const { client, transcript } = await start({})
    await expect(client.call('project.close', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(transcript.lines).toEqual([])
  })

  it('answers calls in the order in which they finish', async () => {
    let release = (): void => undefined
    const { client } = await start({
      'project.current': () => new Promise((resolve) => (release = () => resolve(null))),
      'settings.get': async () => settings,
    })
    const done: string[] = []
    const slow = client.call('project.current', {}).then(() => done.push('slow'))
    await client.call('settings.get', {}).then(() => done.push('fast'))
    release()
    await slow
    expect(done).toEqual(['fast', 'slow'])
  })

  it('delivers events until the listener leaves', async () => {
    const { client, publish } = await start({ 'project.close': async () => null })
    const heard: unknown[] = []
    const leave = client.on('settings.changed', (payload) => heard.push(payload))
    publish('settings.changed', settings)
    await client.call('project.close', {})
    leave()
    publish('settings.changed', { ...settings, theme: 'light' })
    await client.call('project.close', {})
    expect(heard).toEqual([settings])
  })

  it('settles everything when the other side goes away, and cancels what was under way', async () => {
    let cancelled = (): void => undefined
    const wasCancelled = new Promise<void>((resolve) => (cancelled = resolve))
    const { client, ends } = await start({
      'project.current': (_input, context) => {
        context.onCancel(cancelled)
        queueMicrotask(() => ends.server.close())
        return new Promise(() => undefined)
      },
    })
    let told = 0
    client.onClose(() => told++)
    await expect(client.call('project.current', {})).rejects.toMatchObject({ code: 'connection-lost' })
    await expect(client.call('settings.get', {})).rejects.toMatchObject({ code: 'connection-lost' })
    expect(client.closed).toBe(true)
    expect(told).toBe(1)
    await wasCancelled
  })

  it('closes on a frame that is no message', async () => {
    const { client, ends } = await start({ 'project.current': () => new Promise(() => undefined) })
    const call = client.call('project.current', {})
    ends.client.send(Uint8Array.of(1, 2, 3, 4, 5).buffer)
    await expect(call).rejects.toMatchObject({ code: 'connection-lost' })
  })

  it('refuses to send what has no form on the wire, and tells a handler that answers it', async () => {
    const { client, transcript } = await start({
      'project.saveCopy': async () => ({ sizeBytes: Number.NaN }),
    })
    await expect(client.call('customers.search', { text: 'a', limit: Number.NaN })).rejects.toMatchObject({
      code: 'input-invalid',
      detail: { path: 'input.limit' },
    })
    expect(transcript.lines).toEqual([])
    await expect(client.call('project.saveCopy', { target: 't' })).rejects.toMatchObject({ code: 'internal' })
    dropTraces(current)
  })
})

describe('over all transports', () => {
  afterAll(() => transcripts.clear())

  it('exactly the same frames pass', () => {
    expect(transcripts.size).toBeGreaterThan(10)
    for (const [name, byTransport] of transcripts) {
      const [first, ...others] = [...byTransport.values()]
      expect(byTransport.size, name).toBe(Object.keys(TRANSPORTS).length)
      for (const other of others) expect(other, name).toEqual(first)
    }
  })
})
