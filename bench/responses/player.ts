import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import http from 'node:http'

export interface Player {
  port: number
  /** Asks for a case once and throws the answer away. */
  ask(id: string): Promise<void>
  stop(): void
}

/** The corpus's own player, in a process of its own. */
export async function startPlayer(file: string): Promise<Player> {
  // It compares its own URL with its argument: both must be free of symbolic links.
  const script = realpathSync('../shared/tools/play-responses.mjs')
  const child = spawn(process.execPath, [script, '0', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(Number(/:(\d+)\//.exec(line)?.[1])))
    child.once('exit', (code) => reject(new Error(`the player ended with ${code}`)))
  })
  return {
    port,
    ask: (id) =>
      new Promise((resolve) => {
        const request = http.get({ host: '127.0.0.1', port, path: `/case/${id}` }, (response) => {
          response.once('data', () => response.destroy()).once('close', resolve)
        })
        request.once('error', () => resolve())
      }),
    stop: () => child.kill(),
  }
}
