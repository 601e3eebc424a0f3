import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OriginOrder } from './origin.ts'
import type { OutcomeClass } from './outcome-class.ts'
import { order } from './system.ts'

const URLWATCH = '/usr/bin/urlwatch'
const PAGES = 300

/** CPU ms of urlwatch per check of one class of answer. */
export interface Told {
  urlwatch: OutcomeClass
  checks: number
  cpu_ms_per_check: number
}

/**
 * urlwatch of Debian on the same pages: what a user would run instead. Its start-up is taken off, so that the figures
 * are per check as ours are; the origin answers its conditional requests by the validator alone, which is lenient to it.
 */
export async function compareUrlwatch(asked: {
  folder: string
  origin: ChildProcess
  port: number
  live: number
  say(text: string): void
}): Promise<Told[]> {
  if (!existsSync(URLWATCH)) {
    asked.say('urlwatch is not installed: no comparison')
    return []
  }
  const lines: Told[] = []
  const pages = Math.min(PAGES, asked.live)
  writeUrls(asked.folder, 0, asked.port)
  const idle = await runUrlwatch(asked.folder)
  writeUrls(asked.folder, pages, asked.port)
  await order(asked.origin, { kind: 'answer', as: 'same' } satisfies OriginOrder)
  await runUrlwatch(asked.folder)
  for (const as of ['304', 'same', 'furniture', 'change'] as const) {
    await order(asked.origin, { kind: 'answer', as } satisfies OriginOrder)
    const cpu = await runUrlwatch(asked.folder)
    lines.push({ urlwatch: as, checks: pages, cpu_ms_per_check: Math.round(((cpu - idle) / pages) * 1000) / 1000 })
  }
  return lines
}

function writeUrls(folder: string, pages: number, port: number): void {
  // An article of its own kind: the plain addresses are not those of the system under test.
  const jobs = Array.from(
    { length: Math.max(1, pages) },
    (_, n) =>
      `url: http://127.0.0.1:${pages === 0 ? 9 : port}/a/uw/${n}\nfilter:\n  - css: article\n  - html2text: re\n`,
  )
  writeFileSync(join(folder, 'urls.yaml'), jobs.join('---\n'))
  writeFileSync(join(folder, 'urlwatch.yaml'), 'report:\n  stdout:\n    enabled: false\n  text:\n    line_length: 75\n')
}

/** CPU ms of one run, its children included: by the shell's own bookkeeping. */
function runUrlwatch(folder: string): Promise<number> {
  const command = [URLWATCH, '--urls', 'urls.yaml', '--config', 'urlwatch.yaml', '--cache', 'urlwatch.db']
  const child = spawn('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time ${command.join(' ')} >/dev/null 2>&1`], {
    cwd: folder,
    env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    child.stderr.on('data', (chunk) => {
      told += String(chunk)
    })
    child.once('exit', () => {
      const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(told) ?? []
      if (user === undefined) reject(new Error(`urlwatch could not be timed: ${told}`))
      else resolve((Number(user) + Number(system)) * 1000)
    })
  })
}
