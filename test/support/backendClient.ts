import { createClient } from '../../shared/rpc/client.ts'
import { pairWires } from '../../shared/rpc/pairWire.ts'
import type { RpcClient, Wire } from '../../shared/rpc/wire.ts'
import { startBackend, type Backend } from '../../src-main/backend/backend.ts'
import { createFileRegistry, type FileRegistry } from '../../src-main/backend/files.ts'

/** A backend with one page on it, in this process. */
export interface BackendUnderTest {
  readonly backend: Backend
  readonly files: FileRegistry
  readonly client: RpcClient
  /** every byte that the page has received, as text */
  readonly received: () => string
  /** another page on the same backend */
  connect(): { client: RpcClient; wire: Wire }
  close(): Promise<void>
}

/** Starts a backend on a folder of its own, at a fixed time. */
export function backendUnderTest(dataDir: string, nowMs = Date.UTC(2026, 0, 15)): BackendUnderTest {
  const files = createFileRegistry()
  const backend = startBackend({ dataDir, shell: 'loopback', files, clock: { nowMs: () => nowMs } })
  const chunks: string[] = []
  const connect = (): { client: RpcClient; wire: Wire } => {
    const [page, server] = pairWires()
    backend.serve(server)
    const listening: Wire = {
      ...page,
      onFrame: (listener) =>
        page.onFrame((frame) => {
          chunks.push(Buffer.from(frame).toString('utf8'))
          listener(frame)
        }),
    }
    return { client: createClient(listening), wire: page }
  }
  const { client } = connect()
  return {
    backend,
    files,
    client,
    received: () => chunks.join('\n'),
    connect,
    close: async () => {
      client.close()
      await backend.close()
    },
  }
}
