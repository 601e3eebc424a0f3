import { backendsHere } from './backends.ts'

/** vitest's globalSetup: says in one line what this machine cannot test. In CI that is a failure: nothing is run. */
export function setup(): void {
  const { leftOut } = backendsHere()
  if (leftOut === null) return
  if (process.env['CI'] === 'true') throw new Error(`${leftOut}: CI tests everything`)
  console.warn(leftOut)
}
