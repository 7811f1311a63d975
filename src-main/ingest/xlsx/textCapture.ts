import { ByteArena } from '../cells/byteArena.ts'
import { appendText } from './xmlText.ts'

/** The text of one string or cell, made of pieces (rich text runs); stops taking in what is longer than a cell may be. */
export class TextCapture {
  tooLong = false
  readonly #arena = new ByteArena()
  readonly #bytesMax: number
  #pieceStart = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#arena.bytes
  }

  get length(): number {
    return this.#arena.length
  }

  clear(): void {
    this.#arena.length = 0
    this.#pieceStart = 0
    this.tooLong = false
  }

  beginPiece(): void {
    this.#pieceStart = this.#arena.length
  }

  append(source: Buffer, start: number, end: number, raw: boolean, escapes: boolean): void {
    if (this.tooLong) return
    appendText(this.#arena, source, start, end, raw, escapes)
    if (this.#arena.length > this.#bytesMax) this.tooLong = true
  }

  /** White space at the ends of a piece counts only where the file says xml:space="preserve". */
  endPiece(preserve: boolean): void {
    if (preserve) return
    const { bytes } = this.#arena
    let start = this.#pieceStart
    let end = this.#arena.length
    while (end > start && isSpace(bytes[end - 1])) end--
    while (start < end && isSpace(bytes[start])) start++
    if (start > this.#pieceStart) bytes.copyWithin(this.#pieceStart, start, end)
    this.#arena.length = this.#pieceStart + (end - start)
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d
}
