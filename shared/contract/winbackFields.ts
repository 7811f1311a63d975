import { z } from './zod.ts'

/**
 * Why a plan's input is refused; the sentence beside the field is made from the code. `infeasible`: the redemption
 * rate cannot be reached; `above-basket`: the coupon is worth more than the basket that it needs; `too-early`: a step
 * before the one above it; `contradiction`: two entries say different things about one thing.
 */
export const INPUT_PROBLEMS = [
  'missing',
  'wrong-type',
  'out-of-range',
  'unknown-key',
  'unknown-name',
  'duplicate-name',
  'empty',
  'both-given',
  'neither-given',
  'too-early',
  'above-basket',
  'contradiction',
  'infeasible',
  'needs-project',
] as const
/** One of the closed set of problems. */
export type InputProblem = (typeof INPUT_PROBLEMS)[number]

/** A number whose every refusal carries the allowed range as its message. */
function ranged(least: number, most: number, allowed: string): z.ZodNumber {
  return z.number(allowed).min(least, allowed).max(most, allowed)
}

/** A share or probability, 0 to 1. */
export const rate = ranged(0, 1, '0..1')
/** Money in currency units (not minor units), 0 to 1e12. */
export const money = ranged(0, 1e12, '0..1e12')
/** A rate of return; 0.2 = 20%. */
export const roi = ranged(-1, 1e6, '-1..1e6')
/** Money that may be lost as well as won. */
export const signedMoney = ranged(-1e12, 1e12, '-1e12..1e12')
/** A count of customers: a whole number from 1. */
export const customers = z.int('1..1e9').min(1, '1..1e9').max(1e9, '1..1e9')
/** A count that need not be whole (expected contacts), 0 to 1e12. */
export const amount = ranged(0, 1e12, '0..1e12')
/** A size of sample that a rate stands on. */
export const sampleSize = ranged(1, 1e9, '1..1e9')
/** A name of 1 to 120 characters. */
export const label = z.string('1..120 characters').min(1, '1..120 characters').max(120, '1..120 characters')
/** ISO 4217 letters; labels and never converts. */
export const currency = z.string('CNY, EUR, USD, ...').regex(/^[A-Z]{3}$/, 'CNY, EUR, USD, ...')

/** One number for everybody, or a map by group with `*` as the default. */
export function perGroup(
  value: z.ZodNumber,
): z.ZodUnion<[z.ZodNumber, z.ZodRecord<z.ZodString, z.ZodNumber>]> {
  return z.union([value, z.record(z.string(), value)])
}

/** Adds a refusal to a refinement: where, why, and what is allowed there. */
export function refuse(
  context: z.RefinementCtx,
  path: (string | number)[],
  problem: InputProblem,
  allowed: string,
): void {
  context.addIssue({ code: 'custom', path, message: allowed, params: { problem, allowed } })
}

export { ranged }
