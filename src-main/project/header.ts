import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { SCHEMA_VERSION } from './migrations/allMigrations.ts'

/** "HuiL" in bytes 68..71 of the file: what tells a project from any other SQLite database. */
export const APPLICATION_ID = 0x4875694c

const MAGIC = 'SQLite format 3\0'

/**
 * Looks at the first 100 bytes before SQLite does: a missing file, one that is no project, one made by a newer version
 * and one that was cut short each have their own sentence. Nothing is changed.
 */
export function checkHeader(path: string): void {
  const file = basename(path)
  const { bytes, sizeBytes } = readHeader(path)
  const isDatabase = bytes.subarray(0, 16).toString('latin1') === MAGIC
  const isOurs = bytes.length === 100 && bytes.readUInt32BE(68) === APPLICATION_ID
  if (!isDatabase && isOurs) throw new AppError('project-damaged', { file, part: 'header' })
  if (!isDatabase || !isOurs) throw new AppError('project-not-a-project', { file })
  const version = bytes.readUInt32BE(60)
  if (version > SCHEMA_VERSION) {
    throw new AppError('project-newer', { file, fileVersion: version, ownVersion: SCHEMA_VERSION })
  }
  // with a journal beside it the file is in the middle of something that SQLite is about to take back
  if (existsSync(`${path}-journal`)) return
  const stored = bytes.readUInt16BE(16)
  const pageSize = stored === 1 ? 65_536 : stored
  if (bytes.readUInt32BE(28) * pageSize > sizeBytes) {
    throw new AppError('project-damaged', { file, part: 'end' })
  }
}

function readHeader(path: string): { bytes: Buffer; sizeBytes: number } {
  const fd = openSync(path, 'r')
  try {
    const status = fstatSync(fd)
    if (!status.isFile()) throw new AppError('project-not-a-project', { file: basename(path) })
    const bytes = Buffer.alloc(100)
    const n = readSync(fd, bytes, 0, 100, 0)
    return { bytes: bytes.subarray(0, n), sizeBytes: status.size }
  } finally {
    closeSync(fd)
  }
}
