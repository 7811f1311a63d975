import { Worker } from 'node:worker_threads'
import type { FuzzMessage, FuzzRequest } from './fuzz.worker.ts'

/** Far beyond what a case takes on a busy machine: who has not answered by then hangs. */
const CASE_CEILING_MS = 60_000
const HEAP_CEILING_MB = 768

export interface FuzzRun {
  readonly nCases: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly failures: readonly string[]
  readonly rowsAccepted: number
  readonly rssGrowthBytes: number
}

/** Runs cases in a thread that can be ended when one of them hangs or takes more memory than any may. */
export function superviseCases(request: FuzzRequest): Promise<FuzzRun> {
  const worker = new Worker(new URL('./fuzz.worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_CEILING_MB },
  })
  const rssBefore = process.memoryUsage().rss
  let rssPeak = rssBefore
  let current = 'before the first case'
  let nCases = 0
  let rowsAccepted = 0
  const outcomes: Record<string, number> = {}
  const failures: string[] = []
  return new Promise((resolve) => {
    let settled = false
    const settle = (): void => {
      settled = true
      clearTimeout(ceiling)
      void worker.terminate()
      resolve({ nCases, outcomes, failures, rowsAccepted, rssGrowthBytes: rssPeak - rssBefore })
    }
    const fail = (reason: string): void => {
      if (settled) return
      failures.push(`${current}: ${reason}`)
      settle()
    }
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => fail(`no answer within ${CASE_CEILING_MS / 1000} s`), CASE_CEILING_MS)
    let ceiling = watch()
    worker.on('message', (message: FuzzMessage) => {
      clearTimeout(ceiling)
      ceiling = watch()
      rssPeak = Math.max(rssPeak, process.memoryUsage().rss)
      if (message.t === 'begin') {
        current = `seed ${message.seed} (${message.what})`
      } else if (message.t === 'end') {
        nCases++
        outcomes[message.outcome.code] = (outcomes[message.outcome.code] ?? 0) + 1
        rowsAccepted += message.outcome.rowsAccepted
      } else if (message.t === 'failure') {
        nCases++
        failures.push(`seed ${message.seed} (${message.what}): ${message.reason}`)
      } else settle()
    })
    worker.on('error', (error) => fail(String(error)))
    worker.on('exit', (code) => fail(`the thread ended with ${code}`))
  })
}
