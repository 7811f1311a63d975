import { AppError } from '../contract/errors.ts'
import { aligned, damaged, kindOf, viewSegment, type Column, type SegmentEntry } from './segments.ts'

/**
 * A frame: header length (4 bytes, little-endian), header (UTF-8 JSON `{m, s, x}`), padding, segments. `m` is the
 * message; where a typed array stood it holds `{"$column": i}` and segment `i` of `s` holds the elements, aligned to
 * 8 bytes, in the machine's (little-endian) byte order. An own object that has such a key gets one more `$` in front of it;
 * `x` = 1 says that this happened. NaN and infinities survive inside typed arrays only.
 */
interface Header {
  readonly m: unknown
  readonly s?: readonly SegmentEntry[]
  readonly x?: 1
}

const LENGTH_BYTES = 4
const COLUMN_KEY = '$column'
const RESERVED_KEY = /^\$+column$/
const MAX_DEPTH = 64

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

interface Packing {
  readonly columns: Column[]
  escaped: boolean
}

/** One message as one frame. Throws `input-invalid` with the path of a value that has no form on the wire. */
export function encodeFrame(message: unknown): ArrayBuffer {
  const packing: Packing = { columns: [], escaped: false }
  const m = pack(message, '', 0, packing)
  const entries: SegmentEntry[] = []
  let bodyBytes = 0
  for (const column of packing.columns) {
    entries.push([kindOf(column), bodyBytes, column.length])
    bodyBytes = aligned(bodyBytes + column.byteLength)
  }
  const header: Header = {
    m,
    ...(entries.length > 0 ? { s: entries } : {}),
    ...(packing.escaped ? { x: 1 as const } : {}),
  }
  const headerBytes = encoder.encode(JSON.stringify(header))
  const bodyStart = aligned(LENGTH_BYTES + headerBytes.byteLength)
  const frame = new ArrayBuffer(bodyStart + bodyBytes)
  new DataView(frame).setUint32(0, headerBytes.byteLength, true)
  const bytes = new Uint8Array(frame)
  bytes.set(headerBytes, LENGTH_BYTES)
  packing.columns.forEach((column, i) => {
    const [, offset] = entries[i] as SegmentEntry
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), bodyStart + offset)
  })
  return frame
}

/** The message of a frame; typed arrays are views on it. Throws `input-invalid` when the frame is damaged. */
export function decodeFrame(frame: ArrayBuffer): unknown {
  if (frame.byteLength < LENGTH_BYTES) throw damaged('too short')
  const headerLength = new DataView(frame).getUint32(0, true)
  if (LENGTH_BYTES + headerLength > frame.byteLength) throw damaged('header length')
  const header = parseHeader(new Uint8Array(frame, LENGTH_BYTES, headerLength))
  const entries = header.s ?? []
  if (!Array.isArray(entries)) throw damaged('segments')
  if (entries.length === 0 && header.x !== 1) return header.m
  const bodyStart = aligned(LENGTH_BYTES + headerLength)
  const columns = entries.map((entry) => viewSegment(frame, bodyStart, entry))
  return unpack(header.m, columns, 0)
}

function parseHeader(bytes: Uint8Array): Header {
  let header: unknown
  try {
    header = JSON.parse(decoder.decode(bytes))
  } catch {
    throw damaged('header')
  }
  if (typeof header !== 'object' || header === null || !('m' in header)) throw damaged('header')
  return header
}

function pack(value: unknown, path: string, depth: number, packing: Packing): unknown {
  if (depth > MAX_DEPTH) throw unsendable(path, 'nested too deeply')
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw unsendable(path, 'a number that is not finite')
      return value
    case 'object':
      break
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw unsendable(path, `a value of type ${typeof value}`)
  }
  if (value === null) return null
  if (Array.isArray(value)) {
    return value.map((item, i) => pack(item, `${path}[${i}]`, depth + 1, packing))
  }
  if (ArrayBuffer.isView(value)) {
    if (value instanceof DataView || kindOf(value as Column) < 0) throw unsendable(path, 'an unknown view')
    return { [COLUMN_KEY]: packing.columns.push(value as Column) - 1 }
  }
  return packObject(value, path, depth, packing)
}

function packObject(value: object, path: string, depth: number, packing: Packing): unknown {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unsendable(path, 'not a plain object')
  const packed: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue
    const reserved = RESERVED_KEY.test(key)
    if (reserved) packing.escaped = true
    const itemPath = path === '' ? key : `${path}.${key}`
    packed.push([reserved ? `$${key}` : key, pack(item, itemPath, depth + 1, packing)])
  }
  return Object.fromEntries(packed)
}

function unpack(value: unknown, columns: readonly Column[], depth: number): unknown {
  if (depth > MAX_DEPTH) throw damaged('nested too deeply')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => unpack(item, columns, depth + 1))
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === COLUMN_KEY) {
    const column = typeof first[1] === 'number' ? columns[first[1]] : undefined
    if (column === undefined) throw damaged('column')
    return column
  }
  return Object.fromEntries(
    entries.map(([key, item]) => [
      RESERVED_KEY.test(key) && key !== COLUMN_KEY ? key.slice(1) : key,
      unpack(item, columns, depth + 1),
    ]),
  )
}

function unsendable(path: string, what: string): AppError {
  return new AppError('input-invalid', { path, message: `At ${path === '' ? 'the top' : path}: ${what}` })
}
