import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { MergeHelper } from '../../../src-main/project/ledger/mergeHelper.ts'
import { mergePart, type PartTask } from '../../../src-main/project/ledger/mergePart.ts'
import { readPurchaseLedger } from '../../../src-main/project/ledger/readLedger.ts'
import type { WritableProject } from '../../../src-main/project/project.ts'
import { SHARED } from '../../../src-main/workers/importReader.ts'
import { ReaderMerges } from '../../../src-main/workers/readerMerges.ts'
import { at, importFiles, purchase, temporaryProject, type TestFile } from '../../support/rowBatches.ts'

/** parts of 8 customers, split again from 30 events on */
const layout = { customers: 8, events: 30 }

const rows = (n: number, from: number): TestFile => ({
  mapping: { columns: { customer: 'c', time: 't', amount: 'a', order: 'o', lineId: 'l' } },
  rows: Array.from({ length: n }, (_, k) => {
    const i = from + k
    return purchase(k + 2, `c${(i * 7) % 61}`, at(19_000 + (i % 40), i % 24), 100 + (i % 13), {
      order: `o${i >> 1}`,
      ...(i % 3 === 0 ? { lineId: `l${i % 5}` } : {}),
    })
  }),
})

/** Two imports that overlap; the second brings copies, new rows and other versions of lines. */
function twoImports(helper?: () => MergeHelper): {
  reports: ImportReport[][]
  rows: unknown[]
  ledger: unknown
} {
  const project: WritableProject = temporaryProject()
  const options = () => (helper === undefined ? { layout } : { layout, helper: helper() })
  const reports = [rows(400, 0), rows(500, 150)].map((file) => importFiles(project, [file], options()))
  return {
    reports: reports.map((list) => list.map((report) => ({ ...report, elapsedMs: 0, peakRssBytes: 0 }))),
    rows: project.read((database) => database.prepare('SELECT * FROM purchases ORDER BY id').all()),
    ledger: readPurchaseLedger(project),
  }
}

/** As another thread would: tasks and answers cross as copies, and come back out of turn. */
class CopyingHelper implements MergeHelper {
  nTaken = 0
  readonly #tasks: PartTask[] = []

  offer(task: PartTask): boolean {
    if (this.#tasks.length === 2) return false
    this.#tasks.push(structuredClone(task))
    return true
  }

  take(waitMs: number): ReturnType<MergeHelper['take']> {
    const task = waitMs === 0 && this.#tasks.length < 2 ? undefined : this.#tasks.pop()
    if (task === undefined) return null
    this.nTaken++
    return mergePart(task)
  }
}

describe('a merge that another thread shares', () => {
  it('gives the same rows, ledger and books as one thread alone', () => {
    const helpers: CopyingHelper[] = []
    const shared = twoImports(() => {
      const helper = new CopyingHelper()
      helpers.push(helper)
      return helper
    })
    expect(shared).toEqual(twoImports())
    expect(helpers.every(({ nTaken }) => nTaken > 2)).toBe(true)
  })

  it('merges here what failed there', () => {
    const { port1, port2 } = new MessageChannel()
    const cells = new Int32Array(new SharedArrayBuffer(SHARED.cells * 4))
    try {
      const failing = twoImports(() => {
        const merges = new ReaderMerges(port1, cells)
        return {
          offer: (task) => {
            const isTaken = merges.offer(task)
            if (isTaken) port2.postMessage(null)
            return isTaken
          },
          take: (waitMs) => merges.take(waitMs),
        }
      })
      expect(failing).toEqual(twoImports())
    } finally {
      port1.close()
      port2.close()
    }
  })
})
