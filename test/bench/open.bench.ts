import { openReadable } from '../../src-main/project/project.ts'
import { readPurchaseLedger } from '../../src-main/project/ledger/readLedger.ts'
import { areLedgersCurrent } from '../../src-main/project/ledger/repair.ts'
import { projectSummary } from '../../src-main/project/reading/summary.ts'
import { median, type BenchLine } from './line.ts'

const RUNS = 5

/** What opening costs: the file checked, its summary, and the ledger in memory. */
export function openBench(projectPath: string, label: string): BenchLine[] {
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    const project = openReadable(projectPath)
    areLedgersCurrent(project)
    projectSummary(project)
    readPurchaseLedger(project, [])
    project.close()
    times.push(performance.now() - start)
  }
  return [
    {
      name: `open ${label}`,
      who: 'huiliu',
      value: median(times),
      unit: 'ms',
      n: RUNS,
      note: 'file, summary, ledger',
    },
  ]
}
