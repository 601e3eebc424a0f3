import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { masterKey } from '../../../src/compose/master-key.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stet-key-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const log = pino({ level: 'silent' })
const own = () => masterKey({ master_key: null, dataDir }, log)

describe('masterKey', () => {
  it('is made once, whole, and for its owner alone', () => {
    const made = own()
    expect(own()).toEqual(made)
    expect(readdirSync(dataDir)).toEqual(['master.key'])
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600)
  })

  it('leaves one that is there as it is', () => {
    const path = join(dataDir, 'master.key')
    const text = Buffer.alloc(32, 7).toString('base64')
    writeFileSync(path, text)
    own()
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('says where no key can be kept: the data folder is a file, or lies in one', () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    for (const path of [file, join(file, 'data')]) {
      expect(() => masterKey({ master_key: null, dataDir: path }, log)).toThrow(
        expect.objectContaining({ code: 'no_master_key', message: expect.stringContaining(path) }),
      )
    }
  })
})
