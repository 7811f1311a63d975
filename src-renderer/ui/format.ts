import { civilFromDay, isoFromDay } from '../../shared/contract/calendar.ts'
import { digits, MINUS, NONE, RANGE, scaled, type Language } from './formatDigits.ts'
import { currencySign, currencyWord, majorFromMinor } from './currency.ts'

export type { Language } from './formatDigits.ts'
export { NONE } from './formatDigits.ts'

/** What the formatter depends on. `compact` false shows every number in full. */
export interface FormatOptions {
  readonly language: Language
  readonly currency: string
  readonly compact: boolean
}

type Maybe = number | null | undefined
const real = (value: Maybe): value is number => typeof value === 'number' && Number.isFinite(value)
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A value with a text that may carry a unit behind it, for ranges that name the unit once. */
const joinRange = (low: string, high: string, signs: boolean) => {
  if (signs) return `${low} ${RANGE} ${high}`
  const unit = /\s?(万亿|亿|万)$/.exec(high)?.[0]
  const bare = unit !== undefined && low.endsWith(unit) ? low.slice(0, -unit.length) : low
  return `${bare}${RANGE}${high}`
}

/** All numbers and dates of the interface. Null, NaN and infinities are "—" everywhere. */
export function createFormat({ language, currency, compact }: FormatOptions) {
  const sign = currencySign(currency, language)
  const major = (minor: number) => majorFromMinor(minor)
  const withSign = (text: string) =>
    text.startsWith(MINUS) ? `${MINUS}${sign}${text.slice(1)}` : `${sign}${text}`
  const plus = (value: number, text: string) => (value > 0 ? `+${text}` : text)
  const short = (value: number) => (compact ? scaled(value, language) : digits(value, 0))
  const guard =
    (make: (value: number) => string) =>
    (value: Maybe): string =>
      real(value) ? make(value) : NONE

  const moneyText = (minor: number) => {
    const value = major(minor)
    return withSign(short(value))
  }
  const shareText = (share: number) => {
    const percent = share * 100
    if (percent !== 0 && Math.abs(percent) < 0.05) return `${percent < 0 ? `>${MINUS}` : '<'}0.1%`
    const oneDecimal = percent !== 0 && Math.abs(percent) < 9.95
    return `${digits(percent, oneDecimal ? 1 : 0)}%`
  }

  /** strips and charts: 3 digits from 10,000 on */
  const count = guard(short)
  const money = guard(moneyText)
  const share = guard(shareText)

  return {
    language,
    currency,
    currencySign: sign,

    count,
    /** tables, controls, provenance: in full */
    countFull: guard((value) => digits(value, 0)),
    /** up to `decimals` places, for averages and the like */
    decimal: (value: Maybe, decimals: number) => (real(value) ? digits(value, decimals) : NONE),
    /** axis labels: compact without needless zeros */
    axis: guard((value) => scaled(value, language, true)),
    axisMoney: guard((minor) => withSign(scaled(major(minor), language, true))),
    signed: guard((value) => plus(value, short(value))),

    money,
    moneyFull: guard((minor) => withSign(digits(major(minor), 0))),
    moneySigned: guard((minor) => plus(minor, moneyText(minor))),
    /** unit costs and amounts of single orders: two decimals below 100 */
    unitCost: guard((minor) => {
      const value = major(minor)
      return withSign(digits(value, Math.abs(value) < 100 ? 2 : 0))
    }),
    /** sentences: 3 万元 / ¥30,000, rounded to `significant` digits */
    moneySentence: (minor: Maybe, significant = 3): string => {
      if (!real(minor)) return NONE
      const value = significantly(major(minor), significant)
      if (language === 'en') return withSign(digits(value, 0))
      return spaced(scaled(value, language, true), currencyWord(currency))
    },
    countSentence: (value: Maybe, significant = 3): string =>
      real(value) ? digits(significantly(value, significant), 0) : NONE,
    /** minor units in full, without the sign: table cells whose header names the unit */
    moneyBare: guard((minor) => digits(major(minor), 0)),

    share,
    /** never 0% or 100% of something estimated */
    probability: guard((p) => {
      if (p < 0.01) return '<1%'
      if (p > 0.99) return '>99%'
      return `${digits(p * 100, 0)}%`
    }),
    /** a change of a rate, in shares: 0.012 is 1.2 points */
    points: guard((change) => {
      const text = plus(change, digits(change * 100, 1))
      return language === 'en' ? `${text} pp` : `${text} 个百分点`
    }),
    /** AUC, Brier, log loss */
    score: guard((value) => digits(value, 3)),
    times: guard((value) => `${digits(value, 1)}×`),
    days: guard((value) => digits(value, 0)),

    /** 412 (355–470); each part by the given formatter */
    interval: (value: Maybe, low: Maybe, high: Maybe, one: (value: Maybe) => string = count) =>
      real(low) && real(high)
        ? `${one(value)} (${joinRange(bareSign(one(low)), bareSign(one(high)), false)})`
        : one(value),
    range: (low: Maybe, high: Maybe, one: (value: Maybe) => string = count) =>
      joinRange(one(low), bareSign(one(high)), false),
    rangeSigned: (low: Maybe, high: Maybe, one: (value: Maybe) => string = count) => {
      const text = (value: Maybe) => (real(value) ? plus(value, bareSign(one(value))) : NONE)
      return joinRange(text(low), text(high), true)
    },

    date: guard(isoFromDay),
    dateSentence: (day: Maybe, withYear = language === 'en'): string => {
      if (!real(day)) return NONE
      const { year, month, dayOfMonth } = civilFromDay(day)
      if (language === 'en') return `${dayOfMonth} ${MONTHS[month - 1] ?? ''}${withYear ? ` ${year}` : ''}`
      return `${withYear ? `${year} 年 ` : ''}${month} 月 ${dayOfMonth} 日`
    },
    month: guard((day) => {
      const { year, month } = civilFromDay(day)
      return language === 'en' ? `${MONTHS[month - 1] ?? ''} ${year}` : isoFromDay(day).slice(0, 7)
    }),
    /** wall-clock seconds: 2025-11-12 09:30, without a clock at midnight */
    dateTime: guard((seconds) => {
      const day = Math.floor(seconds / 86_400)
      const minutes = Math.floor((seconds - day * 86_400) / 60)
      const two = (value: number) => String(value).padStart(2, '0')
      const clock = minutes === 0 ? '' : ` ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
      return `${isoFromDay(day)}${clock}`
    }),

    bytes: guard((size) => {
      const units = ['B', 'KB', 'MB', 'GB', 'TB']
      let value = size
      let unit = 0
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000
        unit += 1
      }
      return `${digits(value, unit === 0 || value >= 99.5 ? 0 : value >= 9.95 ? 1 : 2)} ${units[unit] ?? ''}`
    }),
    /** a measured time: 84 ms, 1.2 s, 3 min 20 s */
    elapsed: guard((ms) => {
      if (ms < 999.5) return `${digits(ms, 0)} ms`
      if (ms < 59_950) return `${digits(ms / 1000, ms < 9_950 ? 1 : 0)} s`
      return durationText(Math.round(ms / 1000), language)
    }),
    /** a time still to wait, in words */
    duration: guard((seconds) => durationText(Math.max(0, Math.round(seconds)), language)),
  }

  /** The second half of a range carries no currency sign: ¥84–111. */
  function bareSign(text: string): string {
    return text.replace(sign, '')
  }
}

export type Format = ReturnType<typeof createFormat>

const spaced = (number: string, word: string) =>
  /[\d]$/.test(number) ? `${number} ${word}` : `${number}${word}`

function significantly(value: number, significant: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(significant))
}

function durationText(seconds: number, language: Language): string {
  const zh = language === 'zh-CN'
  if (seconds < 60) return zh ? `${seconds} 秒` : `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) {
    const rest = seconds % 60
    if (zh) return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
  }
  const hours = Math.floor(minutes / 60)
  return zh ? `${hours} 小时 ${minutes % 60} 分` : `${hours} h ${minutes % 60} min`
}

/**
 * Rounds an estimate to what its interval carries: the first digit of the half width decides. 412 (355-470) is "about
 * 410".
 */
export function roundToInterval(value: number, low: number, high: number): number {
  const half = Math.abs(high - low) / 2
  if (!Number.isFinite(half) || half === 0) return value
  const step = 10 ** Math.floor(Math.log10(half))
  return Math.round(value / step) * step
}
