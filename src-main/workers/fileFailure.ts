import { AppError, type AppErrorCode } from '../../shared/contract/errors.ts'

const CODE_BY_ERRNO: Readonly<Record<string, AppErrorCode>> = {
  ENOENT: 'file-not-found',
  ENOTDIR: 'file-not-found',
  EACCES: 'file-unreadable',
  EPERM: 'file-unreadable',
  EISDIR: 'file-unreadable',
  EIO: 'file-unreadable',
  EMFILE: 'file-unreadable',
  EROFS: 'project-read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EEXIST: 'project-exists',
}

/** What a failed file operation means to a person; `name` is the file's name, never its path. */
export function fileFailure(thrown: unknown, name: string): AppError {
  if (thrown instanceof AppError) return thrown
  const errno = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const code = CODE_BY_ERRNO[errno]
  return code === undefined ? AppError.from(thrown) : new AppError(code, { file: name }, thrown)
}
