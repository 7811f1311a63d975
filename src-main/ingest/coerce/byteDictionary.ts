/** Small numbers for short texts given as bytes; upper and lower case of ASCII letters are the same. */
export class ByteDictionary {
  readonly #slots: Int32Array
  readonly #words: Uint8Array[] = []
  readonly #values: number[] = []
  readonly #mask: number

  constructor(expected: number) {
    let capacity = 16
    while (capacity < expected * 2) capacity *= 2
    this.#slots = new Int32Array(capacity)
    this.#mask = capacity - 1
  }

  get isFull(): boolean {
    return this.#words.length * 2 >= this.#slots.length
  }

  /** The first value given to a word stays. Not to be called when full. */
  add(word: Uint8Array, value: number): void {
    if (this.get(word, 0, word.length) >= 0) return
    let slot = hashOf(word, 0, word.length) & this.#mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#words.push(word)
    this.#values.push(value)
    this.#slots[slot] = this.#words.length
  }

  /** -1 when it is unknown. */
  get(bytes: Uint8Array, start: number, end: number): number {
    let slot = hashOf(bytes, start, end) & this.#mask
    for (;;) {
      const entry = this.#slots[slot]!
      if (entry === 0) return -1
      if (sameText(this.#words[entry - 1]!, bytes, start, end)) return this.#values[entry - 1]!
      slot = (slot + 1) & this.#mask
    }
  }
}

/** A dictionary of texts, each with the value of its place in the list. */
export function dictionaryOf(texts: readonly string[]): ByteDictionary {
  const dictionary = new ByteDictionary(texts.length)
  const encoder = new TextEncoder()
  texts.forEach((text, index) => dictionary.add(encoder.encode(text.trim()), index))
  return dictionary
}

/** Whether a range of bytes starts with a text, ASCII letters in either case. */
export function startsWith(bytes: Uint8Array, start: number, end: number, prefix: Uint8Array): boolean {
  return end - start >= prefix.length && sameText(prefix, bytes, start, start + prefix.length)
}

function lower(c: number): number {
  return c >= 65 && c <= 90 ? c | 32 : c
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let p = start; p < end; p++) hash = Math.imul(hash ^ lower(bytes[p]!), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Whether a word and a range of bytes are the same text, ASCII letters in either case. */
export function sameText(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (lower(word[i]!) !== lower(bytes[start + i]!)) return false
  return true
}
