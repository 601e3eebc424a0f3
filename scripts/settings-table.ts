// Writes docs/settings.md anew: node scripts/settings-table.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsPage } from './settings-page.ts'

const root = join(import.meta.dirname, '..')
const defaults = readFileSync(join(root, 'config', 'default.yaml'), 'utf8')
writeFileSync(join(root, 'docs', 'settings.md'), settingsPage(defaults))
