import type { Dispatcher } from 'undici'

export interface ExchangeOptions {
  request: Dispatcher.DispatchOptions
  /** Most bytes of body to read; 0 stops after the head. */
  limit: (status: number, headers: Record<string, string>) => number
  headTimeoutMs: number
  totalTimeoutMs: number
  signal: AbortSignal | undefined
}

export interface Exchange {
  status: number
  headers: Record<string, string>
  setCookies: string[]
  body: Uint8Array
  cut: boolean
}

/** `head` is what had come before the error. */
export type Exchanged = { ok: true; exchange: Exchange } | { ok: false; error: unknown; status: number | null }

/**
 * One request and its bounded answer, by undici's dispatch: no stream, no composite signals, which together cost
 * twice what a 304 does. Ends by the answer's end, its bound, a deadline or the caller's signal; what comes after
 * that is dropped with the connection.
 */
export function exchange(agent: Dispatcher, options: ExchangeOptions): Promise<Exchanged> {
  const { request, signal, headTimeoutMs, totalTimeoutMs } = options
  const started = performance.now()
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let head: Pick<Exchange, 'status' | 'headers' | 'setCookies'> | null = null
    let limit = 0
    let length = 0
    let chunks: Buffer[] = []
    let over: Error | null = null

    const end = (result: Exchanged, why: Error | null) => {
      if (over) return
      over = why ?? ENDED
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      if (why) controller?.abort(why)
      chunks = []
      resolve(result)
    }
    const fail = (error: Error) => end({ ok: false, error, status: head?.status ?? null }, error)
    const finish = (cut: boolean) => {
      if (!head) return
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
      end({ ok: true, exchange: { ...head, body: cut ? body.subarray(0, limit) : body, cut } }, cut ? CUT : null)
    }
    const expire = (what: string, ms: number) => () => fail(new DOMException(`no ${what} in ${ms} ms`, 'TimeoutError'))
    const abort = () => fail(reasonOf(signal))
    let timer = setTimeout(expire('head', headTimeoutMs), headTimeoutMs)
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort, { once: true })

    agent.dispatch(request, {
      onRequestStart(started) {
        controller = started
        if (over) controller.abort(over)
      },
      onResponseStart(_, status, raw) {
        if (status < 200 || over) return // 103 and its like come before the answer
        clearTimeout(timer)
        const leftMs = Math.max(0, totalTimeoutMs - (performance.now() - started))
        timer = setTimeout(expire('end', totalTimeoutMs), leftMs)
        const headers = plainHeaders(raw)
        head = { status, headers, setCookies: [raw['set-cookie'] ?? []].flat() }
        limit = options.limit(status, headers)
        if (limit === 0) finish(true)
      },
      onResponseData(_, chunk) {
        if (over) return
        chunks.push(chunk)
        length += chunk.length
        if (length > limit) finish(true)
      },
      onResponseEnd() {
        finish(false)
      },
      onResponseError(_, error) {
        fail(error)
      },
    })
  })
}

const ENDED = new Error('ended')
const CUT = new Error('enough was read')

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  if (reason instanceof Error && reason.name === 'TimeoutError') return reason
  return new DOMException(`aborted: ${String(reason)}`, 'AbortError')
}

function plainHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name in raw) {
    const value = raw[name]
    if (value !== undefined && name !== 'set-cookie')
      headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return headers
}
