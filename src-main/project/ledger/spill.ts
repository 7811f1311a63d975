import { closeSync, openSync, readSync, unlink, writeSync } from 'node:fs'
import { EventSet, type LedgerShape } from './eventSet.ts'

const RECORDS_A_BLOCK = 2048

interface WrittenBlock {
  readonly at: number
  readonly n: number
}

/** The records of one part: in blocks of a file, and those of the block that was being filled. */
export interface SpilledPart {
  readonly path: string
  readonly nWords: number
  readonly n: number
  readonly written: readonly WrittenBlock[]
  readonly open: { readonly bytes: Uint8Array<ArrayBuffer>; readonly n: number } | null
}

/** A block being filled: `n` records of nDoubles numbers and nWords whole numbers each. */
export class SpillBlock {
  n = 0
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly doubles: Float64Array
  readonly words: Uint32Array

  constructor(nDoubles: number, nWords: number, bytes?: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes ?? new Uint8Array(RECORDS_A_BLOCK * (nDoubles * 8 + nWords * 4))
    const { buffer } = this.bytes
    this.doubles = new Float64Array(buffer, 0, RECORDS_A_BLOCK * nDoubles)
    this.words = new Uint32Array(buffer, RECORDS_A_BLOCK * nDoubles * 8, RECORDS_A_BLOCK * nWords)
  }
}

/**
 * Events on their way into the ledger, parted by ranges of `width` customers into blocks of one temporary file, so that
 * memory does not grow with the number of rows. Part p holds customers first + p * width ...
 */
export class Spill {
  readonly shape: LedgerShape
  readonly firstCustomer: number
  readonly width: number
  readonly nWords: number
  nEvents = 0
  readonly #path: string
  #fd: number | null = null
  #size = 0
  readonly #open: (SpillBlock | undefined)[] = []
  readonly #written: WrittenBlock[][] = []
  readonly #counts: number[] = []

  /** `nWords`: how many of the shape's word columns are kept; those beyond are 0 */
  constructor(
    path: string,
    shape: LedgerShape,
    firstCustomer: number,
    width: number,
    nWords: number = shape.words.length,
  ) {
    this.nWords = nWords
    this.#path = path
    this.shape = shape
    this.firstCustomer = firstCustomer
    this.width = width
  }

  /** The block with room for one more record of this customer; the caller writes at block.n and raises it. */
  blockFor(customer: number): SpillBlock {
    const part = Math.floor((customer - this.firstCustomer) / this.width)
    this.nEvents++
    let block = this.#open[part]
    if (block === undefined) {
      block = new SpillBlock(this.shape.doubles.length, this.nWords)
      for (let p = this.#open.length; p < part; p++) this.#open.push(undefined)
      this.#open[part] = block
    } else if (block.n === RECORDS_A_BLOCK) {
      this.#flush(part, block)
    }
    return block
  }

  get nParts(): number {
    return this.#open.length
  }

  countOf(part: number): number {
    return (this.#counts[part] ?? 0) + (this.#open[part]?.n ?? 0)
  }

  /** Where a part's records are: plain data. The file stays until `close`. */
  spilled(part: number): SpilledPart {
    const open = this.#open[part]
    return {
      path: this.#path,
      nWords: this.nWords,
      n: this.countOf(part),
      written: this.#written[part] ?? [],
      open: open === undefined || open.n === 0 ? null : { bytes: open.bytes, n: open.n },
    }
  }

  /** Visits a part's blocks in order; the block is used again for the next one. */
  forEachBlock(part: number, visit: (block: SpillBlock) => void): void {
    const written = this.#written[part] ?? []
    if (written.length > 0) {
      const scratch = new SpillBlock(this.shape.doubles.length, this.nWords)
      for (const { at, n } of written) {
        readFully(this.#file(), scratch.bytes, at)
        scratch.n = n
        visit(scratch)
      }
    }
    const open = this.#open[part]
    if (open !== undefined && open.n > 0) visit(open)
  }

  /** Frees a part's memory once it has been dealt with. */
  drop(part: number): void {
    this.#open[part] = undefined
    this.#written[part] = []
    this.#counts[part] = 0
  }

  close(): void {
    if (this.#fd === null) return
    closeSync(this.#fd)
    this.#fd = null
    // freeing hundreds of megabytes takes its time, which another thread has
    unlink(this.#path, () => undefined)
  }

  #file(): number {
    this.#fd ??= openSync(this.#path, 'w+')
    return this.#fd
  }

  #flush(part: number, block: SpillBlock): void {
    const bytes = block.bytes
    let done = 0
    while (done < bytes.length) {
      done += writeSync(this.#file(), bytes, done, bytes.length - done, this.#size + done)
    }
    const list = (this.#written[part] ??= [])
    list.push({ at: this.#size, n: block.n })
    this.#counts[part] = (this.#counts[part] ?? 0) + block.n
    this.#size += bytes.length
    block.n = 0
  }
}

/** All records of a part, in the order in which they came; by whichever thread. */
export function readSpilled(shape: LedgerShape, { path, nWords, n, written, open }: SpilledPart): EventSet {
  const events = EventSet.empty(shape, n)
  const nDoubles = shape.doubles.length
  let at = 0
  const take = (block: SpillBlock): void => {
    copyRecords(block, nWords, events, at)
    at += block.n
  }
  if (written.length > 0) {
    const scratch = new SpillBlock(nDoubles, nWords)
    const fd = openSync(path, 'r')
    try {
      for (const block of written) {
        readFully(fd, scratch.bytes, block.at)
        scratch.n = block.n
        take(scratch)
      }
    } finally {
      closeSync(fd)
    }
  }
  if (open !== null) {
    const block = new SpillBlock(nDoubles, nWords, open.bytes)
    block.n = open.n
    take(block)
  }
  return events
}

function copyRecords(block: SpillBlock, nWords: number, to: EventSet, at: number): void {
  to.doubles.forEach((column, c) => stridedDoubles(block.doubles, c, to.doubles.length, column, at, block.n))
  to.words.forEach((column, c) => {
    if (c < nWords) stridedWords(block.words, c, nWords, column, at, block.n)
  })
}

function stridedDoubles(
  from: Float64Array,
  first: number,
  stride: number,
  to: Float64Array,
  at: number,
  n: number,
): void {
  for (let i = 0, j = first; i < n; i++, j += stride) to[at + i] = from[j] ?? 0
}

function stridedWords(
  from: Uint32Array,
  first: number,
  stride: number,
  to: Uint32Array,
  at: number,
  n: number,
): void {
  for (let i = 0, j = first; i < n; i++, j += stride) to[at + i] = from[j] ?? 0
}

function readFully(fd: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length) {
    const read = readSync(fd, bytes, done, bytes.length - done, position + done)
    if (read === 0) throw new Error('a temporary file of the import was cut short')
    done += read
  }
}
