import { execFile, spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLines } from '../pairs.ts'

/** One bench with floors: the sets it is measured on, and how. Higher is better for every metric. */
export interface GateFamily {
  bench: string
  /** Set name -> the file or folder it is measured on; a set that is not there is not measured. */
  sets: Readonly<Record<string, string>>
  /** Its floors are what was promised: `--update` leaves them, as what is reached depends on the machine. */
  isPromise?: boolean
  measure: (set: string, path: string) => Promise<Record<string, number>>
}

export const SHARED = join(import.meta.dirname, '../../../shared')

const scratch = () => mkdtempSync(join(tmpdir(), 'stet-gate-'))

/** Runs a bench as anyone would and returns the file with its lines; its progress passes through. */
export async function benchLines(name: string, ...args: string[]): Promise<string> {
  const file = join(scratch(), `${name}.jsonl`)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), name, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const out = createWriteStream(file)
  child.stdout.pipe(out)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    let ended: number | null | undefined
    child.once('close', (status) => {
      ended = status
      if (out.writableFinished) resolve(status)
    })
    out.once('finish', () => {
      if (ended !== undefined) resolve(ended)
    })
  })
  if (code !== 0) throw new Error(`bench ${name} ${args.join(' ')} ended with ${code}`)
  return file
}

/** What a scorer of the shared tools prints with --json. */
export async function scored(tool: string, gold: string, predictions: string): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    // The real path: a scorer run through a link does not know itself as the main module.
    const args = [realpathSync(join(SHARED, 'tools', tool)), gold, predictions, '--json']
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (error) reject(error)
      else resolve(JSON.parse(stdout))
    })
  })
}

/** Share of rows whose field is as the truth has it; a truth without a prediction counts against. */
export function shareRight(gold: string, predictions: string, expected: string, got: string): number {
  const rows = new Map(readLines(predictions).map((line) => [JSON.parse(line).id, JSON.parse(line)]))
  const truth = readLines(gold).map((line) => JSON.parse(line))
  return truth.filter((row) => rows.get(row.id)?.[got] === row[expected]).length / truth.length
}

export function isThere(path: string): boolean {
  return existsSync(path)
}
