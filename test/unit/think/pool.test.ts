import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { ReviewInput } from '../../../src/review/rules.ts'
import { openThinkPool, type ThinkPool } from '../../../src/think/pool.ts'

const SPENT = new URL('../../../src/think/spent.ts', import.meta.url).href
const DEADLINE_MS = 1_000
const folder = mkdtempSync(join(tmpdir(), 'stet-think-'))
const pools: ThinkPool[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * One thread whose work is what a task says of itself: `spins` for ever, `bursts` its memory, `hangs` without using
 * CPU until its gate is opened, or is `ready` at once.
 */
function openPool(): (work: string, gate?: Int32Array, bytes?: Uint8Array<ArrayBuffer>) => Promise<unknown> {
  const code = join(folder, 'work.mjs')
  writeFileSync(
    code,
    `import { markBegun } from ${JSON.stringify(SPENT)}
     export default ({ input: { article, work, gate, bytes }, marks }) => {
       markBegun(marks)
       const held = []
       while (work === 'bursts') held.push(Array(1e5).fill(held.length))
       while (work === 'spins');
       if (work === 'hangs') Atomics.wait(gate, 0, 0)
       return bytes ? bytes.length : work
     }`,
  )
  const pool = openThinkPool({ threads: 1, deadlineMs: DEADLINE_MS, memoryMb: 32, code: pathToFileURL(code) })
  pools.push(pool)
  return (work, gate, bytes) => {
    const input = { article: { url: `https://quay.example/${work}` }, work, gate, bytes }
    return pool.review(input as unknown as ReviewInput, new AbortController().signal, bytes ? [bytes.buffer] : [])
  }
}

const newGate = () => new Int32Array(new SharedArrayBuffer(4))

it('ends a thread that uses more CPU than a page may, and goes on with a new one', async () => {
  const run = openPool()
  const spinning = run('spins')
  const next = run('ready')
  await expect(spinning).rejects.toMatchObject({
    code: 'too_complex',
    message: expect.stringContaining('https://quay.example/spins: reading it took more than'),
  })
  expect(await next).toBe('ready')
})

it('blames no page for the time in which its thread had no core, nor for its wait for a thread', async () => {
  const run = openPool()
  const gate = newGate()
  const starved = run('hangs', gate)
  const waiting = run('ready')
  // Longer than the deadline by the clock, for both of them.
  await new Promise((resolve) => setTimeout(resolve, 1.5 * DEADLINE_MS))
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  expect(await Promise.all([starved, waiting])).toEqual(['hangs', 'ready'])
})

it('takes what is handed over without leaving a copy', async () => {
  const bytes = new Uint8Array(200_000)
  expect(await openPool()('ready', undefined, bytes)).toBe(200_000)
  expect(bytes.length).toBe(0)
})

it('gives up a thread that hangs without using CPU', async () => {
  const run = openPool()
  await expect(run('hangs', newGate())).rejects.toMatchObject({ code: 'too_complex' })
  expect(await run('ready')).toBe('ready')
})

it('ends a thread that bursts its memory', async () => {
  const run = openPool()
  await expect(run('bursts')).rejects.toMatchObject({ code: 'too_complex' })
  expect(await run('ready')).toBe('ready')
})
