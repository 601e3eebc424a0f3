import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

const span = z.tuple([z.number(), z.number()])
const line = z.object({
  id: z.string(),
  source: z.string(),
  section: z.string().nullish(),
  first_seen: z.number(),
  last_seen: z.number(),
  published: z.number().nullish(),
  absent: z.array(span).nullish(),
  edits: z.array(
    z.object({
      t_prev: z.number(),
      t: z.number(),
      field: z.string(),
      v: z.number(),
      at: z.number().nullish(),
      gap: z.string().nullish(),
      flip: z.unknown().optional(),
      revert: z.unknown().optional(),
    }),
  ),
})

/** One moment at which the article changed; all times in ms. */
export interface Moment {
  time: number
  /** Names the whole visible state after it: equal keys look equal to a checker. */
  key: string
  /** Whether it is scored: flips, returns and edits across a gap are seen by the policy and not scored. */
  scored: boolean
}

export interface Trace {
  id: string
  source: string
  section: string | null
  dated: boolean
  start: number
  end: number
  moments: Moment[]
  /** When nobody watched: checks there cost nothing and teach nothing. */
  blind: Array<[number, number]>
}

/** Reads a file of timelines (JSONL, gzip or not) with `gaps.json.gz` beside it, by the rules of the traces' README. */
export function readTraces(file: string): Trace[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const beside = join(dirname(file), 'gaps.json.gz')
  const gaps = existsSync(beside)
    ? z.record(z.string(), z.array(span)).parse(JSON.parse(gunzipSync(readFileSync(beside)).toString('utf8')))
    : {}
  return text
    .split('\n')
    .filter(Boolean)
    .map((row) => traceOf(line.parse(JSON.parse(row)), gaps))
}

function traceOf(row: z.infer<typeof line>, gaps: Record<string, Array<[number, number]>>): Trace {
  const start = (row.published ?? row.first_seen) * 1000
  const end = row.last_seen * 1000
  return {
    id: row.id,
    source: row.source,
    section: row.section ?? null,
    dated: row.published != null,
    start,
    end,
    moments: momentsOf(row.edits, start),
    blind: blindOf(gaps[row.source] ?? [], row.absent ?? [], start, end),
  }
}

/** Fields that changed at the same snapshot are one moment, at the publisher's own time or the middle of the bracket. */
function momentsOf(edits: z.infer<typeof line>['edits'], start: number): Moment[] {
  const moments: Array<Moment & { from: number; to: number; at: number | null; states: Map<string, number> }> = []
  for (const edit of edits) {
    let moment = moments.at(-1)
    if (moment?.to !== edit.t) {
      moment = { time: 0, key: '', scored: false, from: 0, to: edit.t, at: null, states: new Map() }
      moments.push(moment)
    }
    moment.states.set(edit.field, edit.v)
    const clean = !edit.gap && !edit.flip && !edit.revert
    if (clean || !moment.scored) moment.from = Math.max(moment.from, edit.t_prev)
    moment.scored ||= clean
    if (edit.at) moment.at = edit.at
  }
  const current = new Map<string, number>()
  for (const moment of moments) {
    for (const [field, value] of moment.states) current.set(field, value)
    moment.key = [...current]
      .map(([field, value]) => `${field}${value}`)
      .sort()
      .join()
    moment.time = moment.at === null ? (Math.max(moment.from * 1000, start) + moment.to * 1000) / 2 : moment.at * 1000
  }
  return moments.map(({ time, key, scored }) => ({ time, key, scored })).sort((a, b) => a.time - b.time)
}

function blindOf(
  gaps: Array<[number, number]>,
  absent: Array<[number, number]>,
  start: number,
  end: number,
): Array<[number, number]> {
  const at = ([from, to]: [number, number]): [number, number] => [from * 1000, to * 1000]
  let low = 0
  for (let high = gaps.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((gaps[middle]?.[1] ?? 0) * 1000 <= start) low = middle + 1
    else high = middle
  }
  const spans: Array<[number, number]> = []
  for (const gap of gaps.slice(low)) {
    if (gap[0] * 1000 >= end) break
    spans.push(gap)
  }
  const merged: Array<[number, number]> = []
  for (const [from, to] of [...spans, ...absent].map(at).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
