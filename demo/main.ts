import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { print, styled } from '../src/cli/print.ts'
import { openLedger } from '../src/compose/ledger.ts'
import { loadConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import type { Store } from '../src/store/open.ts'
import { openDesk, type Received } from './desk.ts'
import { openPaper } from './newsroom.ts'

const ROOT = join(import.meta.dirname, '..')
/** Until the first edit, and between two edits. */
const EDIT_EVERY_MS = 7_000
const LOOK_EVERY_MS = 300

/** `npm run demo`: the program as it is, watching an invented paper and telling an invented desk, all on loopback. */
async function main(): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    // Not once: under npm Ctrl-C arrives twice, and the second one must not leave Stet behind.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  const folder = mkdtempSync(join(tmpdir(), 'stet-demo-'))
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const paper = openPaper()
  let editedAt = Date.now()
  const desk = openDesk(secret, (alert) => showAlert(alert, editedAt))
  const [paperPort, deskPort] = [await listen(paper.server), await listen(desk)]
  const settings = writeSettings(folder, { paperPort, deskPort, paths: [...paper.stories.keys()] })

  print(styled('bold', 'Stet demo: a paper, Stet and an editor, all on this machine. Ctrl-C ends it.'))
  print('starting Stet with a database of its own ...')
  const stet = spawn(process.execPath, [join(ROOT, 'src', 'main.ts'), 'run'], {
    env: { PATH: process.env['PATH'], STET_CONFIG: settings, DEMO_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches every process of the terminal: this one ends Stet itself, once it no longer reads its ledger.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => stet.once('exit', () => resolve()))
  let store: Store | null = null
  const timers: NodeJS.Timeout[] = []
  try {
    await Promise.race([running(stet), stopped, ended])
    if (stet.exitCode === null && !stet.killed) {
      const own = await openLedger(readSettings(settings), {
        folder: ROOT,
        log: createLog('silent', 'stderr'),
        applicationName: 'stet-demo',
      })
      store = own
      timers.push(setInterval(showFound(own), LOOK_EVERY_MS))
      timers.push(
        setInterval(() => {
          editedAt = Date.now()
          const { path, what } = paper.editNext()
          say('cyan', 'edit', `the paper ${what}: ${path}`)
        }, EDIT_EVERY_MS),
      )
      timers.push(setTimeout(() => print(HINT.replaceAll('SETTINGS', settings)), 4 * EDIT_EVERY_MS + 2_000))
    }
    await Promise.race([stopped, ended])
  } finally {
    for (const timer of timers) clearInterval(timer)
    print('\nending ...')
    await store?.close()
    stet.kill('SIGTERM')
    await ended
    for (const server of [paper.server, desk]) await shut(server)
    rmSync(folder, { recursive: true, force: true })
    print(NEXT)
  }
}

const HINT = `
  It goes on like this. Look around from another terminal:
    STET_CONFIG=SETTINGS npm run -s stet -- status --watch
    STET_CONFIG=SETTINGS npm run -s stet -- list
    STET_CONFIG=SETTINGS npm run -s stet -- diff 1
`
const NEXT = `ended; nothing of the demo is left. To watch real articles:
  npm run stet -- endpoint add desk https://hooks.example/stet
  npm run stet -- track https://news.example/2031/flood
  npm start`

/** Settings as an operator would write them, and a watchlist of the whole paper. */
function writeSettings(
  folder: string,
  { paperPort, deskPort, paths }: { paperPort: number; deskPort: number; paths: string[] },
): string {
  const watchlist = join(folder, 'watchlist.yaml')
  writeFileSync(
    watchlist,
    JSON.stringify({
      name: 'demo',
      articles: paths.map((path) => ({ url: `http://courier.example${path}`, tags: ['demo'] })),
      endpoints: { desk: { url: 'http://desk.example/alerts', secret_env: 'DEMO_SECRET' } },
    }),
  )
  const settings = join(folder, 'stet.yaml')
  const local = (port: number) => ({ cidr: '127.0.0.1/32', port })
  writeFileSync(
    settings,
    JSON.stringify({
      data_dir: folder,
      watchlist,
      http: { port: 0 },
      think: { threads: 1 },
      // Real sites are asked minutes apart; this paper is ours.
      cadence: { min_minutes: 0.03, max_minutes: 0.04 },
      politeness: { gap_ms: 100, day_requests: 1_000_000 },
      egress: {
        allow: [local(paperPort), local(deskPort)],
        resolve: { 'courier.example': `127.0.0.1:${paperPort}`, 'desk.example': `127.0.0.1:${deskPort}` },
      },
      deliver: { allow_http: ['desk.example'] },
    }),
  )
  return settings
}

function readSettings(path: string) {
  return loadConfig({
    defaults: readFileSync(join(ROOT, 'config', 'default.yaml'), 'utf8'),
    file: { path, text: readFileSync(path, 'utf8') },
    env: {},
    readSecret: () => '',
  })
}

/** Resolves when Stet says that it runs; what it warns of is shown. */
function running(stet: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (!stet.stdout) return
    createInterface({ input: stet.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as { level: string; msg: string }
      if (line.msg === 'stet is running') resolve()
      if (line.level === 'warn' || line.level === 'error') say('red', line.level, text.slice(0, 400))
    })
  })
}

/** Shows each version and change as the ledger gets it. */
function showFound(store: Store): () => Promise<void> {
  let seen = 0
  const known = new Set<string>()
  let busy = false
  return async () => {
    if (busy) return
    busy = true
    try {
      const { rows: firsts } = await store.pool.query<{ id: string; headline: string; url: string }>(
        `select a.id, v.headline, a.url from articles a join versions v on v.article_id = a.id and v.no = 1`,
      )
      for (const { id, headline, url } of firsts.filter((row) => !known.has(row.id))) {
        known.add(id)
        say('dim', 'tracked', `${headline}  ${url}`)
      }
      const { rows } = await store.pool.query<{
        id: string
        version_no: number
        kind: string
        field: string
        url: string
      }>(
        `select c.id, c.version_no, c.kind, c.field, a.url from changes c join articles a on a.id = c.article_id
         where c.id > $1 order by c.id`,
        [seen],
      )
      for (const row of rows) {
        seen = Number(row.id)
        say('yellow', 'found', `${row.kind} in ${row.field}: version ${row.version_no} of ${new URL(row.url).pathname}`)
      }
    } catch (error) {
      say('red', 'ledger', String(error))
    } finally {
      busy = false
    }
  }
}

function showAlert({ event }: Received, editedAt: number): void {
  const took = `${((Date.now() - editedAt) / 1000).toFixed(1)} s after the edit`
  say('green', 'alert', `${styled('bold', event.data.severity)} ${event.data.line}`)
  print(`${' '.repeat(20)}${styled('dim', `signature verified, ${took}`)}`)
}

function say(style: Parameters<typeof styled>[0], label: string, text: string): void {
  print(`${styled('dim', new Date().toISOString().slice(11, 19))}  ${styled(style, label.padEnd(8))}  ${text}`)
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function shut(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

await main()
