/**
 * For a slider in the hand: at most one call is under way and at most one waits. A newer input takes the place of the
 * waiting one, whose promise settles with `null` (superseded). Answers therefore arrive in the order of their inputs,
 * and the last input is always answered.
 */
export function latest<I, O>(call: (input: I) => Promise<O>): (input: I) => Promise<O | null> {
  interface Waiting {
    readonly input: I
    readonly settle: (output: Promise<O> | null) => void
  }
  let busy = false
  let waiting: Waiting | null = null

  async function run(input: I): Promise<O> {
    busy = true
    try {
      return await call(input)
    } finally {
      busy = false
      const next = waiting
      waiting = null
      next?.settle(run(next.input))
    }
  }

  return (input) => {
    if (!busy) return run(input)
    waiting?.settle(null)
    return new Promise((resolve) => {
      waiting = { input, settle: resolve }
    })
  }
}
