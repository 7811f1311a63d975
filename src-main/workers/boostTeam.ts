import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/contract/errors.ts'
import {
  bestOf,
  FeatureShare,
  sharedMemory,
  type BinnedMatrix,
  type HistogramTeam,
  type Split,
  type SplitTask,
  type TeamSession,
  type TrainingData,
} from '../../shared/analytics/learn/boosting/index.ts'
import { BoostChannel, COMMAND, type BoostOrder } from './boostChannel.ts'

const WAIT_MS = 50
/** a helper that shows no sign of life for so long is given up */
const PATIENCE_MS = 30_000

/** the helper's module, from the source or from a bundle that lays all entries side by side */
const HELPER_URL = new URL(
  import.meta.url.endsWith('.ts') ? './boosting.worker.ts' : './boosting.worker.js',
  import.meta.url,
)

/** What tests replace. */
export interface BoostTeamSettings {
  readonly url?: URL
  readonly patienceMs?: number
}

/**
 * A team of the calling thread and `nThreads - 1` helper threads that live as long as a training. The caller blocks
 * while it waits for them, so it should be a worker thread itself.
 */
export function boostTeam(nThreads: number, settings: BoostTeamSettings = {}): HistogramTeam {
  const { url = HELPER_URL, patienceMs = PATIENCE_MS } = settings
  return {
    allocate: sharedMemory,
    open: (data) => new ThreadedSession(onSharedMemory(data), Math.max(1, nThreads), url, patienceMs),
  }
}

class ThreadedSession implements TeamSession {
  readonly #own: FeatureShare
  readonly #channel: BoostChannel
  readonly #patienceMs: number
  readonly #helpers: Worker[] = []

  constructor(data: TrainingData, nThreads: number, url: URL, patienceMs: number) {
    this.#own = new FeatureShare(data, 0, nThreads)
    this.#patienceMs = patienceMs
    this.#channel = BoostChannel.create(nThreads - 1)
    try {
      for (let member = 1; member < nThreads; member++) {
        const order: BoostOrder = { data, member, nMembers: nThreads, memory: this.#channel.memory }
        const helper = new Worker(url, { workerData: order })
        // a death is seen by whoever waits
        helper.on('error', () => undefined)
        helper.unref()
        this.#helpers.push(helper)
      }
    } catch (thrown) {
      this.close()
      throw AppError.from(thrown)
    }
  }

  beginTree(): void {
    this.#channel.send(COMMAND.beginTree)
    this.#own.beginTree()
    this.#waitForHelpers()
  }

  run(task: SplitTask): (Split | null)[] {
    this.#channel.writeTask(task)
    this.#channel.send(COMMAND.run)
    const own = this.#own.run(task)
    this.#waitForHelpers()
    return own.map((split, leaf) => {
      const others = this.#helpers.map((_, i) => this.#channel.readSplit(i + 1, leaf))
      return bestOf([split, ...others])
    })
  }

  close(): void {
    this.#channel.send(COMMAND.stop)
    for (const helper of this.#helpers) void helper.terminate().catch(() => undefined)
  }

  #waitForHelpers(): void {
    let lastSign = -1
    // counted in waits and not by a clock, which runs on while the machine sleeps
    let patienceMs = this.#patienceMs
    for (;;) {
      const nDone = this.#channel.nDone()
      const failure = this.#channel.failure()
      if (failure !== null) throw new AppError('worker-died', { message: failure })
      if (nDone >= this.#helpers.length) return
      const sign = this.#channel.pulse() + nDone
      if (sign !== lastSign) patienceMs = this.#patienceMs
      lastSign = sign
      if (patienceMs <= 0) {
        throw new AppError('worker-died', { message: 'a training thread does not answer' })
      }
      if (this.#channel.waitWhileDone(nDone, WAIT_MS)) patienceMs -= WAIT_MS
    }
  }
}

/** Bins that lie in the caller's own memory are copied once to where helpers see them. */
function onSharedMemory(data: TrainingData): TrainingData {
  const isShared = ({ buffer }: Uint8Array): boolean => buffer instanceof SharedArrayBuffer
  if (data.binned.columns.every(isShared)) return data
  const columns = data.binned.columns.map((column) => {
    if (isShared(column)) return column
    const copy = new Uint8Array(sharedMemory(column.length))
    copy.set(column)
    return copy
  })
  const binned: BinnedMatrix = { ...data.binned, columns }
  return { ...data, binned }
}
