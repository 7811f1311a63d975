import { writeFileAtomic } from './atomicFile.ts'
import { csvChunks } from './csv.ts'

/** Writes a list as a CSV file in one step; answers how many rows it has without the header. */
export async function writeListFile(
  target: string,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Promise<{ rows: number }> {
  let nRows = 0
  function* counted(): Generator<readonly string[]> {
    for (const row of rows) {
      nRows++
      yield row
    }
  }
  await writeFileAtomic(target, csvChunks(header, counted()))
  return { rows: nRows }
}
