import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { settleHome } from '../../../src/store/embedded-home.ts'

it('says that the data folder is a file, or lies in one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stet-home-'))
  const file = join(folder, 'file')
  writeFileSync(file, '')
  try {
    for (const path of [file, join(file, 'data')]) {
      expect(() => settleHome(path, { info() {}, warn() {} })).toThrow(
        expect.objectContaining({ code: 'data_dir_denied', message: expect.stringContaining(path) }),
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
