import { writeCsv } from '../project/csv.ts'
import { analyticsMethods } from './analyticsMethods.ts'
import { projectSource } from './projectSource.ts'
import { serveThread } from './thread.ts'

serveThread(
  analyticsMethods({
    sourceOf: projectSource,
    writeList: async ({ header, rows }, target) => writeCsv(target, header, rows),
  }),
)
