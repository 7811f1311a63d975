import type { AppErrorData } from '../../shared/contract/errors.ts'
import type { RejectedRow, RowBatch } from '../../shared/contract/batch.ts'
import type { MessagePort } from 'node:worker_threads'
import type { BatchHashes } from '../project/keys/textHashes.ts'
import type { MergedPart } from '../project/ledger/mergePart.ts'
import type { ReadSummary, TablePlan } from '../ingest/rows/plan.ts'

/** What the writer asks of the reader thread: one table after the other. */
export interface ReadRequest {
  readonly plan: TablePlan
}

/** What the reader thread tells. Arrays of batches are transferred. */
export type ReaderMessage =
  | { readonly t: 'batch'; readonly batch: RowBatch; readonly hashes: BatchHashes }
  | { readonly t: 'rejects'; readonly rows: readonly RejectedRow[] }
  | {
      readonly t: 'progress'
      readonly bytesDone: number
      readonly bytesTotal: number
      readonly rowsRead: number
    }
  | { readonly t: 'end'; readonly summary: ReadSummary }
  | { readonly t: 'failure'; readonly error: AppErrorData }

/** What the reader thread merges when it has nothing to read: a `PartTask` each, in turn; null = it failed. */
export type MergeAnswer = MergedPart | null

/** What the reader thread is started with. */
export interface ReaderStart {
  readonly cells: Int32Array
  /** `PartTask`s come in, `MergeAnswer`s go out */
  readonly merges: MessagePort
}

/** Cells of the memory that both threads see. */
export const SHARED = { cancelled: 0, batchesUnderway: 1, partsMerged: 2, cells: 3 } as const

/** how far the reader may run ahead: enough to bridge the writer's pauses, little enough to keep memory flat */
export const MOST_BATCHES_UNDERWAY = 24
