import { basename } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'

const SYSTEM: Readonly<
  Record<string, 'disk-full' | 'project-read-only' | 'file-not-found' | 'file-unreadable'>
> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'project-read-only',
  EACCES: 'project-read-only',
  EPERM: 'project-read-only',
  ENOENT: 'file-not-found',
  EIO: 'file-unreadable',
}

/** The one place that turns what SQLite and the file system throw into the failures that people can meet. */
export function asProjectFailure(thrown: unknown, path: string): AppError {
  if (thrown instanceof AppError) return thrown
  const code = codeOf(thrown)
  const detail = { file: basename(path), reason: code }
  if (code.startsWith('SQLITE_')) {
    const known = isDamagedSchema(code, thrown) ? 'project-damaged' : sqliteFailure(code)
    return known === null ? AppError.from(thrown) : new AppError(known, detail, thrown)
  }
  const known = SYSTEM[code]
  return known === undefined ? AppError.from(thrown) : new AppError(known, detail, thrown)
}

/** Every statement names what the schema has: a table or column that is not there was there before the file was damaged. */
const isDamagedSchema = (code: string, thrown: unknown): boolean =>
  code === 'SQLITE_ERROR' &&
  thrown instanceof Error &&
  /^(no such (table|column)|table \S+ has no column)/.test(thrown.message)

function sqliteFailure(code: string): AppError['code'] | null {
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'SQLITE_PROTOCOL') {
    return 'project-busy'
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return 'project-read-only'
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') return 'disk-full'
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ') return 'project-damaged'
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_FORMAT') return 'project-damaged'
  // opening for writing (or making a journal) in a folder where nothing can be made
  if (code.startsWith('SQLITE_CANTOPEN')) return 'project-read-only'
  if (code.startsWith('SQLITE_IOERR')) return 'file-unreadable'
  return null
}

function codeOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) return String(thrown.code)
  return ''
}
