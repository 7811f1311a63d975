import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import { EventSet } from '../project/ledger/eventSet.ts'
import type { MergeHelper } from '../project/ledger/mergeHelper.ts'
import { mergePart, type MergedPart, type PartTask } from '../project/ledger/mergePart.ts'
import { SHARED, type MergeAnswer } from './importReader.ts'

/** one that is worked on and one that waits, so that the thread never does */
const MOST_IN_HAND = 2

/** Lets the reader thread, which has read everything by then, merge parts of the ledger. */
export class ReaderMerges implements MergeHelper {
  readonly #port: MessagePort
  readonly #cells: Int32Array
  readonly #inHand: PartTask[] = []

  constructor(port: MessagePort, cells: Int32Array) {
    this.#port = port
    this.#cells = cells
  }

  offer(task: PartTask): boolean {
    if (this.#inHand.length >= MOST_IN_HAND) return false
    this.#port.postMessage(task)
    this.#inHand.push(task)
    return true
  }

  /** The caller's thread cannot run its event loop meanwhile: answers are fetched. */
  take(waitMs: number): MergedPart | null {
    const nMerged = Atomics.load(this.#cells, SHARED.partsMerged)
    let received = receiveMessageOnPort(this.#port)
    if (received === undefined && waitMs > 0) {
      Atomics.wait(this.#cells, SHARED.partsMerged, nMerged, waitMs)
      received = receiveMessageOnPort(this.#port)
    }
    if (received === undefined) return null
    const task = this.#inHand.shift()
    const part = received.message as MergeAnswer
    // what failed there fails here too, where its error is told, or the reason was that thread's own
    if (part === null) return task === undefined ? null : mergePart(task)
    const { n, doubles, words } = part.events
    return { ...part, events: new EventSet(n, doubles, words) }
  }
}
