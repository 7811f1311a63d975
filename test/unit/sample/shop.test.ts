import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { FIELDS, mappingSchema } from '../../../shared/contract/mapping.ts'
import { ROW_FLAG, type RowBatch, type TextColumn } from '../../../shared/contract/batch.ts'
import type { SampleFile } from '../../../shared/sample/files.ts'
import { SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY } from '../../../shared/sample/season.ts'
import {
  createSampleShop,
  SAMPLE_MAX_CUSTOMERS,
  type SampleOptions,
  type SampleShop,
} from '../../../shared/sample/shop.ts'

const small: SampleOptions = { customers: 2500, seed: 7, language: 'zh-CN' }

function fingerprint(file: SampleFile): string {
  const hash = createHash('sha256')
  for (const batch of file.batches()) {
    hash.update(batch.line).update(batch.flags)
    for (const name of Object.keys(batch.numbers).toSorted((a, b) => a.localeCompare(b)))
      hash.update(name).update(batch.numbers[name]!)
    for (const name of Object.keys(batch.texts).toSorted((a, b) => a.localeCompare(b)))
      hash.update(name).update(batch.texts[name]!.bytes).update(batch.texts[name]!.ends)
  }
  return hash.update(JSON.stringify(file.rejects)).digest('hex')
}

function fingerprints(shop: SampleShop): string[] {
  return shop.files.map(fingerprint)
}

function textsOf(column: TextColumn): string[] {
  const decoder = new TextDecoder()
  let from = 0
  return Array.from(column.ends, (end) => {
    const text = decoder.decode(column.bytes.subarray(from, end))
    from = end
    return text
  })
}

const shop = createSampleShop(small)

describe('the sample shop', () => {
  it('is the same byte for byte with the same seed, and another one with another seed', () => {
    const first = fingerprints(shop)
    expect(fingerprints(createSampleShop(small))).toEqual(first)
    const other = fingerprints(createSampleShop({ ...small, seed: 8 }))
    for (const [i, print] of first.entries()) expect(other[i]).not.toBe(print)
  })

  it('may be read twice', () => {
    expect(fingerprint(shop.files[1]!)).toBe(fingerprint(shop.files[1]!))
  })

  it('differs between languages in words only', () => {
    const english = createSampleShop({ ...small, language: 'en' })
    english.files.forEach((file, i) => {
      const chinese = shop.files[i]!
      expect(file.counts).toEqual(chinese.counts)
      const pairs = zip([...file.batches()], [...chinese.batches()])
      for (const [a, b] of pairs) {
        expect(a.numbers).toEqual(b.numbers)
        expect(a.line).toEqual(b.line)
        expect(a.texts['customer']).toEqual(b.texts['customer'])
      }
    })
    const words = JSON.stringify(english.files.map((file) => [file.fileName, file.mapping, file.rejects]))
    expect(words).not.toMatch(/\p{Script=Han}/u)
  })

  it('has files whose books balance and whose lines are all accounted for', () => {
    for (const file of shop.files) {
      const { counts } = file
      expect(counts.rowsRead).toBe(
        counts.rowsAccepted + counts.rowsRejected + counts.rowsDuplicate + counts.rowsBlank,
      )
      const lines = new Set<number>()
      let accepted = 0
      for (const batch of file.batches()) {
        accepted += batch.nRows
        for (const line of batch.line) lines.add(line)
      }
      expect(accepted).toBe(counts.rowsAccepted)
      expect(accepted).toBe(file.nRows)
      for (const reject of file.rejects) lines.add(reject.line)
      expect(lines.size).toBe(accepted + file.rejects.length)
      expect(Math.max(...lines)).toBeLessThanOrEqual(counts.rowsRead + 1)
      expect(Math.min(...lines)).toBeGreaterThanOrEqual(2)
    }
  })

  it('has batches of the shape that the writer expects', () => {
    for (const file of shop.files) for (const batch of file.batches()) checkShape(file, batch)
  })

  it('keeps its orders and contacts inside its two years, in order of time but for undated refunds', () => {
    let outside = 0
    let backwards = 0
    for (const file of shop.files.slice(1)) {
      let last = -Infinity
      for (const batch of file.batches())
        batch.numbers['timeSeconds']!.forEach((time, i) => {
          const day = Math.floor(time / 86_400)
          if (day < SAMPLE_FIRST_DAY || day > SAMPLE_LAST_DAY) outside++
          if ((batch.flags[i]! & ROW_FLAG.undatedRefund) !== 0) return
          if (time <= last - 60) backwards++
          last = Math.max(last, time)
        })
    }
    expect({ outside, backwards }).toEqual({ outside: 0, backwards: 0 })
  })

  it('has exports that overlap, so that the second brings rows that are already there', () => {
    const keysOf = (file: SampleFile): Set<string> =>
      new Set([...file.batches()].flatMap((batch) => textsOf(batch.texts['order']!)))
    const older = keysOf(shop.files[1]!)
    const both = [...keysOf(shop.files[2]!)].filter((key) => older.has(key))
    expect(both.length).toBeGreaterThan(5)
  })

  it('names every customer of the orders in the customers file', () => {
    const members = new Set(
      [...shop.files[0]!.batches()].flatMap((batch) => textsOf(batch.texts['customer']!)),
    )
    expect(members.size).toBe(small.customers)
    for (const file of shop.files.slice(1))
      for (const batch of file.batches())
        expect(textsOf(batch.texts['customer']!).filter((key) => !members.has(key))).toEqual([])
  })

  it('tells in its files nothing of the truth', () => {
    for (const file of shop.files) {
      const own = file.kind === 'customers' ? (file.mapping.attributes ?? []) : []
      const allowed = new Set<string>([
        ...FIELDS[file.kind],
        ...own,
        'timeSeconds',
        'amountMinor',
        'costMinor',
      ])
      allowed.add('couponFaceMinor')
      for (const batch of file.batches())
        for (const name of [...Object.keys(batch.numbers), ...Object.keys(batch.texts)])
          expect(allowed.has(name)).toBe(true)
    }
  })

  it('has mappings that the contract accepts', () => {
    for (const file of shop.files) expect(mappingSchema.safeParse(file.mapping).success).toBe(true)
  })

  it('refuses senseless sizes and seeds', () => {
    for (const wrong of [
      { customers: 0 },
      { customers: 1.5 },
      { customers: SAMPLE_MAX_CUSTOMERS + 1 },
      { seed: 0.5 },
    ])
      expect(() => createSampleShop({ ...small, ...wrong })).toThrow(AppError)
  })

  it('stops when it is cancelled', () => {
    let days = 0
    const stop = (): boolean => ++days > 100
    expect(() => createSampleShop(small, { isCancelled: stop })).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    )
    expect(() => shop.truth({ isCancelled: () => true })).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    )
  })
})

function checkShape(file: SampleFile, batch: RowBatch): void {
  expect(batch.kind).toBe(file.kind)
  expect(batch.line).toHaveLength(batch.nRows)
  expect(batch.event).toHaveLength(batch.nRows)
  expect(batch.flags).toHaveLength(batch.nRows)
  for (const column of Object.values(batch.numbers)) expect(column).toHaveLength(batch.nRows)
  for (const column of Object.values(batch.texts)) {
    expect(column.ends).toHaveLength(batch.nRows)
    expect(column.ends.at(-1)).toBe(column.bytes.length)
  }
}

function zip<T>(a: readonly T[], b: readonly T[]): [T, T][] {
  expect(a).toHaveLength(b.length)
  return a.map((one, i) => [one, b[i]!])
}
