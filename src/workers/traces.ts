import {
  type Context,
  context,
  type DiagLogger,
  DiagLogLevel,
  diag,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Telemetry } from 'bullmq'
import { BullMQOtel } from 'bullmq-otel'
import { asError } from '../errors.ts'
import type { Log } from '../log.ts'
import { inTime } from './in-time.ts'

type Attributes = Record<string, string | number | boolean>

/** Traces of the line, by OpenTelemetry. */
export interface Traces {
  /** What BullMQ's queues and workers are built with: each job goes on in the trace that rang for it. */
  telemetry: Telemetry<Context>
  /** Runs `work` as a span below the one at work; its failure is the span's. What it resolves to may add attributes. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>, ended?: (result: T) => Attributes): Promise<T>
  /** A span for a bell that is rung now, in W3C's words: below the one at work, else the beginning of a trace. */
  carry(job: string, attributes: Attributes): string
  /** Sends what is left; gives up after some seconds, for a collector may be away. */
  close(): Promise<void>
}

export interface TraceSettings {
  /** Where spans are sent to, by OTLP over HTTP as JSON. */
  url: string
  /** Share of the traces that are kept, 0 to 1. */
  sample: number
  version: string
}

const FLUSH_MS = 3_000
const QUIET_MS = 60_000
const RING = 'ring '

/**
 * Sends traces to the operator's collector; loaded only where one is set. The exporter itself heeds the standard's variables
 * for headers, timeout, compression and certificates, the resource those for the service's name and attributes.
 */
export function startTraces({ url, sample, version }: TraceSettings, log: Log): Traces {
  const ratio = new TraceIdRatioBasedSampler(sample)
  // BullMQ's housekeeping and idle polling would be traces of their own, a thousand an hour: ours begin with a bell.
  const root: Sampler = {
    shouldSample: (parent, traceId, name) =>
      name.startsWith(RING) ? ratio.shouldSample(parent, traceId) : { decision: SamplingDecision.NOT_RECORD },
    toString: () => `bells, ${ratio}`,
  }
  const own = resourceFromAttributes({ 'service.name': 'stet', 'service.version': version })
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root }),
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector, hostDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  })
  diag.setLogger(rarely(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  const tracer = trace.getTracer('stet', version)

  return {
    telemetry: new BullMQOtel({ tracerName: 'bullmq', version }),
    span: (name, attributes, work, ended) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          const result = await work()
          if (ended) span.setAttributes(ended(result))
          return result
        } catch (thrown) {
          span.recordException(asError(thrown))
          span.setStatus({ code: SpanStatusCode.ERROR })
          throw thrown
        } finally {
          span.end()
        }
      }),
    carry(job, attributes) {
      const span = tracer.startSpan(RING + job, { kind: SpanKind.PRODUCER, attributes })
      const carried: Record<string, string> = {}
      propagation.inject(trace.setSpan(context.active(), span), carried)
      span.end()
      return JSON.stringify(carried)
    },
    close: () => inTime(provider.shutdown(), FLUSH_MS),
  }
}

/** A collector that is away fails every few seconds: one line in a minute is enough to see it. */
function rarely(log: Log): DiagLogger {
  let toldAt = -Infinity
  const tell = (message: string) => {
    const now = performance.now()
    if (now - toldAt < QUIET_MS) return
    toldAt = now
    log.warn({ detail: message }, 'traces not sent')
  }
  return { error: tell, warn: tell, info() {}, debug() {}, verbose() {} }
}
