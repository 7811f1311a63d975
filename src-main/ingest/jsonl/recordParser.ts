import { appendDecimal } from '../cells/decimalText.ts'
import { appendJsonString } from './jsonString.ts'
import { NO_COLUMN, type KeyNode, type KeyTree } from './keyTree.ts'
import type { RecordRow } from './recordRow.ts'
import { ByteArena } from '../cells/byteArena.ts'

const DEPTH_MAX = 64
const QUOTE = 0x22
const BACKSLASH = 0x5c

class BadJson extends Error {}

/**
 * Parses one record's bytes into a row: strict JSON but for NaN (which other programs write for "missing", so it is
 * empty here) and control characters inside strings. Numbers keep their digits; only exponents are written out.
 */
export class RecordParser {
  /** values passed over because their key was not known when the columns were decided */
  unlisted = 0
  readonly #tree: KeyTree
  readonly #row: RecordRow
  readonly #key = new ByteArena(256)
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #end = 0
  #depth = 0
  #arrays = 0

  constructor(tree: KeyTree, row: RecordRow) {
    this.#tree = tree
    this.#row = row
  }

  /** False when the bytes are not exactly one object (a comma after it is passed over). */
  parse(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
    this.#depth = 0
    this.#arrays = 0
    this.unlisted = 0
    this.#row.clear()
    try {
      this.#blanks()
      if (this.#byte() !== 0x7b) return false
      this.#object(this.#tree.root)
      this.#blanks()
      if (this.#byte() === 0x2c) this.#at++
      this.#blanks()
      return this.#at === this.#end
    } catch (error) {
      if (error instanceof BadJson) return false
      throw error
    }
  }

  #byte(): number {
    return this.#at < this.#end ? (this.#bytes[this.#at] ?? -1) : -1
  }

  #blanks(): void {
    for (; this.#at < this.#end; this.#at++) {
      const byte = this.#bytes[this.#at]
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return
    }
  }

  #expect(byte: number): void {
    if (this.#byte() !== byte) throw new BadJson()
    this.#at++
  }

  #deeper(): void {
    if (++this.#depth > DEPTH_MAX) throw new BadJson()
    this.#at++
    this.#blanks()
  }

  #object(node: KeyNode): void {
    this.#deeper()
    node.next = 0
    if (this.#byte() === 0x7d) this.#at++
    else
      for (;;) {
        const child = this.#keyOf(node)
        this.#blanks()
        this.#expect(0x3a)
        this.#blanks()
        this.#value(child)
        this.#blanks()
        const byte = this.#byte()
        this.#at++
        if (byte === 0x7d) break
        if (byte !== 0x2c) throw new BadJson()
        this.#blanks()
      }
    this.#depth--
  }

  #array(node: KeyNode): void {
    this.#deeper()
    this.#arrays++
    if (this.#byte() === 0x5d) this.#at++
    else
      for (;;) {
        this.#value(node)
        this.#blanks()
        const byte = this.#byte()
        this.#at++
        if (byte === 0x5d) break
        if (byte !== 0x2c) throw new BadJson()
        this.#blanks()
      }
    this.#arrays--
    this.#depth--
  }

  #keyOf(node: KeyNode): KeyNode {
    this.#expect(QUOTE)
    const start = this.#at
    const end = this.#stringEnd()
    if (node === this.#tree.ignored) return node
    const key = this.#key
    key.length = 0
    const escaped = !appendJsonString(key, this.#bytes, start, end)
    if (escaped) throw new BadJson()
    const child = this.#tree.child(node, key.bytes, 0, key.length)
    if (child !== null) return child
    this.unlisted++
    return this.#tree.ignored
  }

  #value(node: KeyNode): void {
    const byte = this.#byte()
    if (byte === QUOTE) this.#string(node)
    else if (byte === 0x7b) this.#object(node)
    else if (byte === 0x5b) this.#array(node)
    else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) this.#number(node)
    else if (this.#word('true') || this.#word('false')) this.#put(node, this.#wordStart)
    else if (this.#word('null') || this.#word('NaN')) node.hasNull = true
    else throw new BadJson()
  }

  #wordStart = 0

  #word(word: string): boolean {
    if (this.#at + word.length > this.#end) return false
    for (let i = 0; i < word.length; i++) {
      if (this.#bytes[this.#at + i] !== word.charCodeAt(i)) return false
    }
    this.#at += word.length
    this.#wordStart = this.#row.arena.length
    this.#row.arena.appendAscii(word)
    return true
  }

  #string(node: KeyNode): void {
    this.#at++
    const start = this.#at
    const end = this.#stringEnd()
    const { arena } = this.#row
    const from = arena.length
    if (!appendJsonString(arena, this.#bytes, start, end)) throw new BadJson()
    this.#put(node, from)
  }

  /** Position of the closing quote; reading goes on behind it. */
  #stringEnd(): number {
    const bytes = this.#bytes
    for (let at = this.#at; at < this.#end; at++) {
      const byte = bytes[at]
      if (byte === QUOTE) {
        this.#at = at + 1
        return at
      }
      if (byte === BACKSLASH) at++
    }
    throw new BadJson()
  }

  #number(node: KeyNode): void {
    const start = this.#at
    if (this.#byte() === 0x2d) this.#at++
    if (this.#byte() === 0x30) this.#at++
    else this.#digits()
    let exponent = false
    if (this.#byte() === 0x2e) {
      this.#at++
      this.#digits()
    }
    if ((this.#byte() | 0x20) === 0x65) {
      exponent = true
      this.#at++
      if (this.#byte() === 0x2b || this.#byte() === 0x2d) this.#at++
      this.#digits()
    }
    const { arena } = this.#row
    const from = arena.length
    if (exponent) appendDecimal(arena, this.#bytes, start, this.#at)
    else arena.append(this.#bytes, start, this.#at)
    this.#put(node, from)
  }

  #digits(): void {
    const start = this.#at
    while (this.#byte() >= 0x30 && this.#byte() <= 0x39) this.#at++
    if (this.#at === start) throw new BadJson()
  }

  #put(node: KeyNode, from: number): void {
    node.hasValue = true
    if (this.#tree.isLearning || node.column === NO_COLUMN) this.#row.arena.length = from
    else this.#row.put(node.column, from, this.#arrays > 0)
  }
}
