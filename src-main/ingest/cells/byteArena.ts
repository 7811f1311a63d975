/** Bytes that only grow, in one buffer that doubles. */
export class ByteArena {
  bytes: Uint8Array<ArrayBuffer>
  length = 0

  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity)
  }

  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }

  /** caller has reserved */
  push(byte: number): void {
    this.bytes[this.length++] = byte
  }

  append(source: Uint8Array, start: number, end: number): void {
    const count = end - start
    this.reserve(count)
    if (count > 32) this.bytes.set(source.subarray(start, end), this.length)
    else for (let i = 0; i < count; i++) this.bytes[this.length + i] = source[start + i] ?? 0
    this.length += count
  }

  appendAscii(text: string): void {
    this.reserve(text.length)
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i)
  }

  appendCodePoint(codePoint: number): void {
    const valid = codePoint >= 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff)
    const code = valid ? codePoint : 0xfffd
    this.reserve(4)
    if (code < 0x80) {
      this.push(code)
    } else if (code < 0x800) {
      this.push(0xc0 | (code >> 6))
      this.push(0x80 | (code & 0x3f))
    } else if (code < 0x10000) {
      this.push(0xe0 | (code >> 12))
      this.push(0x80 | ((code >> 6) & 0x3f))
      this.push(0x80 | (code & 0x3f))
    } else {
      this.push(0xf0 | (code >> 18))
      this.push(0x80 | ((code >> 12) & 0x3f))
      this.push(0x80 | ((code >> 6) & 0x3f))
      this.push(0x80 | (code & 0x3f))
    }
  }
}
