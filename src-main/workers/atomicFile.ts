import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileFailure } from './fileFailure.ts'

/** A name beside `path`, on the same volume, for a file in the making. */
export function unfinishedPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
}

/**
 * Replaces a file in one step: `path` holds either the old content or all of the new, whatever happens in between.
 * `name` is what a person is told when it fails.
 */
export async function writeFileAtomic(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  name: string = basename(path),
): Promise<void> {
  const unfinished = unfinishedPath(path)
  try {
    const file = await open(unfinished, 'wx')
    try {
      for await (const chunk of chunks) await file.appendFile(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (thrown) {
    await rm(unfinished, { force: true })
    throw fileFailure(thrown, name)
  }
}
