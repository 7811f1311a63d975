import { describe, expect, it } from 'vitest'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { createFormat, NONE, roundToInterval } from '../../../src-renderer/ui/format.ts'

const zh = createFormat({ language: 'zh-CN', currency: 'CNY', compact: true })
const en = createFormat({ language: 'en', currency: 'CNY', compact: true })
const full = createFormat({ language: 'zh-CN', currency: 'CNY', compact: false })
const yuan = (amount: number) => amount * 100

describe('counts and money below 10,000', () => {
  it('stand in full in both languages', () => {
    expect([zh.count(9640), en.count(9640)]).toEqual(['9,640', '9,640'])
    expect([zh.money(yuan(9640)), en.money(yuan(9640))]).toEqual(['¥9,640', '¥9,640'])
    expect([zh.count(0), zh.count(9999), en.count(9999)]).toEqual(['0', '9,999', '9,999'])
  })
})

describe('counts and money from 10,000 on', () => {
  it.each([
    [65_500, '6.55 万', '65.5K'],
    [123_000, '12.3 万', '123K'],
    [3_120_000, '312 万', '3.12M'],
    [46_100_000, '4,610 万', '46.1M'],
    [123_000_000, '1.23 亿', '123M'],
    [10_000, '1.00 万', '10.0K'],
    [9_999.6, '1.00 万', '10.0K'],
    [99_960, '10.0 万', '100K'],
    [999_950, '100 万', '1.00M'],
    [99_999_999, '1.00 亿', '100M'],
    [1_230_000_000_000, '1.23 万亿', '1.23T'],
    [-65_500, '−6.55 万', '−65.5K'],
  ])('%d has three digits', (value, chinese, english) => {
    expect([zh.count(value), en.count(value)]).toEqual([chinese, english])
  })

  it('carry the sign of the currency and a true minus', () => {
    expect([zh.money(yuan(65_530)), en.money(yuan(65_530))]).toEqual(['¥6.55 万', '¥65.5K'])
    expect(zh.money(yuan(-8300))).toBe('−¥8,300')
  })

  it('stand in full in tables, controls and provenance, and everywhere when asked', () => {
    expect([zh.moneyFull(yuan(30_000)), en.moneyFull(yuan(30_000))]).toEqual(['¥30,000', '¥30,000'])
    expect(zh.countFull(214_380)).toBe('214,380')
    expect([full.count(65_500), full.money(yuan(65_500))]).toEqual(['65,500', '¥65,500'])
  })

  it('drop needless zeros on axes', () => {
    expect([zh.axis(10_000), en.axis(10_000), zh.axis(25_000), zh.axis(0.5)]).toEqual([
      '1 万',
      '10K',
      '2.5 万',
      '0.5',
    ])
  })
})

describe('sentences', () => {
  it('name amounts in words of the language', () => {
    expect([zh.moneySentence(yuan(30_000)), en.moneySentence(yuan(30_000))]).toEqual(['3 万元', '¥30,000'])
    expect([zh.moneySentence(yuan(640)), en.moneySentence(yuan(640))]).toEqual(['640 元', '¥640'])
    expect(zh.moneySentence(yuan(208_812), 2)).toBe('21 万元')
    expect(
      createFormat({ language: 'zh-CN', currency: 'GBP', compact: true }).moneySentence(yuan(30_000)),
    ).toBe('3 万英镑')
  })

  it('round estimates to what the interval carries', () => {
    expect(roundToInterval(412, 355, 470)).toBe(410)
    expect(roundToInterval(412, 412, 412)).toBe(412)
    expect(zh.countSentence(roundToInterval(412, 355, 470))).toBe('410')
  })
})

describe('unit costs', () => {
  it('keep two decimals below 100', () => {
    expect([zh.unitCost(5), en.unitCost(1875), zh.unitCost(yuan(118))]).toEqual(['¥0.05', '¥18.75', '¥118'])
  })
})

describe('intervals', () => {
  it('stand behind the value and name the unit once', () => {
    expect([zh.interval(412, 355, 470), en.interval(412, 355, 470)]).toEqual([
      '412 (355–470)',
      '412 (355–470)',
    ])
    expect(zh.interval(65_500, 48_900, 82_600)).toBe('6.55 万 (4.89–8.26 万)')
    expect(en.interval(65_500, 48_900, 82_600)).toBe('65.5K (48.9K–82.6K)')
    expect(zh.range(8_900, 12_000)).toBe('8,900–1.20 万')
  })

  it('name the currency once in a range', () => {
    expect(zh.range(yuan(84), yuan(111), zh.money)).toBe('¥84–111')
  })

  it('show signs with spaces around the dash', () => {
    expect([zh.rangeSigned(343, 945), en.rangeSigned(-120, 945)]).toEqual(['+343 – +945', '−120 – +945'])
  })

  it('are left out when a bound is missing', () => {
    expect(zh.interval(412, null, 470)).toBe('412')
  })
})

describe('shares, changes and probabilities', () => {
  it('have one decimal below 10 percent and none above', () => {
    expect([zh.share(0.09), zh.share(0.46), zh.share(1.67), zh.share(0.0996), zh.share(0)]).toEqual([
      '9.0%',
      '46%',
      '167%',
      '10%',
      '0%',
    ])
    expect([zh.share(0.0001), zh.share(-0.0001), zh.share(-0.012)]).toEqual(['<0.1%', '>−0.1%', '−1.2%'])
  })

  it('tell changes of a rate in points', () => {
    expect([zh.points(-0.012), en.points(-0.012), en.points(0.067)]).toEqual([
      '−1.2 个百分点',
      '−1.2 pp',
      '+6.7 pp',
    ])
  })

  it('never show a certain probability', () => {
    expect([zh.probability(0.83), zh.probability(0.004), zh.probability(0.997), zh.probability(1)]).toEqual([
      '83%',
      '<1%',
      '>99%',
      '>99%',
    ])
  })

  it('show scores with three decimals, lift with a times sign, days as integers', () => {
    expect([zh.score(0.8024), zh.times(2.42), zh.days(13.4)]).toEqual(['0.802', '2.4×', '13'])
  })
})

describe('dates', () => {
  const day = dayFromCivil(2025, 11, 12)

  it('are ISO in tables and words in sentences', () => {
    expect([zh.date(day), en.date(day)]).toEqual(['2025-11-12', '2025-11-12'])
    expect([zh.dateSentence(day), en.dateSentence(day)]).toEqual(['11 月 12 日', '12 Nov 2025'])
    expect([zh.dateSentence(day, true), en.dateSentence(day, false)]).toEqual([
      '2025 年 11 月 12 日',
      '12 Nov',
    ])
    expect([zh.month(day), en.month(day)]).toEqual(['2025-11', 'Nov 2025'])
  })

  it('show a clock only where there is one', () => {
    expect(zh.dateTime(day * 86_400)).toBe('2025-11-12')
    expect(zh.dateTime(day * 86_400 + 9 * 3600 + 30 * 60)).toBe('2025-11-12 09:30')
  })
})

describe('sizes and times', () => {
  it('choose their unit', () => {
    expect([zh.bytes(812), zh.bytes(309_000_000), zh.bytes(999_999)]).toEqual(['812 B', '309 MB', '1.00 MB'])
    expect([zh.elapsed(84), zh.elapsed(1240), en.elapsed(200_000)]).toEqual(['84 ms', '1.2 s', '3 min 20 s'])
    expect([zh.duration(8), en.duration(8), zh.duration(200), zh.duration(7380)]).toEqual([
      '8 秒',
      '8 s',
      '3 分 20 秒',
      '2 小时 3 分',
    ])
  })
})

describe('what is not there', () => {
  it('is a dash for null, NaN and infinities, whatever the formatter', () => {
    for (const value of [null, undefined, NaN, Infinity, -Infinity]) {
      for (const one of [
        zh.count,
        zh.money,
        zh.moneyFull,
        zh.unitCost,
        zh.share,
        zh.probability,
        zh.points,
      ]) {
        expect(one(value)).toBe(NONE)
      }
      for (const one of [
        zh.date,
        zh.month,
        zh.dateTime,
        zh.bytes,
        zh.elapsed,
        zh.duration,
        zh.signed,
        zh.axis,
      ]) {
        expect(one(value)).toBe(NONE)
      }
      expect(zh.moneySentence(value)).toBe(NONE)
      expect(zh.dateSentence(value)).toBe(NONE)
      expect(zh.decimal(value, 2)).toBe(NONE)
      expect(zh.rangeSigned(value, 1)).toBe(`${NONE} – +1`)
    }
  })

  it('never shows a negative zero', () => {
    expect([zh.count(-0.2), zh.points(-0.0001), zh.decimal(-0.001, 1)]).toEqual(['0', '0.0 个百分点', '0.0'])
  })
})
