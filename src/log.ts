import { pino } from 'pino'

/** What the rest of Stet may do with the log: constant lower-case message, fields for what varies. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  child(fields: object): Log
}

/** `level` may be set while it is in use. JSON lines on stdout, or stderr for commands whose stdout is their answer; secrets and bodies never go in. */
export function createLog(level: string, to: 'stdout' | 'stderr'): Log & { level: string } {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err },
    },
    // Synchronous: the last line before a crash is the one that matters, and an operator's pipe is fast.
    pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }),
  )
}
