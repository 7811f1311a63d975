import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '../../../shared/rpc/codec.ts'

const ALL_KINDS = [
  Int8Array.of(-128, 127),
  Uint8Array.of(0, 255),
  Uint8ClampedArray.of(255),
  Int16Array.of(-32768),
  Uint16Array.of(65535),
  Int32Array.of(-2147483648),
  Uint32Array.of(4294967295),
  Float32Array.of(Number.NaN, 1.5),
  Float64Array.of(Number.NaN, Infinity, -Infinity, -0, Number.MIN_VALUE),
  BigInt64Array.of(-9223372036854775808n),
  BigUint64Array.of(18446744073709551615n),
]

function roundTrip(value: unknown): unknown {
  return decodeFrame(encodeFrame(value))
}

describe('a frame', () => {
  it.each(ALL_KINDS.map((column) => [column.constructor.name, column] as const))(
    'carries %s bit by bit',
    (_name, column) => {
      const back = roundTrip({ a: 1, column }) as { column: typeof column }
      expect(back.column.constructor).toBe(column.constructor)
      expect(Object.is(back.column[3], column[3])).toBe(true)
      expect(back.column).toEqual(column)
    },
  )

  it('carries all kinds at once, each aligned so that it is a view and no copy', () => {
    const frame = encodeFrame(ALL_KINDS)
    const back = decodeFrame(frame) as typeof ALL_KINDS
    expect(back).toEqual(ALL_KINDS)
    for (const column of back) {
      expect(column.buffer).toBe(frame)
      expect(column.byteOffset % 8).toBe(0)
    }
  })

  it('takes only the viewed part of a larger buffer, a Node Buffer, shared memory and an empty column', () => {
    const large = Float64Array.of(1, 2, 3, 4)
    const shared = new Int32Array(new SharedArrayBuffer(8))
    shared[1] = 7
    const back = roundTrip([large.subarray(1, 3), Buffer.from('ab'), shared, new Uint32Array(0)])
    expect(back).toEqual([
      Float64Array.of(2, 3),
      Uint8Array.of(97, 98),
      Int32Array.of(0, 7),
      new Uint32Array(0),
    ])
  })

  it('is the same bytes for the same message', () => {
    const message = { t: 'answer', id: 4, output: { x: Float64Array.of(1), y: ['重要价值'] } }
    expect(new Uint8Array(encodeFrame(message))).toEqual(new Uint8Array(encodeFrame(message)))
  })

  it('brings back any JSON value, whatever its keys are called', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('$column', '$$column', '__proto__', 'constructor'))
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
        fc.string({ unit: 'grapheme' }),
        fc.float64Array({ maxLength: 5 }),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).any
    fc.assert(
      fc.property(value, (given) => {
        expect(roundTrip(given)).toEqual(given)
      }),
      { seed: 20251112, numRuns: 300 },
    )
  })

  it('leaves out what is undefined in an object and refuses it in a list', () => {
    expect(roundTrip({ a: undefined, b: 1 })).toEqual({ b: 1 })
    expect(() => encodeFrame({ list: [1, undefined] })).toThrow('list[1]')
  })

  it.each([
    ['NaN', Number.NaN, 'finite'],
    ['a function', () => 1, 'function'],
    ['a big integer', 1n, 'bigint'],
    ['a date', new Date(0), 'plain object'],
    ['a map', new Map(), 'plain object'],
    ['a DataView', new DataView(new ArrayBuffer(1)), 'view'],
  ])('refuses %s and says where', (_name, value, reason) => {
    expect(() => encodeFrame({ items: [{ value }] })).toThrow(
      expect.objectContaining({ code: 'input-invalid' }),
    )
    expect(() => encodeFrame({ items: [{ value }] })).toThrow(new RegExp(`items\\[0\\]\\.value.*${reason}`))
  })

  it('refuses a circle instead of running out of stack', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(() => encodeFrame(circle)).toThrow('deeply')
  })
})

describe('a damaged frame', () => {
  it('never does more than throw, whichever byte is changed or cut', () => {
    const good = new Uint8Array(encodeFrame({ a: [Float64Array.of(1, 2), Int8Array.of(3)], b: 'ü' }))
    const header = good.byteLength - 24
    fc.assert(
      fc.property(fc.nat(header - 1), fc.nat(255), fc.nat(good.byteLength), (at, byte, length) => {
        const bad = good.slice(0, length)
        if (at < bad.length) bad[at] = byte
        try {
          decodeFrame(bad.buffer)
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'input-invalid' })
        }
      }),
      { seed: 7, numRuns: 2000 },
    )
  })

  it.each([
    ['a segment outside', { m: { $column: 0 }, s: [[8, 0, 1_000_000]] }],
    ['a segment off the grid', { m: { $column: 0 }, s: [[8, 4, 0]] }],
    ['an unknown kind', { m: { $column: 0 }, s: [[99, 0, 0]] }],
    ['a negative length', { m: { $column: 0 }, s: [[8, 0, -1]] }],
    ['a column that is not there', { m: { $column: 3 }, s: [[8, 0, 0]] }],
    ['segments that are no list', { m: 1, s: 'x' }],
    ['no message', { s: [] }],
  ])('with %s is refused', (_name, header) => {
    const json = new TextEncoder().encode(JSON.stringify(header))
    const frame = new Uint8Array(4 + json.byteLength)
    new DataView(frame.buffer).setUint32(0, json.byteLength, true)
    frame.set(json, 4)
    expect(() => decodeFrame(frame.buffer)).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  })
})
