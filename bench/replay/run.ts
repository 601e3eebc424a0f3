import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Webhook } from 'standardwebhooks'
import { ledgerCommands } from '../../src/compose/cli-deps.ts'
import { openLedger } from '../../src/compose/ledger.ts'
import { loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Store } from '../../src/store/open.ts'
import { type Planted, plantInBody, plantInHeadline } from './plant.ts'

/**
 * The main job on real input: serves every page of a folder such as shared/data/rotated over loopback under many host
 * names, tracks them in the real running system with a real receiver, and runs three rounds: `.a`; `.b` (only furniture
 * differs: silence); `.b` with one planted edit, which must reach the receiver, verified, naming old and new.
 */
export async function run([dir]: string[]): Promise<void> {
  if (!dir) throw new Error('usage: npm run -s bench -- replay DIR')
  const pages = readPages(dir)
  const say = (text: string) => process.stderr.write(`${text}\n`)
  say(`replay: ${pages.length} pages`)
  const site = await serveSite(pages)
  const receiver = await openReceiver()
  const system = await startSystem(site.port, receiver.port)
  try {
    receiver.secret = await system.register(pages, receiver.port)
    const silent = new Set<string>()
    let found = 0
    let named = 0
    for (const round of [1, 2, 3] as const) {
      site.round = round
      if (round > 1) await system.dueNow()
      await system.settle(pages.length, round, say)
      await receiver.quiet()
      for (const page of pages) {
        const line = await judge(page, round, system.store, receiver.alerts)
        process.stdout.write(`${JSON.stringify(line)}\n`)
        if (round === 2 && line.outcome === 'ok') silent.add(page.id)
        if (round === 3 && line.alert) found++
        if (round === 3 && line.outcome === 'ok') named++
      }
      receiver.alerts.clear()
    }
    const planted = pages.filter((page) => page.planted).length
    process.stdout.write(`${JSON.stringify({ articles: pages.length, silent: silent.size, planted, found, named })}\n`)
  } finally {
    await system.stop()
    site.server.close()
    receiver.server.close()
  }
}

interface ReplayPage {
  set: string
  id: string
  host: string
  url: string
  a: string
  b: string
  planted: Planted | null
  truth: string
}

function readPages(dir: string): ReplayPage[] {
  const pages: ReplayPage[] = []
  for (const set of readdirSync(dir, { withFileTypes: true })) {
    if (!set.isDirectory()) continue
    const truths = readTruth(join(dir, '..', 'extraction', set.name, 'truth.jsonl'))
    const files = readdirSync(join(dir, set.name)).filter((file) => file.endsWith('.a.html.gz'))
    for (const file of files.sort()) {
      const id = file.slice(0, -'.a.html.gz'.length)
      const truth = truths.get(id)
      if (!truth) throw new Error(`${set.name}/${id}: no truth beside the folder`)
      const read = (form: 'a' | 'b') =>
        gunzipSync(readFileSync(join(dir, set.name, `${id}.${form}.html.gz`))).toString()
      const host = `n${pages.length}.replay.example`
      const path = URL.canParse(truth.url) ? new URL(truth.url).pathname : `/${pages.length}`
      const b = read('b')
      const inHeadline = pages.length % 4 === 0 ? plantInHeadline({ id, html: b }) : null
      const planted = inHeadline ?? plantInBody({ id, html: b, body: truth.body, lang: truth.lang ?? 'en' })
      pages.push({ set: set.name, id, host, url: `http://${host}${path}`, a: read('a'), b, planted, truth: truth.body })
    }
  }
  return pages
}

interface Truth {
  id: string
  url: string
  lang?: string
  body: string
}

function readTruth(path: string): Map<string, Truth> {
  const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return new Map(rows.map((row) => JSON.parse(row) as Truth).map((truth) => [truth.id, truth]))
}

async function serveSite(pages: ReplayPage[]): Promise<{ server: Server; port: number; round: 1 | 2 | 3 }> {
  const byHost = new Map(pages.map((page) => [page.host, page]))
  const site = { server: createServer(), port: 0, round: 1 as 1 | 2 | 3 }
  site.server.on('request', (request, response) => {
    const page = byHost.get((request.headers.host ?? '').split(':')[0] ?? '')
    if (!page || request.url === '/robots.txt') {
      response.writeHead(404).end()
      return
    }
    const html = site.round === 1 ? page.a : site.round === 2 ? page.b : (page.planted?.html ?? page.b)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  site.port = await listen(site.server)
  return site
}

interface Alert {
  line: string
  changes: Array<{
    kind: string
    field: string
    old: string | null
    new: string | null
    before: string | null
    after: string | null
  }>
}

type Told = Alert & { article: { url: string } }

/** One alert, or a digest of several. */
interface Message {
  data: Told | { events: Array<{ data: Told }>; events_omitted: number }
}

/** An editor's endpoint that takes only what it can verify. */
async function openReceiver() {
  const alerts = new Map<string, Alert[]>()
  const receiver = {
    server: createServer(),
    port: 0,
    secret: '',
    alerts,
    lastAt: 0,
    quiet: () => quietSince(() => receiver.lastAt),
  }
  receiver.server.on('request', async (request, response) => {
    const body = await readBody(request)
    receiver.lastAt = Date.now()
    const message = new Webhook(receiver.secret).verify(body, request.headers as Record<string, string>) as Message
    if ('events_omitted' in message.data && message.data.events_omitted > 0) throw new Error('a digest left events out')
    // Thirty messages a minute are the default: what comes faster is collected.
    for (const { data } of 'events' in message.data ? message.data.events : [{ data: message.data }]) {
      const { url } = data.article
      alerts.set(url, [...(alerts.get(url) ?? []), data])
    }
    response.writeHead(204).end()
  })
  receiver.port = await listen(receiver.server)
  return receiver
}

/** Deliveries ring as soon as a check is written: three seconds without one means that all have come. */
async function quietSince(lastAt: () => number): Promise<void> {
  const from = Date.now()
  while (Date.now() - Math.max(lastAt(), from) < 3_000) await pause(200)
}

async function startSystem(sitePort: number, receiverPort: number) {
  const folder = join(import.meta.dirname, '..', '..')
  const data = mkdtempSync(join(tmpdir(), 'stet-replay-'))
  const file = join(data, 'stet.yaml')
  const allow = [sitePort, receiverPort].map((port) => ({ cidr: '127.0.0.1/32', port }))
  const resolve = { '*.replay.example': `127.0.0.1:${sitePort}`, 'desk.example': `127.0.0.1:${receiverPort}` }
  const settings = {
    data_dir: join(data, 'data'),
    http: { port: 0 },
    log: { level: 'warn' },
    politeness: { gap_ms: 0 },
    egress: { allow, resolve },
    deliver: { allow_http: ['desk.example'] },
  }
  writeFileSync(file, JSON.stringify(settings))
  const config = loadConfig({
    defaults: readFileSync(join(folder, 'config', 'default.yaml'), 'utf8'),
    file: { path: file, text: JSON.stringify(settings) },
    env: {},
    readSecret: () => '',
  })
  const log = createLog('warn', 'stderr')
  const store = await openLedger(config, { folder, log, applicationName: 'stet-replay' })
  const commands = ledgerCommands({ folder, version: 'bench', settings: () => config })
  let worker: ChildProcess | undefined

  return {
    store,
    async register(pages: ReplayPage[], _port: number): Promise<string> {
      const added = await commands.addEndpoint({
        name: 'desk',
        url: 'http://desk.example/stet',
        format: 'stet',
        secret: null,
      })
      await commands.track(
        pages.map((page) => page.url),
        { tags: ['replay'], priority: null },
      )
      worker = spawn(process.execPath, [join(folder, 'src', 'main.ts'), 'run'], {
        env: { ...process.env, STET_CONFIG: file },
        stdio: ['ignore', 2, 2],
      })
      return added.secret ?? ''
    },
    async dueNow(): Promise<void> {
      await store.pool.query('update articles set next_check_at = now()')
      await store.pool.query('update sites set due_at = now()')
    },
    /** Waits until every article was checked in this round and none is owed a message. */
    async settle(articles: number, round: number, say: (text: string) => void): Promise<void> {
      const since = Date.now()
      for (let lastSaid = 0; ; await pause(250)) {
        const { rows } = await store.pool.query<{ done: string; owed: string }>(
          `select (select count(*) from articles where check_no >= $1) as done,
             (select count(*) from deliveries where state in ('open', 'pending')) as owed`,
          [round],
        )
        const [done, owed] = [Number(rows[0]?.done), Number(rows[0]?.owed)]
        if (Date.now() - lastSaid > 5_000) say(`round ${round}: ${done} of ${articles} checked, ${owed} messages owed`)
        if (Date.now() - lastSaid > 5_000) lastSaid = Date.now()
        if (done >= articles && owed === 0) return
        if (Date.now() - since > 300_000) throw new Error(`round ${round}: ${done} of ${articles} checked after 300 s`)
      }
    },
    async stop(): Promise<void> {
      await store.close()
      if (worker && worker.exitCode === null) {
        const ended = new Promise((resolve) => worker?.once('exit', resolve))
        worker.kill('SIGTERM')
        await ended
      }
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** One article's line of one round. `outcome` is ok, or what failed it. */
async function judge(page: ReplayPage, round: 1 | 2 | 3, store: Store, alerts: Map<string, Alert[]>) {
  const { rows } = await store.pool.query<{
    version_no: number
    content: StoredContent | null
    changes: string
    standing: { outcome: string } | null
  }>(
    `select a.version_no, v.content, a.standing,
       (select count(*) from changes c where c.article_id = a.id and c.version_no = a.version_no) as changes
     from articles a left join versions v on v.article_id = a.id and v.no = a.version_no where a.url = $1`,
    [new URL(page.url).href],
  )
  const row = rows[0]
  const content = row?.content ?? null
  const told = alerts.get(new URL(page.url).href) ?? []
  const words = content ? wordShare(page.truth, content) : 0
  const headline = content?.headline?.text ?? null
  return {
    id: page.id,
    set: page.set,
    round,
    outcome: outcomeOf(),
    version_stored: row?.version_no ?? 0,
    changes: Number(row?.changes ?? 0),
    alert: told.length > 0,
    headline,
    words: Math.round(words * 1000) / 1000,
    ...(round === 3 && page.planted && { planted: { ...page.planted, html: undefined } }),
    ...(round > 1 && told.length > 0 && { lines: told.map((one) => one.line) }),
  }

  function outcomeOf(): string {
    if (row?.standing && !['new_version', 'unchanged'].includes(row.standing.outcome)) return row.standing.outcome
    if (!headline) return 'no_headline'
    if (words < 0.8) return 'words_missing'
    if (round === 1) return told.length === 0 ? 'ok' : 'false_alert'
    if (round === 2) return told.length === 0 ? 'ok' : 'false_alert'
    if (!page.planted) return 'not_planted'
    if (told.length === 0) return 'missed'
    return told.some((one) => one.changes.some((change) => names(change, page.planted))) ? 'ok' : 'not_named'
  }
}

/** Whether a change tells the planted edit: the old value on its old side, the new one on its new side. */
function names(change: Alert['changes'][number], planted: Planted | null): boolean {
  if (!planted) return false
  const has = (sides: Array<string | null>, value: string) =>
    sides.some((side) => side?.replace(/\s+/g, ' ').toLowerCase().includes(value.toLowerCase()))
  if (planted.kind === 'negation')
    return has([change.new, change.after], planted.new) && !has([change.old], planted.new)
  return has([change.old], planted.old) && has([change.new], planted.new)
}

interface StoredContent {
  headline: { text: string } | null
  standfirst: string | null
  blocks: Array<{ text: string }>
}

/** Share of the truth's words that the extraction holds, as multisets. */
function wordShare(truth: string, content: StoredContent): number {
  const bag = new Map<string, number>()
  const held = [content.headline?.text ?? '', content.standfirst ?? '', ...content.blocks.map((block) => block.text)]
  for (const word of tokens(held.join(' '))) bag.set(word, (bag.get(word) ?? 0) + 1)
  const wanted = tokens(truth)
  let hit = 0
  for (const word of wanted) {
    const left = bag.get(word) ?? 0
    if (left > 0) hit++
    bag.set(word, left - 1)
  }
  return wanted.length === 0 ? 1 : hit / wanted.length
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
