import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder, TextEncoder } from 'node:util'
import { knownEncoding } from './labels.ts'

const LF = 10
const REPLACEMENT = Buffer.from('\ufffd', 'utf8')
const EMPTY = new Uint8Array(0)
const encoder = new TextEncoder()

/** Turns chunks of any encoding into UTF-8 and remembers where bytes had to be replaced. */
export interface Utf8Stream {
  /** the UTF-8 of what is complete; may be the chunk itself, valid until the next call */
  push(chunk: Uint8Array): Uint8Array
  /** what was left over */
  finish(): Uint8Array
  /** positions in the UTF-8 stream of U+FFFD that stand for invalid bytes, ascending, one a line at least */
  readonly replacedAt: number[]
}

/** Fails with `encoding-unknown`. `rewrite`: a delimiter that is replaced by `substitute`, one byte. */
export function utf8Stream(encoding: string, rewrite: string | null, substitute: number): Utf8Stream {
  const known = knownEncoding(encoding)
  const stream = known.isUtf8 ? new CheckedUtf8() : new Transcoder(known.name, known.isAsciiBased)
  return rewrite === null ? stream : new DelimiterRewriter(stream, rewrite, String.fromCharCode(substitute))
}

/** UTF-8 passes untouched as long as it is valid; lines that are not are repaired one by one. */
class CheckedUtf8 implements Utf8Stream {
  readonly replacedAt: number[] = []
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #carry: Uint8Array = EMPTY
  #written = 0

  push(chunk: Uint8Array): Uint8Array {
    const bytes = joined(this.#carry, chunk)
    const cut = completeCharacters(bytes)
    this.#carry = new Uint8Array(bytes.subarray(cut))
    return this.#checked(bytes.subarray(0, cut))
  }

  finish(): Uint8Array {
    const rest = this.#carry
    this.#carry = EMPTY
    return this.#checked(rest)
  }

  #checked(bytes: Uint8Array): Uint8Array {
    const valid = isUtf8(bytes) ? bytes : this.#repaired(bytes)
    this.#written += valid.length
    return valid
  }

  #repaired(bytes: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = []
    let size = 0
    let validFrom = 0
    const keep = (part: Uint8Array): void => {
      parts.push(part)
      size += part.length
    }
    for (let from = 0; from < bytes.length;) {
      const lineFeed = bytes.indexOf(LF, from)
      const to = lineFeed < 0 ? bytes.length : lineFeed + 1
      const line = bytes.subarray(from, to)
      if (!isUtf8(line)) {
        keep(bytes.subarray(validFrom, from))
        const repaired = encoder.encode(this.#decoder.decode(line))
        markReplacements(repaired, this.#written + size, this.replacedAt)
        keep(repaired)
        validFrom = to
      }
      from = to
    }
    keep(bytes.subarray(validFrom))
    return Buffer.concat(parts, size)
  }
}

class Transcoder implements Utf8Stream {
  readonly replacedAt: number[] = []
  readonly #decoder: TextDecoder
  readonly #asciiBased: boolean
  #isMidLine = false
  #written = 0
  #out = new Uint8Array(0)

  constructor(encoding: string, asciiBased: boolean) {
    this.#decoder = new TextDecoder(encoding)
    this.#asciiBased = asciiBased
  }

  push(chunk: Uint8Array): Uint8Array {
    if (!this.#asciiBased) return this.#encoded(this.#decoder.decode(chunk, { stream: true }))
    // No encoding that is based on ASCII has a line feed inside a character: behind one the decoder holds nothing.
    const clean = this.#isMidLine ? chunk.indexOf(LF) + 1 : 0
    const plain = chunk.subarray(clean)
    if ((clean > 0 || !this.#isMidLine) && isAscii(plain)) {
      const head =
        clean > 0 ? this.#encoded(this.#decoder.decode(chunk.subarray(0, clean), { stream: true })) : EMPTY
      this.#isMidLine = false
      this.#written += plain.length
      return joined(head, plain)
    }
    this.#isMidLine = chunk[chunk.length - 1] !== LF
    return this.#encoded(this.#decoder.decode(chunk, { stream: true }))
  }

  finish(): Uint8Array {
    return this.#encoded(this.#decoder.decode())
  }

  #encoded(text: string): Uint8Array {
    if (text.length * 3 > this.#out.length) this.#out = new Uint8Array(text.length * 3)
    const { written } = encoder.encodeInto(text, this.#out)
    const bytes = this.#out.subarray(0, written)
    if (text.includes('\ufffd')) markReplacements(bytes, this.#written, this.replacedAt)
    this.#written += written
    return bytes
  }
}

/** Replaces a delimiter of several bytes; holds the last line back, which may end inside one. */
class DelimiterRewriter implements Utf8Stream {
  readonly replacedAt: number[] = []
  readonly #inner: Utf8Stream
  readonly #delimiter: string
  readonly #substitute: string
  #carry: Uint8Array = EMPTY
  #written = 0

  constructor(inner: Utf8Stream, delimiter: string, substitute: string) {
    this.#inner = inner
    this.#delimiter = delimiter
    this.#substitute = substitute
  }

  push(chunk: Uint8Array): Uint8Array {
    const bytes = joined(this.#carry, this.#inner.push(chunk))
    const cut = bytes.lastIndexOf(LF) + 1
    const head = cut === 0 && bytes.length > MAX_CARRY_BYTES ? bytes.length : cut
    this.#carry = new Uint8Array(bytes.subarray(head))
    return this.#rewritten(bytes.subarray(0, head))
  }

  finish(): Uint8Array {
    return this.#rewritten(joined(this.#carry, this.#inner.finish()))
  }

  #rewritten(bytes: Uint8Array): Uint8Array {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    const out = encoder.encode(text.replaceAll(this.#delimiter, this.#substitute))
    if (this.#inner.replacedAt.length > 0) {
      this.#inner.replacedAt.length = 0
      markReplacements(out, this.#written, this.replacedAt)
    }
    this.#written += out.length
    return out
  }
}

const MAX_CARRY_BYTES = 8 << 20

/** How many bytes of a chunk hold whole UTF-8 characters (or are invalid anyway). */
function completeCharacters(bytes: Uint8Array): number {
  const last = bytes.length - 1
  for (let back = 0; back < 3 && back <= last; back++) {
    const byte = bytes[last - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back + 1 ? last - back : bytes.length
  }
  return bytes.length
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  if (second.length === 0) return first
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function markReplacements(utf8: Uint8Array, offset: number, into: number[]): void {
  const bytes = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.length)
  for (let p = bytes.indexOf(REPLACEMENT); p >= 0; p = bytes.indexOf(REPLACEMENT, p + 3))
    into.push(offset + p)
}
