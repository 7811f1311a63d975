import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeFileAtomic } from '../workers/atomicFile.ts'
import { fileFailure } from '../workers/fileFailure.ts'

/** Writes bytes that the page made (a chart) to where the person wants them. */
export function storeBytes(path: string, bytes: Uint8Array): Promise<void> {
  return writeFileAtomic(path, [bytes])
}

/** Stores a stream as a new file that only this user may read; answers its size. Nothing is left of one that broke off. */
export async function storeStream(path: string, source: Readable, name: string): Promise<number> {
  try {
    await pipeline(source, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return (await stat(path)).size
  } catch (thrown) {
    await rm(path, { force: true })
    throw fileFailure(thrown, name)
  }
}
