import { z } from './zod.ts'

/**
 * How a method behaves. `query`: no lasting effect, may be dropped when a newer one supersedes it. `command`: short,
 * changes something. `job`: long, sends progress, can be cancelled; the answer to a cancelled job (`cancelled`) comes
 * only after everything is rolled back.
 */
export type MethodKind = 'query' | 'command' | 'job'

/** One method: its kind, the validator of its input, and (as types only) its output and progress. */
export interface Method<Input, Output, Progress> {
  readonly kind: MethodKind
  readonly input: z.ZodType<Input>
  /** never present at run time; carries the types */
  readonly types?: { output: Output; progress: Progress }
}

/** A method by its kind and the validator of its input; output and progress are types only. */
export function method<Output, Progress = never>() {
  return <Input>(kind: MethodKind, input: z.ZodType<Input>): Method<Input, Output, Progress> => ({
    kind,
    input,
  })
}

/** no input */
export const none = z.strictObject({})
/** Opaque name of a file that the host knows; never a path. */
export const fileToken = z.string().min(1).max(200)
/** Which part of a list. */
export const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) }
/** Under which a result is kept. */
export const runId = z.string().min(1).max(60)

/** Progress of jobs that only count. */
export interface CountProgress {
  readonly done: number
  readonly total: number
}
