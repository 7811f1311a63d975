import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CountProgress } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { ImportReport } from '../../shared/contract/import.ts'
import type { SampleFile, SampleLanguage } from '../../shared/sample/files.ts'
import {
  createSampleShop,
  SAMPLE_CURRENCY,
  SAMPLE_CUSTOMERS,
  SAMPLE_NAMES,
  SAMPLE_SEED,
  SAMPLE_TIME_ZONE,
  type SampleShop,
} from '../../shared/sample/shop.ts'
import { truthCsv, truthSummary } from '../../shared/sample/truth.ts'
import { createProject, type WritableProject } from '../project/project.ts'
import { beginImport, type ImportJob } from '../project/session/importJob.ts'
import { unfinishedPath, writeFileAtomic } from './atomicFile.ts'
import { fileFailure } from './fileFailure.ts'
import { ColumnDigest, SAMPLE_READ_AS, summarise } from './sampleBooks.ts'
import type { ThreadContext } from './thread.ts'

/** Which sample shop to make; what is absent is as in the shop that comes with the program. */
export interface SampleProjectOptions {
  readonly customers?: number
  readonly seed?: number
  readonly language?: SampleLanguage
  readonly nowMs?: number
}

/** What was made. */
export interface SampleProject {
  readonly reports: readonly ImportReport[]
  readonly truthJson: string
  readonly truthCsv: string
  readonly elapsedMs: number
}

/** Where the truth about a sample project is kept: beside it, never in it. */
export function truthPaths(path: string): { json: string; csv: string } {
  const stem = path.replace(/\.huiliu$/i, '')
  return { json: `${stem}.truth.json`, csv: `${stem}.truth.csv` }
}

const STEPS = 100
/** steps at which the parts of the work end */
const SIMULATED = 20
const WRITTEN = 45
const MATCHED = 65

/**
 * Makes the sample shop as a project: five imports with their books, ledger and quality like any shop's, and the truth
 * beside it. The project appears whole or not at all. Fails with `project-exists`, `cancelled`, `input-invalid`, and
 * whatever a disk can do.
 */
export async function createSampleProject(
  path: string,
  options: SampleProjectOptions,
  context: ThreadContext<CountProgress>,
): Promise<SampleProject> {
  const begun = performance.now()
  const { customers = SAMPLE_CUSTOMERS, seed = SAMPLE_SEED, language = 'zh-CN', nowMs = Date.now() } = options
  if (existsSync(path)) throw new AppError('project-exists', { file: basename(path) })
  const report = stepper(context)
  const { isCancelled } = context
  const shop = createSampleShop(
    { customers, seed, language },
    { isCancelled, progress: (share) => report(share * SIMULATED) },
  )
  const unfinished = unfinishedPath(path)
  const paths = truthPaths(path)
  const halfDone = [unfinished, `${unfinished}-journal`]
  try {
    const project = createProject(
      unfinished,
      { name: SAMPLE_NAMES[language], currency: SAMPLE_CURRENCY, timeZone: SAMPLE_TIME_ZONE, isSample: true },
      nowMs,
    )
    let reports: ImportReport[]
    try {
      reports = importShop(project, shop, nowMs, context, report)
    } finally {
      project.close()
    }
    const truth = shop.truth({
      isCancelled,
      progress: (share) => report(MATCHED + share * (STEPS - 1 - MATCHED)),
    })
    halfDone.push(paths.csv, paths.json)
    await writeFileAtomic(paths.csv, truthCsv(truth))
    await writeFileAtomic(paths.json, [`${JSON.stringify(truthSummary(truth, seed), null, 2)}\n`])
    await rename(unfinished, path)
    halfDone.length = 0
    report(STEPS)
    return { reports, truthJson: paths.json, truthCsv: paths.csv, elapsedMs: performance.now() - begun }
  } catch (thrown) {
    throw fileFailure(thrown, basename(path))
  } finally {
    await Promise.all(halfDone.map((file) => rm(file, { force: true })))
  }
}

/** Whole steps only, each told once. */
function stepper(context: ThreadContext<CountProgress>): (step: number) => void {
  let told = -1
  return (step) => {
    const done = Math.min(STEPS, Math.floor(step))
    if (done <= told) return
    told = done
    context.progress({ done, total: STEPS })
  }
}

function importShop(
  project: WritableProject,
  shop: SampleShop,
  nowMs: number,
  context: ThreadContext<CountProgress>,
  report: (step: number) => void,
): ImportReport[] {
  const stopIfCancelled = (): void => {
    if (context.isCancelled()) throw new AppError('cancelled')
  }
  const total = shop.files.reduce((sum, file) => sum + file.nRows, 0)
  const job = beginImport(
    project,
    shop.files.map((file) => file.mapping),
  )
  try {
    let done = 0
    for (const file of shop.files)
      importFile(job, file, (rows) => {
        stopIfCancelled()
        done += rows
        report(SIMULATED + (done / total) * (WRITTEN - SIMULATED))
      })
    let phases = 0
    return job.finish(nowMs, () => {
      stopIfCancelled()
      report(WRITTEN + (1 - 0.97 ** ++phases) * (MATCHED - WRITTEN))
    })
  } catch (thrown) {
    job.rollback()
    throw thrown
  }
}

function importFile(job: ImportJob, file: SampleFile, wrote: (rows: number) => void): void {
  const begun = performance.now()
  const { fileName, mapping, counts, rejects, treatments } = file
  const digest = new ColumnDigest()
  job.beginFile({ fileName, sheet: null, mapping, readAs: SAMPLE_READ_AS })
  for (const batch of file.batches()) {
    digest.add(batch)
    job.write(batch)
    wrote(batch.nRows)
  }
  job.rejects(rejects)
  job.endFile({
    rowsRead: counts.rowsRead,
    rowsAccepted: counts.rowsAccepted,
    rowsRejected: counts.rowsRejected,
    rowsBlank: counts.rowsBlank,
    rejects: summarise(rejects),
    treatments,
    sha256: digest.hex(),
    preambleLines: 0,
    sizeBytes: digest.sizeBytes,
    elapsedMs: performance.now() - begun,
  })
}
