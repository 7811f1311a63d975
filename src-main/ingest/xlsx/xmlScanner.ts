import { AppError } from '../../../shared/contract/errors.ts'

/** What a reader of a part does with its elements. Names are local ones: prefixes are left out. */
export interface XmlHandler {
  open(scanner: XmlScanner): void
  close(scanner: XmlScanner): void
  /** true: text between the tags is wanted now */
  wantsText: boolean
  /** a piece of character data; `raw`: from a CDATA section, entities stand for themselves */
  text(bytes: Buffer, start: number, end: number, raw: boolean): void
  /** a text longer than `TOKEN_BYTES_MAX` was passed over */
  textTooLong(): void
}

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const EQUALS = 0x3d
const QUOTE = 0x22
const APOSTROPHE = 0x27
const ATTRIBUTES_MAX = 64
const INCOMPLETE = -1

export const TOKEN_BYTES_MAX = 1 << 20

/** The last four bytes of a name in one number; with its length, enough to tell the names of a part apart. */
export function nameCode(name: string): number {
  let code = 0
  for (let i = 0; i < name.length; i++) code = (code << 8) | name.charCodeAt(i)
  return code
}

const SPACE_CODE = nameCode('space')

/**
 * Scans XML as UTF-8 bytes, synchronously and resumably: feed a chunk, run until it is used up or the handler pauses.
 * Checks nesting depth and that tags end; document types are refused, which leaves no entities to expand.
 */
export class XmlScanner {
  paused = false
  depth = 0
  nameStart = 0
  nameLength = 0
  name = 0
  selfClosing = false
  /** an ancestor (or the element itself) says xml:space="preserve" */
  preserveDepth = 0
  bytes: Buffer = Buffer.alloc(0)
  attributes = 0
  readonly attributeName = new Int32Array(ATTRIBUTES_MAX)
  readonly attributeLength = new Int32Array(ATTRIBUTES_MAX)
  readonly valueStart = new Int32Array(ATTRIBUTES_MAX)
  readonly valueEnd = new Int32Array(ATTRIBUTES_MAX)
  readonly #handler: XmlHandler
  readonly #place: string
  readonly #depthMax: number
  #at = 0
  #skippingText = false
  #sawRoot = false

  constructor(handler: XmlHandler, place: string, depthMax: number) {
    this.#handler = handler
    this.#place = place
    this.#depthMax = depthMax
  }

  feed(chunk: Buffer): void {
    const rest = this.bytes.length - this.#at
    this.bytes = rest === 0 ? chunk : Buffer.concat([this.bytes.subarray(this.#at), chunk])
    this.#at = 0
  }

  /** Uses up what was fed; false when the handler paused before that. */
  run(): boolean {
    this.paused = false
    const bytes = this.bytes
    const end = bytes.length
    while (this.#at < end) {
      if (bytes[this.#at] !== LT) {
        if (!this.#text(bytes, end)) return true
        continue
      }
      this.#skippingText = false
      const next = this.#markup(bytes, this.#at, end)
      if (next === INCOMPLETE) {
        if (end - this.#at > TOKEN_BYTES_MAX) throw this.damaged('tag-too-long')
        return true
      }
      this.#at = next
      // The handler sets it; control-flow analysis cannot see that.
      if (this.paused as boolean) return false
    }
    return true
  }

  /** To be called when nothing more comes. */
  finish(): void {
    if (this.#at < this.bytes.length && this.bytes[this.#at] === LT) throw this.damaged('cut-off')
    if (this.depth !== 0 || !this.#sawRoot) throw this.damaged('cut-off')
  }

  damaged(reason: string): AppError {
    return new AppError('file-damaged', { place: this.#place, reason })
  }

  is(length: number, code: number): boolean {
    return this.nameLength === length && this.name === code
  }

  /** number of the attribute with this local name in the tag at hand, or -1 */
  attributeIndex(localName: string): number {
    const code = nameCode(localName)
    for (let i = 0; i < this.attributes; i++) {
      if (this.attributeName[i] === code && this.attributeLength[i] === localName.length) return i
    }
    return -1
  }

  #text(bytes: Buffer, end: number): boolean {
    const start = this.#at
    let at = start
    while (at < end && bytes[at] !== LT) at++
    const wanted = this.#handler.wantsText && !this.#skippingText
    if (at === end) {
      if (wanted && end - start <= TOKEN_BYTES_MAX) return false
      if (wanted) this.#handler.textTooLong()
      this.#skippingText = true
      this.#at = end
      return true
    }
    if (wanted) this.#handler.text(bytes, start, at, false)
    this.#skippingText = false
    this.#at = at
    return true
  }

  #markup(bytes: Buffer, at: number, end: number): number {
    const second = bytes[at + 1]
    if (second === undefined) return INCOMPLETE
    if (second === SLASH) return this.#closeTag(bytes, at + 2, end)
    if (second === 0x3f) return after(bytes, '?>', at + 2)
    if (second === 0x21) return this.#declaration(bytes, at, end)
    return this.#openTag(bytes, at + 1, end)
  }

  #declaration(bytes: Buffer, at: number, end: number): number {
    if (end - at < 9) return INCOMPLETE
    if (bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d) return after(bytes, '-->', at + 4)
    if (bytes.toString('latin1', at + 2, at + 9) !== '[CDATA[') throw this.damaged('document-type')
    const next = after(bytes, ']]>', at + 9)
    if (next !== INCOMPLETE && this.#handler.wantsText) this.#handler.text(bytes, at + 9, next - 3, true)
    return next
  }

  #closeTag(bytes: Buffer, start: number, end: number): number {
    const at = this.#name(bytes, start, end)
    let close = at
    while (close < end && bytes[close] !== GT) close++
    if (close >= end) return INCOMPLETE
    if (this.depth === 0) throw this.damaged('unbalanced-tags')
    this.#handler.close(this)
    if (this.depth === this.preserveDepth) this.preserveDepth = 0
    this.depth--
    return close + 1
  }

  #openTag(bytes: Buffer, start: number, end: number): number {
    let at = this.#name(bytes, start, end)
    let preserve = false
    this.attributes = 0
    for (;;) {
      while (at < end && (bytes[at] ?? 0) <= 0x20) at++
      if (at >= end) return INCOMPLETE
      const byte = bytes[at]
      if (byte === GT) {
        this.selfClosing = false
        return this.#opened(preserve, at + 1)
      }
      if (byte === SLASH) {
        if (at + 1 >= end) return INCOMPLETE
        if (bytes[at + 1] !== GT) throw this.damaged('tag')
        this.selfClosing = true
        return this.#opened(preserve, at + 2)
      }
      const name = this.#attribute(bytes, at, end)
      if (name === INCOMPLETE) return INCOMPLETE
      const last = this.attributes - 1
      at = (this.valueEnd[last] ?? 0) + 1
      if (this.attributeLength[last] === 5 && this.attributeName[last] === SPACE_CODE) {
        preserve = bytes[this.valueStart[last] ?? 0] === 0x70
      }
    }
  }

  #opened(preserve: boolean, next: number): number {
    this.depth++
    this.#sawRoot = true
    if (this.depth > this.#depthMax) throw this.damaged('nested-too-deep')
    if (preserve && this.preserveDepth === 0) this.preserveDepth = this.depth
    this.#handler.open(this)
    if (this.selfClosing) {
      this.#handler.close(this)
      if (this.depth === this.preserveDepth) this.preserveDepth = 0
      this.depth--
    }
    return next
  }

  #name(bytes: Buffer, start: number, end: number): number {
    let code = 0
    let at = start
    let nameStart = start
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte <= 0x20 || byte === GT || byte === SLASH) break
      if (byte === COLON) {
        code = 0
        nameStart = at + 1
      } else {
        code = (code << 8) | byte
      }
    }
    this.name = code
    this.nameStart = nameStart
    this.nameLength = at - nameStart
    return at
  }

  #attribute(bytes: Buffer, start: number, end: number): number {
    let code = 0
    let at = start
    let nameStart = start
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte <= 0x20 || byte === EQUALS) break
      if (byte === GT || byte === SLASH || byte === LT) throw this.damaged('attribute')
      if (byte === COLON) {
        code = 0
        nameStart = at + 1
      } else {
        code = (code << 8) | byte
      }
    }
    const length = at - nameStart
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++
    if (at >= end) return INCOMPLETE
    if (bytes[at] !== EQUALS) throw this.damaged('attribute')
    at++
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++
    if (at >= end) return INCOMPLETE
    const quote = bytes[at]
    if (quote !== QUOTE && quote !== APOSTROPHE) throw this.damaged('attribute')
    const valueStart = at + 1
    at = valueStart
    while (at < end && bytes[at] !== quote) at++
    if (at >= end) return INCOMPLETE
    const index = this.attributes < ATTRIBUTES_MAX ? this.attributes++ : ATTRIBUTES_MAX - 1
    this.attributeName[index] = code
    this.attributeLength[index] = length
    this.valueStart[index] = valueStart
    this.valueEnd[index] = at
    return index
  }
}

function after(bytes: Buffer, mark: string, from: number): number {
  const at = bytes.indexOf(mark, from, 'latin1')
  return at < 0 ? INCOMPLETE : at + mark.length
}
