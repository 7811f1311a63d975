import { AppError } from '../contract/errors.ts'

/** Every kind of typed array that a frame can carry, in the order of their numbers on the wire. */
const SEGMENT_TYPES = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const

/** A typed array of one of the kinds that a frame can carry. */
export type Column = InstanceType<(typeof SEGMENT_TYPES)[number]>

const KIND_BY_TAG = new Map<string, number>(SEGMENT_TYPES.map((type, kind) => [type.name, kind]))

/** All segments start at multiples of this, so that any typed array can be a view on the frame. */
export const SEGMENT_ALIGNMENT = 8

/** `[kind, byte offset from the start of the frame's body, number of elements]` */
export type SegmentEntry = readonly [kind: number, offset: number, length: number]

/** The next aligned offset at or after `offset`. */
export function aligned(offset: number): number {
  return Math.ceil(offset / SEGMENT_ALIGNMENT) * SEGMENT_ALIGNMENT
}

/** The kind of a typed array, or -1. A Node `Buffer` counts as the Uint8Array that it is. */
export function kindOf(column: Column): number {
  return KIND_BY_TAG.get(column[Symbol.toStringTag]) ?? -1
}

/** A view on a frame's body, after checking that it lies inside; nothing is copied. */
export function viewSegment(frame: ArrayBuffer, bodyStart: number, entry: unknown): Column {
  if (!Array.isArray(entry) || entry.length !== 3) throw damaged('segment')
  const [kind, offset, length] = entry as unknown[]
  const type = typeof kind === 'number' ? SEGMENT_TYPES[kind] : undefined
  if (type === undefined || !isCount(offset) || !isCount(length) || offset % SEGMENT_ALIGNMENT !== 0) {
    throw damaged('segment')
  }
  const start = bodyStart + offset
  if (start + length * type.BYTES_PER_ELEMENT > frame.byteLength) throw damaged('segment')
  return new type(frame, start, length)
}

/** What is thrown for a frame that no peer of ours would have sent. */
export function damaged(what: string): AppError {
  return new AppError('input-invalid', { path: '', message: `damaged frame: ${what}` })
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
