/** What went wrong, where and with which value, under a stable snake_case code. The cause is wrapped, never lost. */
export class StetError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StetError'
    this.code = code
  }
}

/**
 * Why a job could not finish, by what is to be done about it (the taxonomy river, BullMQ and crawlee converged on):
 * `never` again, again `after` a time that is not counted as a try, or `back_off` (any other error).
 */
export type Disposition = { kind: 'never' } | { kind: 'after'; delayMs: number }

export class JobError extends StetError {
  readonly disposition: Disposition

  constructor(disposition: Disposition, code: string, message: string, options?: { cause?: unknown }) {
    super(code, message, options)
    this.name = 'JobError'
    this.disposition = disposition
  }
}

/** Any thrown value as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
