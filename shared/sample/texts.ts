import type { TextColumn } from '../contract/batch.ts'

const encoder = new TextEncoder()

/** Texts as UTF-8, by number; number 0 is the empty text where the first entry is ''. */
export function encodeAll(texts: readonly string[]): readonly Uint8Array[] {
  return texts.map((text) => encoder.encode(text))
}

/** Builds a column of texts from bytes that are already encoded. */
export class TextWriter {
  private bytes: Uint8Array
  private used = 0
  private readonly ends: Uint32Array
  private nTexts = 0

  constructor(nTexts: number, expectedBytes: number) {
    this.bytes = new Uint8Array(Math.max(64, nTexts * expectedBytes))
    this.ends = new Uint32Array(nTexts)
  }

  private reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(this.used + more, this.bytes.length * 2))
    wider.set(this.bytes)
    this.bytes = wider
  }

  private end(): void {
    this.ends[this.nTexts++] = this.used
  }

  push(text: Uint8Array): void {
    this.reserve(text.length)
    const { bytes } = this
    let at = this.used
    for (let i = 0; i < text.length; i++) bytes[at++] = text[i]!
    this.used = at
    this.end()
  }

  /** A prefix and a whole number with leading zeros. */
  pushKey(prefix: Uint8Array, value: number, nDigits: number): void {
    this.reserve(prefix.length + nDigits)
    const { bytes } = this
    for (let i = 0; i < prefix.length; i++) bytes[this.used + i] = prefix[i]!
    let rest = value
    for (let i = prefix.length + nDigits - 1; i >= prefix.length; i--) {
      const tenth = Math.floor(rest / 10)
      bytes[this.used + i] = 48 + rest - tenth * 10
      rest = tenth
    }
    this.used += prefix.length + nDigits
    this.end()
  }

  pushText(text: string): void {
    this.push(encoder.encode(text))
  }

  finish(): TextColumn {
    return { bytes: this.bytes.slice(0, this.used), ends: this.ends.slice(0, this.nTexts) }
  }
}
