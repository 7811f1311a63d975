import { statSync } from 'node:fs'
import { AppError } from '../../shared/contract/errors.ts'
import type { ImportProgress, ImportReport } from '../../shared/contract/import.ts'
import type { TablePlan } from '../ingest/rows/plan.ts'
import { openWritable, type WritableProject } from '../project/project.ts'
import { possibleRepeats, repeatedReport } from '../project/reading/imports.ts'
import { beginImport, type ImportJob } from '../project/session/importJob.ts'
import { fileFailure } from './fileFailure.ts'
import { sha256OfFile } from './fileHash.ts'
import { ImportMeter } from './importMeter.ts'
import { ReaderThread } from './readerThread.ts'

/** One table to import and everything that reading it needs. */
export interface PlannedImport {
  readonly path: string
  readonly fileName: string
  readonly plan: TablePlan
}

/** `isCancelled` is polled; `progress` comes at most ten times a second. */
export interface ImportRunContext {
  readonly isCancelled: () => boolean
  readonly progress: (progress: ImportProgress) => void
}

/**
 * Imports tables into a project file, all of them or none: reading runs in a thread of its own, writing in the caller's.
 * Whatever fails, a cancel among it, has been rolled back when the promise rejects. A file that an earlier import (or
 * an earlier item) brought with the same mapping is not read again; its report says so.
 */
export async function runImport(
  projectPath: string,
  items: readonly PlannedImport[],
  context: ImportRunContext,
  nowMs: number = Date.now(),
): Promise<ImportReport[]> {
  const sizes = items.map(sizeOf)
  const project = openWritable(projectPath)
  try {
    const run = new ImportRun(project, items, sizes, context)
    return await run.run(nowMs)
  } finally {
    project.close()
  }
}

/** An item's fate: read as the n-th file of the job, or a repetition of an import or of an earlier item. */
type Fate = { readonly reads: number } | { readonly repeats: ImportReport } | { readonly repeatsItem: number }

class ImportRun {
  readonly #project: WritableProject
  readonly #items: readonly PlannedImport[]
  readonly #sizes: readonly number[]
  readonly #context: ImportRunContext
  readonly #meter: ImportMeter
  readonly #fates: Fate[] = []
  readonly #hashes: string[] = []
  #job: ImportJob | null = null
  #nRead = 0
  #reader: ReaderThread | null = null

  constructor(
    project: WritableProject,
    items: readonly PlannedImport[],
    sizes: readonly number[],
    context: ImportRunContext,
  ) {
    this.#project = project
    this.#items = items
    this.#sizes = sizes
    this.#context = context
    this.#meter = new ImportMeter(sizes, context.progress)
  }

  async run(nowMs: number): Promise<ImportReport[]> {
    try {
      for (const [i, item] of this.#items.entries()) {
        this.#checkCancel()
        this.#meter.beginFile(item.fileName, i)
        const repeated = this.#repetitionOf(i, item)
        if (repeated === null) this.#fates.push(await this.#read(i, item))
        else this.#fates.push(repeated)
      }
      const progress = (phase: ImportProgress['phase'], share: number): void => {
        this.#checkCancel()
        this.#meter.finish(phase, share)
      }
      const fresh = this.#job?.finish(nowMs, progress, this.#reader?.merges) ?? []
      return this.#fates.map((fate) => this.#reportOf(fate, fresh))
    } catch (thrown) {
      this.#job?.rollback()
      throw AppError.from(thrown)
    } finally {
      await this.#reader?.end()
    }
  }

  async #read(index: number, { plan, fileName }: PlannedImport): Promise<Fate> {
    const begun = performance.now()
    // its thread starts while the project's dictionaries are read
    this.#reader ??= new ReaderThread(this.#context.isCancelled)
    const job = (this.#job ??= beginImport(
      this.#project,
      this.#items.map((item) => item.plan.mapping),
    ))
    const { mapping, readAs } = plan
    job.beginFile({ fileName, sheet: readAs.sheet ?? null, mapping, readAs })
    const summary = await this.#reader.read(plan, (message) => {
      if (message.t === 'batch') job.write(message.batch, message.hashes)
      else if (message.t === 'rejects') job.rejects(message.rows)
      else {
        this.#meter.read(message.bytesDone, message.bytesTotal, message.rowsRead)
        if (message.bytesTotal > 0) job.readTo(message.bytesDone / message.bytesTotal)
      }
    })
    job.endFile({ ...summary, elapsedMs: performance.now() - begun })
    this.#hashes[index] = summary.sha256
    return { reads: this.#nRead++ }
  }

  #repetitionOf(index: number, { path, plan }: PlannedImport): Fate | null {
    const sheet = plan.readAs.sheet ?? null
    const sizeBytes = this.#sizes[index] ?? 0
    const { mapping } = plan
    const stored = possibleRepeats(this.#project, { sizeBytes, sheet, mapping })
    const sameItems = this.#items
      .slice(0, index)
      .map((other, i) => ({ i, other, fate: this.#fates[i] }))
      .filter(
        ({ i, other, fate }) =>
          fate !== undefined &&
          'reads' in fate &&
          this.#sizes[i] === sizeBytes &&
          (other.plan.readAs.sheet ?? null) === sheet &&
          JSON.stringify(other.plan.mapping) === JSON.stringify(mapping),
      )
    if (stored.length === 0 && sameItems.length === 0) return null
    const sha256 = sha256OfFile(path, this.#context.isCancelled)
    const earlier = stored.find((repeat) => repeat.sha256 === sha256)
    if (earlier !== undefined) return { repeats: earlier.report }
    const same = sameItems.find(({ i }) => this.#hashes[i] === sha256)
    return same === undefined ? null : { repeatsItem: same.i }
  }

  #reportOf(fate: Fate, fresh: readonly ImportReport[]): ImportReport {
    if ('repeats' in fate) return repeatedReport(fate.repeats)
    if ('repeatsItem' in fate) {
      const first = this.#fates[fate.repeatsItem]
      if (first !== undefined) return repeatedReport(this.#reportOf(first, fresh))
    }
    const report = 'reads' in fate ? fresh[fate.reads] : undefined
    if (report === undefined) throw new AppError('internal', { message: 'an import without a report' })
    return report
  }

  #checkCancel(): void {
    if (this.#context.isCancelled()) throw new AppError('cancelled')
  }
}

function sizeOf({ path, fileName }: PlannedImport): number {
  try {
    return statSync(path).size
  } catch (thrown) {
    throw fileFailure(thrown, fileName)
  }
}
