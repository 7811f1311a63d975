import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { fileFailure } from './fileFailure.ts'

const BLOCK_BYTES = 4 << 20

/** SHA-256 of a file as it lies on the disk, hex. Cost: under a second a gigabyte. */
export function sha256OfFile(path: string, isCancelled: () => boolean): string {
  try {
    const fd = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const block = Buffer.alloc(BLOCK_BYTES)
      for (;;) {
        if (isCancelled()) throw new AppError('cancelled')
        const n = readSync(fd, block, 0, BLOCK_BYTES, null)
        if (n === 0) return hash.digest('hex')
        hash.update(block.subarray(0, n))
      }
    } finally {
      closeSync(fd)
    }
  } catch (thrown) {
    throw fileFailure(thrown, basename(path))
  }
}
