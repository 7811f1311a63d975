import {
  BIN_SET_WORDS,
  type Split,
  type SplitTask,
  type TrainingData,
} from '../../shared/analytics/learn/boosting/index.ts'

/** What the threads of a training are told to do. */
export const COMMAND = { beginTree: 1, run: 2, stop: 3 } as const

/** What a helper thread gets when it starts. */
export interface BoostOrder {
  readonly data: TrainingData
  readonly member: number
  readonly nMembers: number
  readonly memory: SharedArrayBuffer
}

const CELL = {
  sequence: 0,
  command: 1,
  nDone: 2,
  hasFailed: 3,
  pulse: 4,
  failureLength: 5,
  cells: 6,
} as const
const MOST_LEAVES = 2
const TASK_NUMBERS = 5
const LEAF_NUMBERS = 6
const SPLIT_NUMBERS = 8 + BIN_SET_WORDS
const FAILURE_CHARS = 300

const CELL_BYTES = 8 * Math.ceil(CELL.cells / 2)
const TASK_BYTES = 8 * (TASK_NUMBERS + MOST_LEAVES * LEAF_NUMBERS)
const MEMBER_BYTES = 8 * MOST_LEAVES * SPLIT_NUMBERS

/** The memory through which the threads of a training speak: one command at a time, answered by every helper. */
export class BoostChannel {
  readonly memory: SharedArrayBuffer
  readonly #cells: Int32Array
  readonly #task: Float64Array
  readonly #splits: Float64Array
  readonly #failure: Uint16Array

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory
    const failureBytes = 2 * FAILURE_CHARS
    const failureAt = memory.byteLength - failureBytes
    const splitsAt = CELL_BYTES + TASK_BYTES
    this.#cells = new Int32Array(memory, 0, CELL.cells)
    this.#task = new Float64Array(memory, CELL_BYTES, TASK_BYTES / 8)
    this.#splits = new Float64Array(memory, splitsAt, (failureAt - splitsAt) / 8)
    this.#failure = new Uint16Array(memory, failureAt, FAILURE_CHARS)
  }

  /** A channel to `nHelpers` threads. */
  static create(nHelpers: number): BoostChannel {
    const bytes = CELL_BYTES + TASK_BYTES + nHelpers * MEMBER_BYTES + 2 * FAILURE_CHARS
    return new BoostChannel(new SharedArrayBuffer(bytes))
  }

  send(command: number): void {
    Atomics.store(this.#cells, CELL.nDone, 0)
    Atomics.store(this.#cells, CELL.command, command)
    Atomics.add(this.#cells, CELL.sequence, 1)
    Atomics.notify(this.#cells, CELL.sequence)
  }

  /** Blocks until a command after `sequence` is sent. */
  receive(sequence: number): { readonly sequence: number; readonly command: number } {
    Atomics.wait(this.#cells, CELL.sequence, sequence)
    return {
      sequence: Atomics.load(this.#cells, CELL.sequence),
      command: Atomics.load(this.#cells, CELL.command),
    }
  }

  done(): void {
    Atomics.add(this.#cells, CELL.nDone, 1)
    Atomics.notify(this.#cells, CELL.nDone)
  }

  nDone(): number {
    return Atomics.load(this.#cells, CELL.nDone)
  }

  /** Blocks while no further helper is done, at most `mostMs`; whether it waited in vain. */
  waitWhileDone(nDone: number, mostMs: number): boolean {
    return Atomics.wait(this.#cells, CELL.nDone, nDone, mostMs) === 'timed-out'
  }

  /** A helper's sign of life. */
  beat(): void {
    Atomics.add(this.#cells, CELL.pulse, 1)
  }

  pulse(): number {
    return Atomics.load(this.#cells, CELL.pulse)
  }

  fail(message: string): void {
    const text = message.slice(0, FAILURE_CHARS)
    for (let i = 0; i < text.length; i++) this.#failure[i] = text.charCodeAt(i)
    Atomics.store(this.#cells, CELL.failureLength, text.length)
    Atomics.store(this.#cells, CELL.hasFailed, 1)
    Atomics.notify(this.#cells, CELL.nDone)
  }

  /** What a helper that failed says; null while none has. */
  failure(): string | null {
    if (Atomics.load(this.#cells, CELL.hasFailed) === 0) return null
    const length = Atomics.load(this.#cells, CELL.failureLength)
    return String.fromCharCode(...this.#failure.subarray(0, length))
  }

  writeTask({ slot, begin, end, restSlot, leaves }: SplitTask): void {
    this.#task.set([slot, begin, end, restSlot, leaves.length])
    leaves.forEach((leaf, i) => {
      const { slot: leafSlot, sumG, sumH, nRows, low, high } = leaf
      this.#task.set([leafSlot, sumG, sumH, nRows, low, high], TASK_NUMBERS + i * LEAF_NUMBERS)
    })
  }

  readTask(): SplitTask {
    const [slot = 0, begin = 0, end = 0, restSlot = 0, nLeaves = 0] = this.#task
    const leaves = Array.from({ length: nLeaves }, (_, i) => {
      const from = TASK_NUMBERS + i * LEAF_NUMBERS
      const [leafSlot = 0, sumG = 0, sumH = 0, nRows = 0, low = 0, high = 0] = this.#task.subarray(from)
      return { slot: leafSlot, sumG, sumH, nRows, low, high }
    })
    return { slot, begin, end, restSlot, leaves }
  }

  /** What helper `member` (1 ..) found for leaf `leaf` of the task. */
  writeSplit(member: number, leaf: number, split: Split | null): void {
    const at = splitAt(member, leaf)
    if (split === null) {
      this.#splits[at] = 0
      return
    }
    const { gain, feature, bin, leftBins, missingLeft, leftG, leftH, leftRows } = split
    this.#splits.set([gain, feature, bin, leftBins === null ? 0 : 1, missingLeft ? 1 : 0], at)
    this.#splits.set([leftG, leftH, leftRows, ...(leftBins ?? [])], at + 5)
  }

  readSplit(member: number, leaf: number): Split | null {
    const at = splitAt(member, leaf)
    const [gain = 0, feature = 0, bin = 0, isSet = 0, missing = 0, leftG = 0, leftH = 0, leftRows = 0] =
      this.#splits.subarray(at, at + 8)
    if (gain === 0) return null
    const leftBins = isSet === 1 ? Uint32Array.from(this.#splits.subarray(at + 8, at + SPLIT_NUMBERS)) : null
    return { gain, feature, bin, leftBins, missingLeft: missing === 1, leftG, leftH, leftRows }
  }
}

function splitAt(member: number, leaf: number): number {
  return ((member - 1) * MOST_LEAVES + leaf) * SPLIT_NUMBERS
}
