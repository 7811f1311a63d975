import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { churnSource, type ChurnSource } from '../../../src-main/workers/churnSource.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'

/** What is true of one customer; days are shop-calendar days, null = none. */
export interface TrueCustomer {
  readonly state: string
  readonly cause: string
  readonly fadeFromDay: number | null
  readonly churnDay: number | null
  /** chance to order within 30 days with no contact */
  readonly pReturn: number
}

/** A sample shop as a project, and the truth by customer key. */
export interface JudgedShop {
  readonly seed: number
  /** of the project file */
  readonly path: string
  readonly source: ChurnSource
  readonly truth: ReadonlyMap<string, TrueCustomer>
  close(): void
}

const MADE_AT_MS = 1_762_992_000_000

/** Makes the shop of a seed in a temporary folder, which goes when the shop is closed. */
export async function makeShop(seed: number, customers: number): Promise<JudgedShop> {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-truth-'))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'shop.huiliu')
    const made = await createSampleProject(
      path,
      { customers, seed, nowMs: MADE_AT_MS },
      { isCancelled: () => false, progress: () => undefined },
    )
    return { seed, path, source: churnSource(path), truth: readTruth(made.truthCsv), close }
  } catch (thrown) {
    close()
    throw thrown
  }
}

function readTruth(path: string): Map<string, TrueCustomer> {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const names = head.split(',')
  const truth = new Map<string, TrueCustomer>()
  for (const line of lines) {
    const cells = line.split(',')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    truth.set(cell('customer'), {
      state: cell('state'),
      cause: cell('cause'),
      fadeFromDay: dayOf(cell('fade_from')),
      churnDay: dayOf(cell('churn_day')),
      pReturn: Number(cell('p_organic_return_30d')),
    })
  }
  return truth
}

function dayOf(iso: string): number | null {
  const [year, month, day] = iso.split('-').map(Number)
  return year === undefined || month === undefined || day === undefined
    ? null
    : dayFromCivil(year, month, day)
}
