/** Finds events that are the same in some sense among a few: open addressing whose clearing costs nothing. */
export abstract class GroupTable {
  #slots = new Int32Array(64)
  #marks = new Int32Array(64)
  #mark = 0

  /** Makes room for `n` events and forgets all. */
  reset(n: number): void {
    if (n * 2 > this.#slots.length) {
      let size = this.#slots.length
      while (size < n * 2) size *= 2
      this.#slots = new Int32Array(size)
      this.#marks = new Int32Array(size)
      this.#mark = 0
    }
    this.#mark++
  }

  /** The first event that is the same as `event`: itself when there was none. */
  firstLike(event: number): number {
    const mask = this.#slots.length - 1
    let slot = this.hash(event) & mask
    while (this.#marks[slot] === this.#mark) {
      const other = this.#slots[slot] ?? 0
      if (this.same(other, event)) return other
      slot = (slot + 1) & mask
    }
    this.#marks[slot] = this.#mark
    this.#slots[slot] = event
    return event
  }

  protected abstract hash(event: number): number
  protected abstract same(a: number, b: number): boolean
}
