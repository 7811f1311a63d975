import { z } from './zod.ts'

/** Fewest customers behind anything that keeps its name. */
export const SMALLEST_K = 2
/** What is usual. */
export const USUAL_K = 10

/**
 * How a project is made anonymous. `k`: names and texts that fewer customers stand behind are hidden. `keys`: customers become
 * running numbers, or hashes under a salt that is thrown away. `shiftDays`: all dates move by as many days. `name`: of
 * the copy, absent = as it is.
 */
export const anonymiseWishSchema = z.strictObject({
  k: z.int().min(SMALLEST_K).max(1_000).default(USUAL_K),
  keys: z.enum(['number', 'hash']).default('number'),
  shiftDays: z.int().min(-3_650).max(3_650).default(0),
  language: z.enum(['zh-CN', 'en']),
  name: z.string().trim().min(1).max(120).optional(),
})
/** See `anonymiseWishSchema`. */
export type AnonymiseWish = z.output<typeof anonymiseWishSchema>

/** What the copy holds and what it does not. */
export interface AnonymiseReport {
  readonly customers: number
  /** columns of the customer table */
  readonly keptColumns: readonly string[]
  readonly droppedColumns: readonly string[]
  /** products, categories, channels, events, campaigns, variants whose names are hidden */
  readonly hiddenNames: number
  /** texts of the customer table that became "other" */
  readonly hiddenValues: number
  readonly shiftDays: number
  readonly sizeBytes: number
}
