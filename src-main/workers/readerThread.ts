import { MessageChannel, Worker } from 'node:worker_threads'
import { AppError } from '../../shared/contract/errors.ts'
import type { ReadSummary, TablePlan } from '../ingest/rows/plan.ts'
import { SHARED, type ReaderMessage, type ReaderStart, type ReadRequest } from './importReader.ts'
import { ReaderMerges } from './readerMerges.ts'
import { SMALL_HEAP } from './thread.ts'

const POLL_MS = 50
/** a reader that does not answer a cancel by then is ended */
const PATIENCE_MS = 3_000

/** the thread's module, from the source or from a bundle that lays all entries side by side */
const READER_URL = new URL(
  import.meta.url.endsWith('.ts') ? './importReader.worker.ts' : './importReader.worker.js',
  import.meta.url,
)

type Handled = Extract<ReaderMessage, { t: 'batch' | 'rejects' | 'progress' }>

/** The thread that reads and coerces; what it sends is handled one message after the other, never more than a few ahead. */
export class ReaderThread {
  readonly #cells = new Int32Array(new SharedArrayBuffer(SHARED.cells * Int32Array.BYTES_PER_ELEMENT))
  /** for when all is read */
  readonly merges: ReaderMerges
  readonly #worker: Worker
  readonly #isCancelled: () => boolean

  constructor(isCancelled: () => boolean, url: URL = READER_URL) {
    this.#isCancelled = isCancelled
    const { port1, port2 } = new MessageChannel()
    this.merges = new ReaderMerges(port1, this.#cells)
    this.#worker = new Worker(url, {
      workerData: { cells: this.#cells, merges: port2 } satisfies ReaderStart,
      transferList: [port2],
      resourceLimits: SMALL_HEAP,
    })
    // deaths are told to whoever waits in `read`
    this.#worker.on('error', () => undefined)
  }

  /** Reads one table; settles when the reader has ended it, failed, died or heard the cancel. `handle` may throw. */
  read(plan: TablePlan, handle: (message: Handled) => void): Promise<ReadSummary> {
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      let reason = ''
      let askedToStopAt: number | null = null
      let failure: AppError | null = null
      const settle = (act: () => void): void => {
        clearInterval(poll)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        act()
      }
      const fail = (error: AppError): void => {
        settle(() => {
          reject(failure ?? error)
        })
      }
      const stop = (): void => {
        if (askedToStopAt !== null) return
        askedToStopAt = performance.now()
        Atomics.store(this.#cells, SHARED.cancelled, 1)
        Atomics.notify(this.#cells, SHARED.batchesUnderway)
      }
      const onMessage = (message: ReaderMessage): void => {
        if (message.t === 'end') {
          settle(() => {
            if (failure !== null) reject(failure)
            else resolve(message.summary)
          })
          return
        }
        if (message.t === 'failure') {
          fail(AppError.fromData(message.error))
          return
        }
        if (message.t !== 'progress') {
          Atomics.sub(this.#cells, SHARED.batchesUnderway, 1)
          Atomics.notify(this.#cells, SHARED.batchesUnderway)
        }
        if (askedToStopAt !== null) return
        try {
          if (this.#isCancelled()) throw new AppError('cancelled')
          handle(message)
        } catch (thrown) {
          failure = AppError.from(thrown)
          stop()
        }
      }
      const onError = (thrown: unknown): void => {
        reason = thrown instanceof Error ? thrown.message : String(thrown)
      }
      const onExit = (exitCode: number): void => {
        fail(new AppError('worker-died', { exitCode, ...(reason === '' ? {} : { message: reason }) }))
      }
      const poll = setInterval(() => {
        if (this.#isCancelled() && askedToStopAt === null) {
          failure = new AppError('cancelled')
          stop()
        }
        if (askedToStopAt !== null && performance.now() - askedToStopAt > PATIENCE_MS) {
          fail(new AppError('cancelled'))
        }
      }, POLL_MS)
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      worker.postMessage({ plan } satisfies ReadRequest)
    })
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
