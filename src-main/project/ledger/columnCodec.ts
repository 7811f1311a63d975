import { crc32 } from 'node:zlib'

/**
 * How a stored column is read back: `same`: every value is `base`; `none`: every value is NaN; `u8`, `u16`, `u32`:
 * base + element; `f32`, `f64`: the values themselves. Elements are little-endian.
 */
export type Encoding = 'same' | 'none' | 'u8' | 'u16' | 'u32' | 'f32' | 'f64'

export interface StoredColumn {
  readonly encoding: Encoding
  readonly base: number
  readonly n: number
  readonly data: Uint8Array
  readonly crc: number
}

/** Packs the values that `order` lists into the fewest bytes that give the same values back. */
export function encodeColumn(values: Float64Array | Uint32Array, order: Uint32Array): StoredColumn {
  const n = order.length
  const stored = (encoding: Encoding, base: number, data: Uint8Array): StoredColumn => ({
    encoding,
    base,
    n,
    data,
    crc: crc32(data),
  })
  const { low, high, whole } =
    values instanceof Uint32Array ? rangeOfWords(values, order) : rangeOf(values, order)
  if (n === 0) return stored('same', 0, new Uint8Array(0))
  if (!whole) return packedReals(values, order, stored)
  const span = high - low
  if (span === 0) return stored('same', low, new Uint8Array(0))
  const encoding = span < 256 ? 'u8' : span < 65_536 ? 'u16' : span < 4_294_967_296 ? 'u32' : 'f64'
  const base = encoding === 'f64' ? 0 : low
  return stored(encoding, base, gathered(values, order, base, encoding))
}

function packedReals(
  values: Float64Array | Uint32Array,
  order: Uint32Array,
  stored: (encoding: Encoding, base: number, data: Uint8Array) => StoredColumn,
): StoredColumn {
  let anyNumber = false
  let single = true
  for (const event of order) {
    const value = values[event] ?? 0
    if (Number.isNaN(value)) continue
    anyNumber = true
    if (Math.fround(value) !== value) single = false
  }
  if (!anyNumber) return stored('none', 0, new Uint8Array(0))
  const encoding = single ? 'f32' : 'f64'
  return stored(encoding, 0, gathered(values, order, 0, encoding))
}

interface Range {
  readonly low: number
  readonly high: number
  readonly whole: boolean
}

function rangeOf(values: Float64Array, order: Uint32Array): Range {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i] ?? 0] ?? 0
    if (Math.floor(value) !== value) return { low: 0, high: 0, whole: false }
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, whole: true }
}

function rangeOfWords(values: Uint32Array, order: Uint32Array): Range {
  let low = 4_294_967_295
  let high = 0
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i] ?? 0] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, whole: true }
}

type Gather<From, To> = (values: From, order: Uint32Array, base: number, to: To) => void

// the same loop once for every pair of element types: one loop for all would be several times slower
const doublesToU8: Gather<Float64Array, Uint8Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const doublesToU16: Gather<Float64Array, Uint16Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const doublesToU32: Gather<Float64Array, Uint32Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const wordsToU8: Gather<Uint32Array, Uint8Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const wordsToU16: Gather<Uint32Array, Uint16Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const wordsToU32: Gather<Uint32Array, Uint32Array> = (values, order, base, to) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}
const toReals: Gather<Float64Array | Uint32Array, Float32Array | Float64Array> = (
  values,
  order,
  base,
  to,
) => {
  for (let i = 0; i < order.length; i++) to[i] = (values[order[i] ?? 0] ?? 0) - base
}

function gathered(
  values: Float64Array | Uint32Array,
  order: Uint32Array,
  base: number,
  encoding: 'u8' | 'u16' | 'u32' | 'f32' | 'f64',
): Uint8Array {
  const n = order.length
  if (encoding === 'u8') {
    const to = new Uint8Array(n)
    if (values instanceof Uint32Array) wordsToU8(values, order, base, to)
    else doublesToU8(values, order, base, to)
    return to
  }
  if (encoding === 'u16') {
    const to = new Uint16Array(n)
    if (values instanceof Uint32Array) wordsToU16(values, order, base, to)
    else doublesToU16(values, order, base, to)
    return bytesOf(to)
  }
  if (encoding === 'u32') {
    const to = new Uint32Array(n)
    if (values instanceof Uint32Array) wordsToU32(values, order, base, to)
    else doublesToU32(values, order, base, to)
    return bytesOf(to)
  }
  const to = encoding === 'f32' ? new Float32Array(n) : new Float64Array(n)
  toReals(values, order, base, to)
  return bytesOf(to)
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

function bytesOf(values: Numbers): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** Whether the stored bytes are what was written, in number and in content. */
export function isIntact(column: StoredColumn): boolean {
  const width = WIDTHS[column.encoding] as number | undefined
  return width !== undefined && column.data.length === width * column.n && crc32(column.data) === column.crc
}

const WIDTHS: Readonly<Record<Encoding, number>> = {
  same: 0,
  none: 0,
  u8: 1,
  u16: 2,
  u32: 4,
  f32: 4,
  f64: 8,
}

/** The stored elements as numbers and what to add to each; null where all values are equal. */
export function elementsOf(column: StoredColumn): { elements: Numbers | null; base: number } {
  const { buffer, offset } = aligned(column.data)
  const n = column.n
  switch (column.encoding) {
    case 'same':
      return { elements: null, base: column.base }
    case 'none':
      return { elements: null, base: Number.NaN }
    case 'u8':
      return { elements: new Uint8Array(buffer, offset, n), base: column.base }
    case 'u16':
      return { elements: new Uint16Array(buffer, offset, n), base: column.base }
    case 'u32':
      return { elements: new Uint32Array(buffer, offset, n), base: column.base }
    case 'f32':
      return { elements: new Float32Array(buffer, offset, n), base: 0 }
    case 'f64':
      return { elements: new Float64Array(buffer, offset, n), base: 0 }
  }
}

function aligned(data: Uint8Array): { buffer: ArrayBufferLike; offset: number } {
  if (data.byteOffset % 8 === 0) return { buffer: data.buffer, offset: data.byteOffset }
  const copy = data.slice()
  return { buffer: copy.buffer, offset: copy.byteOffset }
}

/** Writes a stored column's values into `to` from `at` on. */
export function decodeInto(
  column: StoredColumn,
  to: Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array,
  at: number,
): void {
  const { elements, base } = elementsOf(column)
  if (elements === null) to.fill(base, at, at + column.n)
  else if (base === 0) to.set(elements, at)
  else for (let i = 0; i < column.n; i++) to[at + i] = (elements[i] ?? 0) + base
}
