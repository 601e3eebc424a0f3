import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSiteRules } from '../../../src/compose/site-rules.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stet-sites-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(join(folder, file), text)

test('a host has the rules of its file, named with their version; others have none', () => {
  write('quaylight.example.yaml', 'version: 3\nremove: .poll')
  const sites = readSiteRules(folder)
  expect(sites('quaylight.example')).toMatchObject({
    version: expect.stringMatching(/^3-[0-9a-f]{8}$/),
    rules: { remove: ['.poll'] },
    file: join(folder, 'quaylight.example.yaml'),
  })
  expect(sites('other.example')).toEqual({ version: 'none', rules: null, file: null })
  expect(readSiteRules(join(folder, 'nowhere'))('quaylight.example').rules).toBeNull()
})

test('an edit that forgets to raise the number is another version', () => {
  write('quaylight.example.yaml', 'version: 3\nremove: .poll')
  const before = readSiteRules(folder)('quaylight.example').version
  write('quaylight.example.yaml', 'version: 3\nremove: .polls')
  expect(readSiteRules(folder)('quaylight.example').version).not.toBe(before)
})

test('the faults of all files are told at once', () => {
  write('a.example.yaml', 'version: 1\nselct: p')
  write('b.example.yaml', 'remove: ["p["]')
  write('c.example.yaml', 'remove: [p')
  write('Not A Host.yaml', 'version: 1')
  expect(() => readSiteRules(folder)).toThrow(
    expect.objectContaining({
      code: 'site_rules_invalid',
      message: expect.stringMatching(
        /Not A Host\.yaml: is not named by a host.*a\.example\.yaml: selct.*b\.example\.yaml: version.*remove\.0.*c\.example\.yaml: is no YAML/,
      ),
    }),
  )
})
