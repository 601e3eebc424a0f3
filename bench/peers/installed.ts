import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What Stet is measured against. linkedom is pinned: later versions depend on a package that the registry does not have. */
const VERSIONS = {
  '@mozilla/readability': '0.6.0',
  linkedom: '0.18.12',
  defuddle: '0.19.4',
  '@extractus/article-extractor': '9.0.1',
} as const

/**
 * Peers by name, no dependencies of the project: npm puts them into a folder of the system's temporary ones, once.
 * `gather` is a module's text that exports what is wanted of them: some answer to `import` from inside their folder alone.
 * @throws Error when npm cannot install them
 */
export async function installed<Peers>(names: ReadonlyArray<keyof typeof VERSIONS>, gather: string): Promise<Peers> {
  const folder = join(tmpdir(), `stet-peers-${names.length}`)
  if (!names.every((name) => existsSync(join(folder, 'node_modules', name)))) install(folder, names)
  const gathered = join(folder, 'peers.mjs')
  writeFileSync(gathered, gather)
  return (await import(pathToFileURL(gathered).href)) as Peers
}

function install(folder: string, names: ReadonlyArray<keyof typeof VERSIONS>): void {
  mkdirSync(folder, { recursive: true })
  const dependencies = Object.fromEntries(names.map((name) => [name, VERSIONS[name]]))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies, overrides: { linkedom: VERSIONS.linkedom } }),
  )
  const done = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: INSTALL_MS,
  })
  if (done.status !== 0) throw new Error(`npm could not install ${names.join(', ')} into ${folder}`)
}

const INSTALL_MS = 120_000
