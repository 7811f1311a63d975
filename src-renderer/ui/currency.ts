import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { Language } from './formatDigits.ts'

/** Sign, and the word behind an amount in a Chinese sentence. Any other three letters work as their own sign. */
const CURRENCIES: Readonly<Record<string, readonly [sign: string, word: string]>> = {
  CNY: ['¥', '元'],
  USD: ['$', '美元'],
  EUR: ['€', '欧元'],
  GBP: ['£', '英镑'],
  HKD: ['HK$', '港元'],
  TWD: ['NT$', '新台币'],
  SGD: ['S$', '新元'],
  MYR: ['RM', '林吉特'],
  THB: ['฿', '泰铢'],
  AUD: ['A$', '澳元'],
  CAD: ['C$', '加元'],
  CHF: ['CHF ', '瑞士法郎'],
  INR: ['₹', '卢比'],
  BRL: ['R$', '雷亚尔'],
  JPY: ['JP¥', '日元'],
  KRW: ['₩', '韩元'],
}

export const OFFERED_CURRENCIES = Object.keys(CURRENCIES)

export function currencySign(code: string, language: Language): string {
  if (code === 'JPY' && language === 'en') return '¥'
  return CURRENCIES[code]?.[0] ?? `${code} `
}

export const currencyWord = (code: string): string => CURRENCIES[code]?.[1] ?? ` ${code}`

/** Stored amounts are hundredths in every currency: the project's currency labels, it never converts. */
export const majorFromMinor = (minor: number): number => minor / MINOR_PER_UNIT
