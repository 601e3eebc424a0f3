import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsPage } from '../../scripts/settings-page.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

test('docs/settings.md is in step with config/default.yaml (node scripts/settings-table.ts)', () => {
  expect(read('docs/settings.md')).toBe(settingsPage(read('config/default.yaml')))
})

test('every setting has a sentence, and shares the one above where it has none of its own', () => {
  const page = settingsPage('# Head.\n\n# A folder.\na: x\nb:\n  # Bytes | most.\n  c: 1\n  d: [2]\n')
  expect(page.split('\n').slice(-4, -1)).toEqual([
    '| `a` | `"x"` | `STET_A` | A folder. |',
    '| `b.c` | `1` | `STET_B_C` | Bytes \\| most. |',
    '| `b.d` | `[2]` | `STET_B_D` | Bytes \\| most. |',
  ])
  expect(settingsPage(read('config/default.yaml'))).not.toMatch(/\| {2}\|$/m)
})
