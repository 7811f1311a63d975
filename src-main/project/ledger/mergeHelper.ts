import type { MergedPart, PartTask } from './mergePart.ts'

/** Another thread that merges parts while the caller merges others. Answers come in any order. */
export interface MergeHelper {
  /** Hands a part over; false: it has enough to do. */
  offer(task: PartTask): boolean
  /** A part that is done, or null; waits up to so many milliseconds for one. */
  take(waitMs: number): MergedPart | null
}
