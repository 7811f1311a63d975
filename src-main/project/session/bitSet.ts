const PAGE_BITS = 1 << 19

/** Whole numbers up to 2^53, dense here and there: pages of bits made when they are first needed. */
export class BitSet {
  size = 0
  readonly #pages = new Map<number, Uint8Array>()

  add(value: number): void {
    const number = Math.floor(value / PAGE_BITS)
    let page = this.#pages.get(number)
    if (page === undefined) {
      page = new Uint8Array(PAGE_BITS >> 3)
      this.#pages.set(number, page)
    }
    const bit = value - number * PAGE_BITS
    const old = page[bit >> 3] ?? 0
    const mask = 1 << (bit & 7)
    if ((old & mask) !== 0) return
    page[bit >> 3] = old | mask
    this.size++
  }

  has(value: number): boolean {
    const number = Math.floor(value / PAGE_BITS)
    const page = this.#pages.get(number)
    if (page === undefined) return false
    const bit = value - number * PAGE_BITS
    return ((page[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  /** Ascending. */
  *values(): Generator<number> {
    const numbers = [...this.#pages.keys()].sort((a, b) => a - b)
    for (const number of numbers) {
      const page = this.#pages.get(number)
      if (page === undefined) continue
      for (let byte = 0; byte < page.length; byte++) {
        const bits = page[byte] ?? 0
        if (bits === 0) continue
        for (let bit = 0; bit < 8; bit++) {
          if ((bits & (1 << bit)) !== 0) yield number * PAGE_BITS + byte * 8 + bit
        }
      }
    }
  }
}
