import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { type Backend, backendsHere } from './test/backends.ts'

// Under the machine's own Node the suite fails in baffling ways (no Map.groupBy, no .ts): say it plainly instead.
if (Number(process.versions.node.split('.')[0]) < 26) {
  throw new Error(
    `Node ${process.versions.node} is too old: run the tests by "npm test", which uses the pinned Node 26`,
  )
}

const { backends } = backendsHere()
const ledgers = [...new Set(backends.map(({ ledger }) => ledger))]

export default defineConfig({
  test: {
    projects: [
      // A property test on a busy machine may take its time: nothing here waits for anything.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      ...ledgers.map(integration),
      ...backends.map(endToEnd),
      {
        // Alone and last: its user waits 30 seconds at most.
        test: {
          name: 'e2e-demo',
          include: ['test/e2e/demo.test.ts'],
          testTimeout: 180_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

/** What asks the ledger is tested on each; what asks no ledger, or the embedded one by name, is tested once. */
function integration(ledger: Backend['ledger']): TestProjectConfiguration {
  return {
    test: {
      name: `integration-${ledger}`,
      include:
        ledger === 'embedded' ? ['test/integration/**/*.test.ts'] : ['test/integration/{compose,store}/*.test.ts'],
      exclude: ledger === 'embedded' ? [] : ['test/integration/store/embedded.test.ts'],
      provide: { backend: { ledger, queue: 'postgres' } },
      globalSetup: ['test/postgres.ts'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }
}

/** The demo brings its own backend, and redis.test.ts breaks its Redis. */
function endToEnd(backend: Backend, n: number): TestProjectConfiguration {
  return {
    test: {
      name: `e2e-${backend.ledger}-${backend.queue}`,
      include: ['test/e2e/**/*.test.ts'],
      exclude: ['test/e2e/demo.test.ts', ...(backend.queue === 'redis' ? [] : ['test/e2e/redis.test.ts'])],
      provide: { backend },
      globalSetup: [...(n === 0 ? ['test/left-out.ts'] : []), 'test/postgres.ts'],
      testTimeout: 180_000,
      hookTimeout: 120_000,
      // Each waits more than it works; more at once would only wait for the machine.
      maxWorkers: 2,
      sequence: { groupOrder: 1 },
    },
  }
}
