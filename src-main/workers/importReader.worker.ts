import { parentPort, workerData } from 'node:worker_threads'
import type { RowBatch } from '../../shared/contract/batch.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { RowSink } from '../ingest/rows/plan.ts'
import { readTable } from '../ingest/rows/readTable.ts'
import { hashBatch, type BatchHashes } from '../project/keys/textHashes.ts'
import { mergePart, type MergedPart, type PartTask } from '../project/ledger/mergePart.ts'
import {
  MOST_BATCHES_UNDERWAY,
  SHARED,
  type MergeAnswer,
  type ReaderMessage,
  type ReaderStart,
  type ReadRequest,
} from './importReader.ts'

const WAIT_MS = 50

const port = parentPort
if (port === null) throw new AppError('internal', { message: 'the import reader needs a worker thread' })
const { cells, merges } = workerData as ReaderStart

const isCancelled = (): boolean => Atomics.load(cells, SHARED.cancelled) !== 0
const post = (message: ReaderMessage, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer)

const sink: RowSink = {
  isCancelled,
  batch: (batch) => {
    waitForWriter()
    Atomics.add(cells, SHARED.batchesUnderway, 1)
    const hashes = hashBatch(batch)
    post({ t: 'batch', batch, hashes }, buffersOf(batch, hashes))
  },
  rejects: (rows) => {
    waitForWriter()
    Atomics.add(cells, SHARED.batchesUnderway, 1)
    post({ t: 'rejects', rows })
  },
  progress: (bytesDone, bytesTotal, rowsRead) => post({ t: 'progress', bytesDone, bytesTotal, rowsRead }),
}

/** Blocks this thread while the writer has enough to do. */
function waitForWriter(): void {
  for (;;) {
    if (isCancelled()) throw new AppError('cancelled')
    const underway = Atomics.load(cells, SHARED.batchesUnderway)
    if (underway < MOST_BATCHES_UNDERWAY) return
    Atomics.wait(cells, SHARED.batchesUnderway, underway, WAIT_MS)
  }
}

/** The batch's memory, each buffer once. */
function buffersOf({ line, event, flags, numbers, texts }: RowBatch, hashes: BatchHashes): ArrayBuffer[] {
  const buffers = new Set<ArrayBufferLike>([line.buffer, event.buffer, flags.buffer])
  for (const column of Object.values(numbers)) buffers.add(column.buffer)
  for (const { bytes, ends } of Object.values(texts)) buffers.add(bytes.buffer).add(ends.buffer)
  for (const { low, high, repeats } of Object.values(hashes)) {
    buffers.add(low.buffer).add(high.buffer).add(repeats.buffer)
  }
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer)
}

port.on('message', ({ plan }: ReadRequest) => {
  readTable(plan, sink).then(
    (summary) => {
      post({ t: 'end', summary })
    },
    (thrown: unknown) => {
      post({ t: 'failure', error: AppError.from(thrown).toData() })
    },
  )
})

function answerMerge(answer: MergeAnswer): void {
  merges.postMessage(answer, answer === null ? [] : buffersOfPart(answer))
  Atomics.add(cells, SHARED.partsMerged, 1)
  Atomics.notify(cells, SHARED.partsMerged)
}

function buffersOfPart({ events, arranged, matched, chunk }: MergedPart): ArrayBuffer[] {
  const { order, starts, minuteKeys } = arranged
  const buffers = new Set([order.buffer, starts.buffer, minuteKeys.buffer])
  for (const { buffer } of [...events.doubles, ...events.words]) buffers.add(buffer)
  for (const { data } of chunk?.columns ?? []) buffers.add(data.buffer)
  if (matched !== null) buffers.add(matched.verdicts.buffer)
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer)
}

merges.on('message', (task: PartTask) => {
  try {
    answerMerge(mergePart(task))
  } catch {
    answerMerge(null)
  }
})
