/** Longest record; what is longer is given up. */
export const RECORD_BYTES_MAX = 4 << 20

/**
 * What was cut: a whole record, an empty line, or a record that is bad before it is parsed (`bad`), longer than
 * `RECORD_BYTES_MAX` (`too-long`: its beginning) or not finished when the file ended (`cut-off`).
 */
export type CutKind = 'record' | 'blank' | 'bad' | 'too-long' | 'cut-off'

/** A stretch of `Cutter.bytes`, valid until the next feed. `line` is where it starts, 1-based. */
export interface Cut {
  readonly kind: CutKind
  readonly line: number
  readonly start: number
  readonly end: number
  /** a last line without a line end: when it is bad it may be half a record */
  readonly unended?: boolean
}

/** Cuts a stream into records. Feed a chunk, ask until null; after the last chunk ask with `ended`. */
export interface Cutter {
  readonly bytes: Uint8Array
  /** Copies what is not cut yet: to be called before the memory of the last chunk is used again. */
  settle(): void
  feed(chunk: Uint8Array): void
  next(ended: boolean): Cut | null
}

const LF = 10

/** One record a line. */
export class LineCutter implements Cutter {
  bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #line = 1
  #skipping = false

  settle(): void {
    this.bytes = this.bytes.slice(this.#at)
    this.#at = 0
  }

  feed(chunk: Uint8Array): void {
    this.bytes = withRest(this.bytes, this.#at, chunk)
    this.#at = 0
  }

  next(ended: boolean): Cut | null {
    for (;;) {
      const start = this.#at
      const lineFeed = this.bytes.indexOf(LF, start)
      if (this.#skipping) {
        this.#at = lineFeed < 0 ? this.bytes.length : lineFeed + 1
        if (lineFeed < 0) return null
        this.#skipping = false
        this.#line++
        continue
      }
      if (lineFeed < 0) return this.#unfinished(start, ended)
      this.#at = lineFeed + 1
      const line = this.#line++
      if (lineFeed - start > RECORD_BYTES_MAX) return { kind: 'too-long', line, start, end: lineFeed }
      return { kind: isBlank(this.bytes, start, lineFeed) ? 'blank' : 'record', line, start, end: lineFeed }
    }
  }

  #unfinished(start: number, ended: boolean): Cut | null {
    const end = this.bytes.length
    if (end - start > RECORD_BYTES_MAX) {
      this.#skipping = true
      this.#at = end
      return { kind: 'too-long', line: this.#line, start, end }
    }
    if (!ended || start === end) return null
    this.#at = end
    const kind = isBlank(this.bytes, start, end) ? 'blank' : 'record'
    return { kind, line: this.#line, start, end, unended: true }
  }
}

export function withRest(bytes: Uint8Array, at: number, chunk: Uint8Array): Uint8Array {
  if (at >= bytes.length) return chunk
  const joined = new Uint8Array(bytes.length - at + chunk.length)
  joined.set(bytes.subarray(at))
  joined.set(chunk, bytes.length - at)
  return joined
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  }
  return true
}
