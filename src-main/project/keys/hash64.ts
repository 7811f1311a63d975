const C1 = 0xcc9e2d51 | 0
const C2 = 0x1b873593 | 0

/** 64 bits of a text's bytes in two halves; the answer of the last `of` stands in `low` and `high` (never both 0). */
export class Hash64 {
  low = 0
  high = 0

  of(bytes: Uint8Array, start: number, end: number): void {
    let a = 0x9747b28c | 0
    let b = 0x3c6ef372 | 0
    for (let i = start; i < end; i++) {
      const byte = bytes[i] ?? 0
      a = Math.imul(a ^ byte, C1)
      a = (a << 13) | (a >>> 19)
      b = Math.imul(b + byte, C2) ^ (a >>> 7)
    }
    a = avalanche(a ^ (end - start))
    b = avalanche(b ^ a)
    this.low = a >>> 0
    this.high = b >>> 0 || 1
  }
}

/** Finaliser of MurmurHash3 (Appleby, public domain). */
export function avalanche(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
