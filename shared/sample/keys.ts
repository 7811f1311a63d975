import { civilFromDay } from '../contract/calendar.ts'
import { mix32 } from './random.ts'
import { SAMPLE_FIRST_DAY } from './season.ts'

/** Digits of a customer's number after the U. */
export const CUSTOMER_DIGITS = 7
export const ORDER_DIGITS = 13

/** Numbers of the customers in order of registration, with gaps as real numbers have. */
export function customerNumbers(nCustomers: number, seed: number): Uint32Array {
  const numbers = new Uint32Array(nCustomers)
  let last = 1000
  for (let c = 0; c < nCustomers; c++) {
    last += 1 + (mix32(mix32(seed) ^ c) % 3)
    numbers[c] = last
  }
  return numbers
}

/** The key of a customer as it stands in every file, e.g. U0042266. */
export function customerKey(number: number): string {
  return `U${String(number).padStart(CUSTOMER_DIGITS, '0')}`
}

/** Digits of an order's key: yymmdd and the running number. */
export function orderNumber(t: number, order: number): number {
  const { year, month, dayOfMonth } = civilFromDay(t + SAMPLE_FIRST_DAY)
  return (((year % 100) * 100 + month) * 100 + dayOfMonth) * 10_000_000 + order + 1
}

/** The key of an order as it stands in every file, e.g. CS2503120012345. */
export function orderKey(t: number, order: number): string {
  return `CS${String(orderNumber(t, order)).padStart(ORDER_DIGITS, '0')}`
}
