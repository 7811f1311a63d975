import { describe, expect, it } from 'vitest'
import { dayFromIso, isoFromDay } from '../../../shared/contract/calendar.ts'
import type { DateOrder } from '../../../shared/contract/mapping.ts'
import { CELL, MARK, MARK_CODES } from '../../../src-main/ingest/coerce/marks.ts'
import { TimeReader, type TimeReading } from '../../../src-main/ingest/coerce/time.ts'
import { ZoneClock } from '../../../src-main/ingest/coerce/zoneClock.ts'

interface How {
  readonly order?: DateOrder
  readonly zone?: string
  readonly digits?: TimeReading
}

function shown(seconds: number): string {
  const day = Math.floor(seconds / 86_400)
  const rest = seconds - day * 86_400
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${isoFromDay(day)} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
}

function read(text: string, how: How = {}): string {
  const reader = new TimeReader(how.order, how.zone ?? 'Asia/Shanghai', how.digits ?? 'auto')
  const cell = new TextEncoder().encode(`9${text}9`)
  const status = reader.read(cell, 1, cell.length - 1)
  if (status !== CELL.ok) return Object.keys(CELL)[status] ?? ''
  const marks = MARK_CODES.filter((code) => (reader.marks & MARK[code]) !== 0)
  return [reader.hasClock ? shown(reader.seconds) : shown(reader.seconds).slice(0, 10), ...marks].join(' ')
}

describe('a time', () => {
  it.each([
    ['2012-03-04 05:06:07', '2012-03-04 05:06:07'],
    ['2012-03-04T05:06:07', '2012-03-04 05:06:07'],
    ['2012-03-04 05:06', '2012-03-04 05:06:00'],
    ['2012/03/04 05:06', '2012-03-04 05:06:00'],
    ['2012-03-04 05:06:07.891', '2012-03-04 05:06:07'],
    ['2012-03-04 05:06:07,891', '2012-03-04 05:06:07'],
    ['2012-03-04', '2012-03-04 time-without-clock'],
    ['2012/3/4', '2012-03-04 time-without-clock'],
    ['2012.3.4', '2012-03-04 time-without-clock'],
    ['2012/3/4 5:06', '2012-03-04 05:06:00'],
    ['2012-3-4 5:06:07', '2012-03-04 05:06:07'],
    ['20120304', '2012-03-04 time-without-clock'],
    ['20120304.0', '2012-03-04 time-without-clock'],
    ['20120304050607', '2012-03-04 05:06:07'],
    ['201203040506', '2012-03-04 05:06:00'],
    ['2012030405', '2012-03-04 05:00:00'],
    ['20120304 05:06:07', '2012-03-04 05:06:07'],
    ['20120304T050607', '2012-03-04 05:06:07'],
    ['2012年3月4日', '2012-03-04 time-without-clock'],
    ['2012年03月04日 05:06', '2012-03-04 05:06:00'],
    ['2012年3月4日5时06分07秒', '2012-03-04 05:06:07'],
    ['2012年3月4日 星期日 下午5时06分', '2012-03-04 17:06:00'],
    ['2012-03-04 下午 5:06', '2012-03-04 17:06:00'],
    ['2012-03-04 上午12:06', '2012-03-04 00:06:00'],
    ['２０１２－０３－０４', '2012-03-04 time-without-clock'],
    ['2012-03-04 5:06 PM', '2012-03-04 17:06:00'],
    ['2012-03-04 12:06 a.m.', '2012-03-04 00:06:00'],
    ['2012-03-04 24:00:00', '2012-03-05 00:00:00'],
    ['4-Sep-12', '2012-09-04 time-without-clock two-digit-year'],
    ['04-Sep-2012 05:06', '2012-09-04 05:06:00'],
    ['4 September 2012', '2012-09-04 time-without-clock'],
    ['Sep 4, 2012', '2012-09-04 time-without-clock'],
    ['September 4th, 2012 5:06 pm', '2012-09-04 17:06:00'],
    ['Tuesday, 4 Sept 2012', '2012-09-04 time-without-clock'],
    ['2012-Sep-04', '2012-09-04 time-without-clock'],
    ['29-Feb-12', '2012-02-29 time-without-clock two-digit-year'],
    ['31-Dec-99', '1999-12-31 time-without-clock two-digit-year'],
    ['Sun Mar 04 05:06:07 CST 2012', '2012-03-04 05:06:07'],
    ['04/Mar/2012:05:06:07', '2012-03-04 05:06:07'],
    ['25/12/2012', '2012-12-25 time-without-clock'],
    ['12/25/2012 05:06', '2012-12-25 05:06:00'],
    ['1970-01-01', '1970-01-01 time-without-clock'],
    ['2100-12-31 23:59:59', '2100-12-31 23:59:59'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['3/4/2012', 'dmy', '2012-04-03 time-without-clock'],
    ['3/4/2012', 'mdy', '2012-03-04 time-without-clock'],
    ['3.4.2012 5:06', 'dmy', '2012-04-03 05:06:00'],
    ['3/4/12', 'dmy', '2012-04-03 time-without-clock two-digit-year'],
    ['12-04-03', 'ymd', '2012-04-03 time-without-clock two-digit-year'],
    ['2012-03-04', 'dmy', '2012-03-04 time-without-clock'],
    ['1/13/2012 1:05 PM', 'mdy', '2012-01-13 13:05:00'],
  ] as const)('%s with %s is %s', (text, order, expected) => {
    expect(read(text, { order })).toBe(expected)
  })

  it('whose day and month could be either is refused without an order, and a wrong order is never turned round', () => {
    expect(read('3/4/2012')).toBe('bad')
    expect(read('3/4/2012', { order: 'ymd' })).toBe('bad')
    expect(read('4/25/2012', { order: 'dmy' })).toBe('bad')
  })

  it.each([
    ...[
      '2012-02-31',
      '2012-13-01',
      '2011-02-29',
      '2012-03-04 25:00',
      '2012-03-04 05:60',
      '31/4/2012',
      '2012-03',
    ],
    ...[
      'hello',
      '12:30',
      'Sep 2012',
      '-5',
      '12.5',
      '5',
      '123456',
      '1,234.50',
      '2012-03/04',
      '30-Feb-12',
      '2012-03-04 x',
    ],
    ...['2012-03-04 05:06:07 +99:00', '20121345', '1.2.3.4.5', '😀'],
  ])('%s is none', (text) => {
    expect(read(text)).toBe('bad')
  })

  it.each(['1969-12-31', '1900-01-01', '0001-01-01 00:00:00', '9999-12-31', '2101-01-01'])(
    '%s is out of range',
    (text) => {
      expect(read(text)).toBe('outOfRange')
    },
  )

  it.each(['', '0000-00-00', '0000-00-00 00:00:00'])('"%s" is empty', (text) => {
    expect(read(text)).toBe('empty')
  })

  it("in seconds or milliseconds is put on the shop's clock", () => {
    expect(read('1330808767')).toBe('2012-03-04 05:06:07 time-from-unix')
    expect(read('1330808767123')).toBe('2012-03-04 05:06:07 time-from-unix')
    expect(read('1330808767.5')).toBe('2012-03-04 05:06:07 time-from-unix')
    expect(read('1330808767', { zone: 'Europe/London' })).toBe('2012-03-03 21:06:07 time-from-unix')
    expect(read('86400', { digits: 'unix-seconds' })).toBe('1970-01-02 08:00:00 time-from-unix')
    expect(read('4099999999999')).toBe('2099-12-04 00:53:19 time-from-unix')
    expect(read('99999999999', { digits: 'unix-seconds' })).toBe('outOfRange')
  })

  it('as a serial of a spreadsheet is read when the plan says so', () => {
    expect(read('40972.5', { digits: 'serial' })).toBe('2012-03-04 12:00:00 time-from-serial')
    expect(read('40972', { digits: 'serial' })).toBe('2012-03-04 time-from-serial time-without-clock')
    expect(read('2012-03-04', { digits: 'serial' })).toBe('2012-03-04 time-without-clock')
    expect(read('40972')).toBe('bad')
  })

  it.each([
    ['2012-03-04T05:06:07Z', 'Asia/Shanghai', '2012-03-04 13:06:07'],
    ['2012-03-04 05:06:07 UTC', 'Asia/Shanghai', '2012-03-04 13:06:07'],
    ['2012-03-04T05:06:07.123+08:00', 'Asia/Shanghai', '2012-03-04 05:06:07'],
    ['2022-01-05 12:33:10 -0500', 'America/New_York', '2022-01-05 12:33:10'],
    ['2022-07-05 12:33:10 -0500', 'America/New_York', '2022-07-05 13:33:10'],
    ['2012-03-25T00:59:59Z', 'Europe/London', '2012-03-25 00:59:59'],
    ['2012-03-25T01:00:00Z', 'Europe/London', '2012-03-25 02:00:00'],
    ['2012-10-28T00:59:59Z', 'Europe/London', '2012-10-28 01:59:59'],
    ['2012-10-28T01:00:00Z', 'Europe/London', '2012-10-28 01:00:00'],
    ['2012-06-04T05:06:07Z', 'Australia/Lord_Howe', '2012-06-04 15:36:07'],
    ['2012-04-01T15:30:00Z', 'Asia/Kathmandu', '2012-04-01 21:15:00'],
    ['Sun Mar 04 2012 05:06:07 GMT+0800 (China Standard Time)', 'Asia/Shanghai', '2012-03-04 05:06:07'],
    ['Sun, 04 Mar 2012 05:06:07 +0000', 'Asia/Shanghai', '2012-03-04 13:06:07'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(read(text, { zone })).toBe(`${expected} time-from-offset`)
  })

  it('follows a change of the clock to the second, as the platform does', () => {
    for (const zone of [
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'UTC',
    ]) {
      const clock = new ZoneClock(zone)
      const format = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      for (let i = 0; i < 400; i++) {
        const utc = 1_300_000_000 + i * 3_500_003
        expect(shown(clock.toLocal(utc))).toBe(format.format(utc * 1000))
      }
    }
    expect(dayFromIso('2012-03-04')).toBe(15_403)
  })

  it('of a zone that nobody knows is refused', () => {
    expect(() => new ZoneClock('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  })
})
