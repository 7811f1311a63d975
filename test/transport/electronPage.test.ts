// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { PORT_MESSAGE, type ElectronBridge } from '../../shared/rpc/electronBridge.ts'
import { portWire } from '../../shared/rpc/portWire.ts'
import { serve } from '../../shared/rpc/server.ts'
import { connect } from '../../src-renderer/transport/connect.ts'
import { createEventHub } from '../../src-main/backend/events.ts'
import { someHandlers } from '../support/handlers.ts'

function announce(data: unknown, ports: readonly MessagePort[], source: unknown = window): void {
  const event = new MessageEvent('message', { data })
  Object.defineProperties(event, { ports: { value: ports }, source: { value: source } })
  window.dispatchEvent(event)
}

const host: Omit<ElectronBridge, 'connect'> = {
  pickFiles: async () => ({ value: [{ fileToken: 't', name: 'a.csv', sizeBytes: 1 }] }),
  registerFile: async (file) => ({
    value: 'gone' in file ? null : { fileToken: 'd', name: 'b.csv', sizeBytes: 2 },
  }),
  pickSaveTarget: async () => ({ value: null }),
  saveBytes: async () => ({ error: { code: 'disk-full', detail: { file: 'chart.png' } } }),
}

afterEach(() => Reflect.deleteProperty(window, 'huiliuHost'))

describe('a page in Electron', () => {
  it('takes the port that its own window brings, and no other', async () => {
    const { port1, port2 } = new MessageChannel()
    const foreign = new MessageChannel()
    const bridge: ElectronBridge = {
      ...host,
      connect: () => {
        announce('something else', [foreign.port1])
        announce(PORT_MESSAGE, [foreign.port1], {})
        announce(PORT_MESSAGE, [])
        announce(PORT_MESSAGE, [port1])
      },
    }
    Object.defineProperty(window, 'huiliuHost', { value: bridge, configurable: true })
    serve(portWire(port2), someHandlers({ 'project.current': async () => null }), createEventHub())
    const connection = await connect()
    expect(connection.host.shell).toBe('electron')
    expect(await connection.client.call('project.current', {})).toBeNull()
    connection.client.close()
    foreign.port1.close()
  })

  it('gets files as tokens and failures with their code', async () => {
    const { port1 } = new MessageChannel()
    const bridge: ElectronBridge = { ...host, connect: () => announce(PORT_MESSAGE, [port1]) }
    Object.defineProperty(window, 'huiliuHost', { value: bridge, configurable: true })
    const { host: files, client } = await connect()
    expect(await files.pickFiles(['.csv'], true)).toHaveLength(1)
    const gone = Object.assign(new File([], 'gone'), { gone: true })
    const received = await files.receiveFiles([new File(['x'], 'b.csv'), gone])
    expect(received.map(({ fileToken }) => fileToken)).toEqual(['d'])
    expect(await files.pickSaveTarget('a.csv')).toBeNull()
    await expect(files.saveBytes('chart.png', 'image/png', Uint8Array.of(1))).rejects.toMatchObject({
      code: 'disk-full',
      detail: { file: 'chart.png' },
    })
    client.close()
  })
})

describe('a page in a browser', () => {
  it('without a token says that it was refused', async () => {
    await expect(connect()).rejects.toMatchObject({ code: 'refused' })
  })
})
