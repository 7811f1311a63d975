import { writeCsv } from '../project/csv.ts'
import { serveThread } from './thread.ts'
import { winbackMethods } from './winbackMethods.ts'
import { winbackSource } from './winbackSource.ts'

serveThread(
  winbackMethods({
    sourceOf: winbackSource,
    writeList: ({ header, rows }, target) => writeCsv(target, header, rows),
  }),
)
