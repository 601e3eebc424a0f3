/** One thing that was looked at. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail'
  what: string
  detail: string
  /** What to do about it; null where nothing is wrong. */
  fix: string | null
}

export function ok(what: string, detail: string): Finding {
  return { level: 'ok', what, detail, fix: null }
}

export function warning(what: string, detail: string, fix: string): Finding {
  return { level: 'warn', what, detail, fix }
}

export function lost(what: string, detail: string, fix: string): Finding {
  return { level: 'fail', what, detail, fix }
}
