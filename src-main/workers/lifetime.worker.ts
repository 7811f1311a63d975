import { writeCsv } from '../project/csv.ts'
import { lifetimeMethods } from './lifetimeMethods.ts'
import { projectSource } from './projectSource.ts'
import { serveThread } from './thread.ts'

serveThread(
  lifetimeMethods({
    sourceOf: projectSource,
    writeList: ({ header, rows }, target) => writeCsv(target, header, rows),
  }),
)
