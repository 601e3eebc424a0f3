import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Two branches that each took the next number land one after the other: this is where it shows.
test('migrations are numbered without a gap and without a double', () => {
  const files = readdirSync(join(import.meta.dirname, '../../../src/store/migrations')).sort()
  expect(files.map((file) => Number(file.slice(0, 3)))).toEqual(files.map((_, n) => n + 1))
})
