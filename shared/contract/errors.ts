/**
 * Every failure that a person can meet, as a closed set of codes. The sentence in the person's language is made in
 * one place from `code` and `detail`; `detail` carries what the sentence needs (file, line, field, allowed range).
 */
export const APP_ERROR_CODES = [
  'file-not-found',
  'file-unreadable',
  'file-empty',
  'file-damaged',
  'archive-too-large',
  'field-too-long',
  'too-many-columns',
  'format-unknown',
  'format-xls',
  'file-encrypted',
  'encoding-unknown',
  'mapping-uncertain',
  'mapping-invalid',
  'not-this-kind',
  'sheet-not-found',
  'project-not-a-project',
  'project-damaged',
  'project-newer',
  'project-read-only',
  'project-busy',
  'project-exists',
  'project-none-open',
  'disk-full',
  'no-data',
  'as-of-invalid',
  'scheme-invalid',
  'churn-too-few',
  'churn-too-short',
  'churn-one-class',
  'churn-label-missing',
  'churn-label-values',
  'churn-no-features',
  'churn-no-model',
  'churn-horizon-invalid',
  'lifetime-all-one-time',
  'lifetime-too-few-repeats',
  'lifetime-not-converged',
  'scenario-invalid',
  'scenario-gone',
  'scenario-changed',
  'scenario-signed',
  'scenario-name-taken',
  'silent-rule-invalid',
  'interventions-none',
  'story-not-found',
  'story-changed',
  'story-name-taken',
  'story-empty',
  'story-too-large',
  'report-invalid',
  'no-browser',
  'names-hidden',
  'run-expired',
  'month-not-found',
  'customer-not-found',
  'import-not-found',
  'input-invalid',
  'method-unknown',
  'cancelled',
  'job-running',
  'worker-died',
  'connection-lost',
  'refused',
  'usage',
  'internal',
] as const

/** One of the closed set of failure codes. */
export type AppErrorCode = (typeof APP_ERROR_CODES)[number]

/** What a sentence about a failure may need: plain strings and numbers by name. */
export type AppErrorDetail = Readonly<Record<string, string | number>>

/** The form in which a failure crosses a wire. `trace` is shown only under "details". */
export interface AppErrorData {
  readonly code: AppErrorCode
  readonly detail: AppErrorDetail
  readonly trace?: string
}

/** The only exception type that crosses a layer on purpose. Anything else becomes `internal`. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly detail: AppErrorDetail

  constructor(code: AppErrorCode, detail: AppErrorDetail = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(detail)}`, cause === undefined ? undefined : { cause })
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }

  /** The wire form. Cost: one string. */
  toData(): AppErrorData {
    const trace = this.cause instanceof Error ? (this.cause.stack ?? this.cause.message) : this.stack
    return trace === undefined
      ? { code: this.code, detail: this.detail }
      : { code: this.code, detail: this.detail, trace }
  }

  /** Rebuilds the exception on the other side of a wire. */
  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.detail, data.trace)
  }

  /** Any thrown value as an `AppError`; what is not one becomes `internal` with its message. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return new AppError('internal', { message }, thrown)
  }
}
