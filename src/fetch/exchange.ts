import type { Dispatcher } from 'undici'
import { release } from './own-buffer.ts'

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

/** `status` is what had come before the error. */
export type Exchanged = ({ ok: true } & Exchange) | { ok: false; error: unknown; status: number | null }

/**
 * One request and its bounded answer, by undici's dispatch: no stream, no composite signals, which together cost
 * twice what a 304 does. Ends by the answer's end, its bound, a deadline or the caller's signal; what comes after
 * that is dropped with the connection.
 */
export function exchange(agent: Dispatcher, options: ExchangeOptions): Promise<Exchanged> {
  return new Promise((resolve) => new Exchanging(options, resolve).begin(agent))
}

/** A class, for every check makes one: as closures its five listeners and two deadlines cost four times as much. */
class Exchanging {
  private readonly options: ExchangeOptions
  private readonly resolve: (result: Exchanged) => void
  private readonly started = performance.now()
  private timer: NodeJS.Timeout | undefined
  private controller: Dispatcher.DispatchController | null = null
  private head: Pick<Exchange, 'status' | 'headers' | 'setCookies'> | null = null
  private limit = 0
  private length = 0
  private chunks: Buffer[] = []
  private over: Error | null = null

  constructor(options: ExchangeOptions, resolve: (result: Exchanged) => void) {
    this.options = options
    this.resolve = resolve
  }

  begin(agent: Dispatcher): void {
    const { request, signal, headTimeoutMs, totalTimeoutMs } = this.options
    if (signal?.aborted) {
      this.handleEvent()
      return
    }
    this.timer = setTimeout(expire, Math.min(headTimeoutMs, totalTimeoutMs), this)
    signal?.addEventListener('abort', this)
    agent.dispatch(request, this)
  }

  /** The caller gives up (the listener of its signal). */
  handleEvent(): void {
    this.fail(reasonOf(this.options.signal))
  }

  /** One timer for both deadlines: nearly every answer is whole before the sooner one, and none is set anew. */
  expire(): void {
    const { headTimeoutMs, totalTimeoutMs } = this.options
    const [what, ms] = this.head === null ? ['head', headTimeoutMs] : ['end', totalTimeoutMs]
    const leftMs = ms - (performance.now() - this.started)
    if (leftMs > 0) this.timer = setTimeout(expire, leftMs, this)
    else this.fail(new DOMException(`no ${what} in ${ms} ms`, 'TimeoutError'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.over) controller.abort(this.over)
  }

  onResponseStart(_: unknown, status: number, raw: Record<string, string | string[] | undefined>): void {
    if (status < 200 || this.over) return // 103 and its like come before the answer
    const headers = plainHeaders(raw)
    const cookies = raw['set-cookie']
    this.head = { status, headers, setCookies: cookies === undefined ? [] : [cookies].flat() }
    this.limit = this.options.limit(status, headers)
    if (this.limit === 0) this.finish(true)
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    if (this.over) return
    this.chunks.push(chunk)
    this.length += chunk.length
    if (this.length > this.limit) this.finish(true)
  }

  onResponseEnd(): void {
    this.finish(false)
  }

  onResponseError(_: unknown, error: Error): void {
    this.fail(error)
  }

  private finish(cut: boolean): void {
    if (!this.head) return
    const { status, headers, setCookies } = this.head
    const whole = joined(this.chunks)
    const body = cut ? whole.subarray(0, this.limit) : whole
    this.end({ ok: true, status, headers, setCookies, body, cut }, cut ? CUT : null)
  }

  private fail(error: Error): void {
    this.end({ ok: false, error, status: this.head?.status ?? null }, error)
  }

  private end(result: Exchanged, why: Error | null): void {
    if (this.over) return
    this.over = why ?? ENDED
    clearTimeout(this.timer)
    this.options.signal?.removeEventListener('abort', this)
    if (why) this.controller?.abort(why)
    this.chunks = []
    this.resolve(result)
  }
}

function expire(exchanging: Exchanging): void {
  exchanging.expire()
}

/** The chunks as one, copied only where there are several; those are given back once undici has done with the last. */
function joined(chunks: Buffer[]): Buffer {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  if (first) queueMicrotask(() => chunks.forEach(release))
  return Buffer.concat(chunks)
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
