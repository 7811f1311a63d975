import { describe, expect, it } from 'vitest'
import { KeyTable } from '../../../src-main/project/keys/keyTable.ts'
import { hashTexts } from '../../../src-main/project/keys/textHashes.ts'
import { decodeInto, encodeColumn, isIntact } from '../../../src-main/project/ledger/columnCodec.ts'
import { textColumn } from '../../support/rowBatches.ts'

const idsOf = (table: KeyTable, texts: readonly string[]): number[] => {
  const column = textColumn(texts)
  const ids = new Uint32Array(texts.length)
  table.idsOf(column, hashTexts(column, texts.length), texts.length, ids)
  return [...ids]
}

describe('KeyTable', () => {
  it('numbers texts in order of first appearance; empty ones have no number', () => {
    const table = new KeyTable()
    expect(idsOf(table, ['b', 'a', 'a', '', '', 'b', '张'])).toEqual([1, 2, 2, 0, 0, 1, 3])
    expect(idsOf(table, ['张', 'c', ''])).toEqual([3, 4, 0])
    expect(new TextDecoder().decode(table.keyOf(3))).toBe('张')
  })

  it('agrees with a Map over many texts, batch after batch, while it grows', () => {
    const table = new KeyTable(4)
    const known = new Map<string, number>()
    let x = 1
    for (let batch = 0; batch < 60; batch++) {
      const texts = Array.from({ length: 500 }, () => {
        x = Math.imul(x, 1_664_525) + 1_013_904_223
        return `k${(x >>> 8) % 9_000}`.repeat(((x >>> 3) % 3) + 1)
      })
      const wanted = texts.map((text) => {
        const id = known.get(text) ?? known.size + 1
        known.set(text, id)
        return id
      })
      expect(idsOf(table, texts)).toEqual(wanted)
    }
    expect(table.size).toBe(known.size)
  })
})

describe('encodeColumn', () => {
  const all = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i)
  const back = (values: number[]): { encoding: string; values: number[] } => {
    const stored = encodeColumn(Float64Array.from(values), all(values.length))
    expect(isIntact(stored)).toBe(true)
    const to = new Float64Array(values.length)
    decodeInto(stored, to, 0)
    return { encoding: stored.encoding, values: [...to] }
  }

  it('takes the fewest bytes that give the same numbers back', () => {
    const cases: [string, number[]][] = [
      ['same', [7, 7, 7]],
      ['none', [Number.NaN, Number.NaN]],
      ['u8', [-100, 155]],
      ['u16', [1e12, 1e12 + 65_535]],
      ['u32', [-2_000_000_000, 2_000_000_000]],
      ['f64', [0, 2 ** 40]],
      ['f32', [0.5, Number.NaN, 3]],
      ['f64', [0.1, 3]],
    ]
    for (const [encoding, values] of cases) expect(back(values)).toEqual({ encoding, values })
  })

  it('notices when bytes are not what was written', () => {
    const stored = encodeColumn(Float64Array.from([1, 2, 300]), all(3))
    expect(isIntact({ ...stored, data: stored.data.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) })).toBe(
      false,
    )
    expect(isIntact({ ...stored, data: stored.data.subarray(1) })).toBe(false)
  })
})
