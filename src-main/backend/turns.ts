import { AppError } from '../../shared/contract/errors.ts'

/** Who may change the project: one job at a time, and short changes one after the other while no job runs. */
export interface Turns {
  /** fails with `job-running` while another job runs */
  job<T>(name: string, work: () => Promise<T>): Promise<T>
  /** fails with `job-running` while a job runs; waits for other changes */
  change<T>(work: () => Promise<T>): Promise<T>
  readonly running: string | null
  /** settles when nothing is under way */
  idle(): Promise<void>
}

/** Nobody's turn. */
export function createTurns(): Turns {
  let running: string | null = null
  let last: Promise<unknown> = Promise.resolve()

  function queued<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  function refuseWhileRunning(): void {
    if (running !== null) throw new AppError('job-running', { job: running })
  }

  return {
    job: async (name, work) => {
      refuseWhileRunning()
      running = name
      try {
        return await queued(work)
      } finally {
        running = null
      }
    },
    change: async (work) => {
      refuseWhileRunning()
      return queued(work)
    },
    get running() {
      return running
    },
    idle: async () => {
      await last
    },
  }
}
