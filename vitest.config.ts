import { defineConfig } from 'vitest/config'

// Under the machine's own Node the suite fails in baffling ways (no Map.groupBy, no .ts): say it plainly instead.
if (Number(process.versions.node.split('.')[0]) < 26) {
  throw new Error(
    `Node ${process.versions.node} is too old: run the tests by "npm test", which uses the pinned Node 26`,
  )
}

export default defineConfig({
  test: {
    projects: [
      // A property test on a busy machine may take its time: nothing here waits for anything.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/postgres.ts', 'test/redis.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
