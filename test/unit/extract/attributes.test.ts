import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ATTRIBUTES, READ_ATTRIBUTES } from '../../../src/extract/attributes.ts'
import { parse } from '../../../src/extract/parse.ts'
import { PARSE_LIMITS } from '../../../src/extract/parse-limits.ts'

const FOLDER = join(import.meta.dirname, '../../../src/extract')

/** Every name that the extractor's code looks up in an element's attributes. */
function namesRead(): Set<string> {
  const names = new Set<string>()
  for (const file of readdirSync(FOLDER).filter((each) => each.endsWith('.ts'))) {
    const code = readFileSync(join(FOLDER, file), 'utf8')
    for (const [, name] of code.matchAll(/attribs\??\.?\[\s*'([^']+)'\s*\]|'([^']+)' in (?:\w+\.)?attribs/g))
      if (name) names.add(name)
    // The one list of names that is gone through.
    for (const [, list = ''] of code.matchAll(/HOOKS = \[([^\]]+)\]/g))
      for (const [, name = ''] of list.matchAll(/'([^']+)'/g)) names.add(name)
  }
  return names
}

describe('ATTRIBUTES', () => {
  it('name what the extractor reads, and nothing else', () => {
    expect([...ATTRIBUTES].sort()).toEqual([...namesRead()].sort())
  })

  it('are all that a page keeps, in whatever case it is written', () => {
    const { elements } = parse('<P CLASS="a" onclick="b" class="c" data-x=1 HREF=d>', PARSE_LIMITS, READ_ATTRIBUTES)
    expect(elements[0]?.attribs).toEqual({ class: 'a', href: 'd' })
  })
})
