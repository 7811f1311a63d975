import { AppError } from '../../../shared/contract/errors.ts'

/** Adds the file's name (and what else is known) to the detail of an error that was raised deeper. */
export function inFile(error: unknown, file: string, more: AppError['detail'] = {}): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code === 'cancelled' || 'sheet' in error.detail) return error
  return new AppError(error.code, { file, ...more, ...error.detail }, error.cause ?? error)
}
