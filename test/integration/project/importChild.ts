/** A process that imports over and over, to be killed at any moment: `node importChild.ts project.huiliu rows seed`. */
import { openWritable } from '../../../src-main/project/project.ts'
import { beginImport } from '../../../src-main/project/session/importJob.ts'
import { generatedBatch, generatedBooks, GENERATED_MAPPING } from './generatedRows.ts'

const [path = '', rows = '0', seed = '0'] = process.argv.slice(2)
const BATCH = 2_000
const nRows = Number(rows)

const project = openWritable(path)
// a tiny cache: pages reach the file long before the end, so that a kill leaves a half-written one to take back
project.read((database) => database.pragma('cache_size = -256'))
const job = beginImport(project, [GENERATED_MAPPING])
job.beginFile({ fileName: 'generated.csv', sheet: null, mapping: GENERATED_MAPPING, readAs: {} })
process.stdout.write('begun\n')
for (let from = 0; from < nRows; from += BATCH) {
  job.write(generatedBatch(from, Math.min(BATCH, nRows - from), Number(seed)))
}
job.endFile(generatedBooks(nRows))
job.finish(1, (phase) => {
  process.stdout.write(`${phase}\n`)
})
process.stdout.write('done\n')
project.close()
