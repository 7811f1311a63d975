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

/** Packs a column into the fewest bytes that give the same values back. */
export function encodeColumn(values: Float64Array | Uint32Array, n: number): StoredColumn {
  const { low, high, whole } = values instanceof Uint32Array ? rangeOfWords(values, n) : rangeOf(values, n)
  const stored = (encoding: Encoding, base: number, data: Uint8Array): StoredColumn => ({
    encoding,
    base,
    n,
    data,
    crc: crc32(data),
  })
  if (n === 0) return stored('same', 0, new Uint8Array(0))
  if (!whole) return packedReals(values, n, stored)
  const span = high - low
  if (span === 0) return stored('same', low, new Uint8Array(0))
  if (span < 256) return stored('u8', low, fill(values, n, low, new Uint8Array(n)))
  if (span < 65_536) return stored('u16', low, bytesOf(fill(values, n, low, new Uint16Array(n))))
  if (span < 4_294_967_296) return stored('u32', low, bytesOf(fill(values, n, low, new Uint32Array(n))))
  return stored('f64', 0, bytesOf(fill(values, n, 0, new Float64Array(n))))
}

function packedReals(
  values: Float64Array | Uint32Array,
  n: number,
  stored: (encoding: Encoding, base: number, data: Uint8Array) => StoredColumn,
): StoredColumn {
  let anyNumber = false
  let single = true
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? 0
    if (Number.isNaN(value)) continue
    anyNumber = true
    if (Math.fround(value) !== value) single = false
  }
  if (!anyNumber) return stored('none', 0, new Uint8Array(0))
  if (single) return stored('f32', 0, bytesOf(fill(values, n, 0, new Float32Array(n))))
  return stored('f64', 0, bytesOf(fill(values, n, 0, new Float64Array(n))))
}

function rangeOf(values: Float64Array, n: number): { low: number; high: number; whole: boolean } {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? 0
    if (Math.floor(value) !== value) return { low: 0, high: 0, whole: false }
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, whole: true }
}

function rangeOfWords(values: Uint32Array, n: number): { low: number; high: number; whole: boolean } {
  let low = 4_294_967_295
  let high = 0
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, whole: true }
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

function fill<T extends Numbers>(values: Float64Array | Uint32Array, n: number, base: number, to: T): T {
  for (let i = 0; i < n; i++) to[i] = (values[i] ?? 0) - base
  return to
}

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
