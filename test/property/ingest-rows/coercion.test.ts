import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilFromDay, dayFromIso } from '../../../shared/contract/calendar.ts'
import { DecimalReader } from '../../../src-main/ingest/coerce/decimal.ts'
import { CELL } from '../../../src-main/ingest/coerce/marks.ts'
import { productToMinor, toMinor } from '../../../src-main/ingest/coerce/money.ts'
import { TimeReader } from '../../../src-main/ingest/coerce/time.ts'

const encoder = new TextEncoder()

function minorOf(text: string, mark: '.' | ',' = '.'): number {
  const reader = new DecimalReader(mark)
  const bytes = encoder.encode(text)
  return reader.read(bytes, 0, bytes.length) === CELL.ok ? toMinor(reader.mantissa, reader.scale) : Number.NaN
}

const minor = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 })

function plain(value: number): string {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function grouped(text: string, separator: string): string {
  return text.replace(/\d(?=(\d{3})+\.)/g, (digit) => digit + separator)
}

describe('money', () => {
  it('comes back from every way it is written', () => {
    fc.assert(
      fc.property(minor, (value) => {
        const text = plain(value)
        const expected = value === 0 ? 0 : value
        expect(minorOf(text)).toBe(expected)
        expect(minorOf(grouped(text, ','))).toBe(expected)
        expect(minorOf(grouped(text, ' '))).toBe(expected)
        expect(minorOf(`¥${grouped(text, ',')}`)).toBe(expected)
        expect(minorOf(`${text}元`)).toBe(expected)
        expect(minorOf(text.replace('.', ','), ',')).toBe(expected)
        expect(minorOf(grouped(text, ';').replace('.', ',').replaceAll(';', '.'), ',')).toBe(expected)
        if (value < 0) expect(minorOf(`(${text.slice(1)})`)).toBe(expected)
        if (value < 0) expect(minorOf(`${text.slice(1)}-`)).toBe(expected)
        const wide = text.replace(/[\d.-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        expect(minorOf(wide)).toBe(expected)
      }),
      { seed: 21, numRuns: 2000 },
    )
  })

  it('is rounded as exact arithmetic rounds, halves away from zero', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(12), (mantissa, scale) => {
        const size = BigInt(Math.abs(mantissa)) * 100n
        const power = 10n ** BigInt(scale)
        const whole = Number((size * 2n + power) / (power * 2n))
        const expected =
          whole > Number.MAX_SAFE_INTEGER ? Number.NaN : mantissa < 0 && whole > 0 ? -whole : whole
        expect(toMinor(mantissa, scale)).toBe(expected)
      }),
      { seed: 22, numRuns: 2000 },
    )
  })

  it('of a quantity and a price is rounded once', () => {
    const part = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 })
    fc.assert(
      fc.property(part, fc.nat(6), part, fc.nat(6), (a, scaleA, b, scaleB) => {
        const product = BigInt(a) * BigInt(b)
        const size = (product < 0n ? -product : product) * 100n
        const power = 10n ** BigInt(scaleA + scaleB)
        const whole = (size * 2n + power) / (power * 2n)
        const expected =
          whole > BigInt(Number.MAX_SAFE_INTEGER)
            ? Number.NaN
            : product < 0n && whole > 0n
              ? -Number(whole)
              : Number(whole)
        expect(productToMinor(a, scaleA, b, scaleB)).toBe(expected)
      }),
      { seed: 23, numRuns: 2000 },
    )
  })

  it('never comes out of a text that is none, and reading never throws', () => {
    const reader = new DecimalReader('.')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
        const status = reader.read(bytes, 0, bytes.length)
        if (status === CELL.ok) expect(Number.isSafeInteger(reader.mantissa)).toBe(true)
        if (status === CELL.ok)
          expect(bytes.some((byte) => (byte >= 48 && byte <= 57) || byte === 0xef)).toBe(true)
      }),
      { seed: 24, numRuns: 3000 },
    )
  })
})

describe('a date', () => {
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const day = fc.integer({ min: 0, max: dayFromIso('2100-12-31') ?? 0 })
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.nat(59), fc.nat(59))
  const two = (n: number): string => String(n).padStart(2, '0')

  function secondsOf(text: string, order: 'ymd' | 'dmy' | 'mdy' | undefined, zone = 'UTC'): number {
    const reader = new TimeReader(order, zone)
    const bytes = encoder.encode(text)
    return reader.read(bytes, 0, bytes.length) === CELL.ok ? reader.seconds : Number.NaN
  }

  it('comes back from every way it is written', () => {
    fc.assert(
      fc.property(day, clock, (number, [h, m, s]) => {
        const { year: y, month, dayOfMonth: d } = civilFromDay(number)
        const expected = number * 86_400 + h * 3600 + m * 60 + s
        const time = `${two(h)}:${two(m)}:${two(s)}`
        const name = MONTHS[month - 1] ?? ''
        const half = `${h % 12 === 0 ? 12 : h % 12}:${two(m)}:${two(s)}`
        const written: readonly (readonly [string, 'ymd' | 'dmy' | 'mdy' | undefined])[] = [
          [`${y}-${two(month)}-${two(d)} ${time}`, undefined],
          [`${y}-${two(month)}-${two(d)}T${time}Z`, 'dmy'],
          [`${y}/${month}/${d} ${h}:${two(m)}:${two(s)}`, undefined],
          [`${y}.${two(month)}.${two(d)} ${time}`, undefined],
          [`${y}年${month}月${d}日 ${time}`, undefined],
          [`${y}年${month}月${d}日 ${h < 12 ? '上午' : '下午'}${half}`, undefined],
          [`${d}/${month}/${y} ${time}`, 'dmy'],
          [`${two(d)}.${two(month)}.${y} ${time}`, 'dmy'],
          [`${month}/${d}/${y} ${half} ${h < 12 ? 'AM' : 'PM'}`, 'mdy'],
          [`${d}-${name}-${y} ${time}`, undefined],
          [`${name} ${d}, ${y} ${time}`, undefined],
          [`${y}${two(month)}${two(d)}${two(h)}${two(m)}${two(s)}`, undefined],
          [`${y}-${two(month)}-${two(d)}T${time}.5+00:00`, undefined],
        ]
        for (const [text, order] of written) expect([text, secondsOf(text, order)]).toEqual([text, expected])
        if (expected >= 1e8) expect(secondsOf(`${expected * 1000}`, undefined)).toBe(expected)
      }),
      { seed: 31, numRuns: 600 },
    )
  })

  it('is refused when it is not in the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2100 }), fc.nat(14), fc.nat(33), (y, month, d) => {
        const iso = `${y}-${two(month)}-${two(d)}`
        const expected = dayFromIso(iso)
        const seconds = secondsOf(iso, undefined)
        if (expected === null) expect(seconds).toBeNaN()
        else expect(seconds).toBe(expected * 86_400)
      }),
      { seed: 32, numRuns: 2000 },
    )
  })

  it('is never invented from noise', () => {
    const reader = new TimeReader('dmy', 'Asia/Shanghai')
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-zA-Z年月日 :/.,+-]{0,24}$/), (text) => {
        const bytes = encoder.encode(text)
        if (reader.read(bytes, 0, bytes.length) !== CELL.ok) return
        expect(reader.seconds).toBeGreaterThanOrEqual(0)
        expect(Number.isInteger(reader.seconds)).toBe(true)
      }),
      { seed: 33, numRuns: 5000 },
    )
  })
})
