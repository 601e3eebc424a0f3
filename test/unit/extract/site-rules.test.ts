import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { StetError } from '../../../src/errors.ts'
import { parse } from '../../../src/extract/parse.ts'
import { matching, parseSiteRules } from '../../../src/extract/site-rules.ts'

function faultOf(value: unknown): string {
  try {
    parseSiteRules('config/sites/a.example.yaml', value)
  } catch (error) {
    if (error instanceof StetError) return `${error.code} ${error.message}`
    throw error
  }
  return 'no fault'
}

describe('parseSiteRules', () => {
  it('reads the documented example', () => {
    const file = 'config/sites/www.harbour-times.example.yaml'
    const rules = parseSiteRules(file, parseYaml(readFileSync(file, 'utf8')))
    expect(rules).toMatchObject({
      version: 1,
      select: ['.story__text'],
      headline: ['h1.story__title'],
      liveBlog: { entry: ['li.ticker__post'], id: 'data-post-id' },
    })
  })

  it.each([
    [{ version: 1, selct: 'p' }, 'selct: unknown key'],
    [{ version: 1, select: 'p[' }, 'select: is no CSS selector, got "p["'],
    [{ version: 1, remove: ['p', '::b('] }, 'remove.1: is no CSS selector, got "::b("'],
    [{ version: 'two' }, 'got "two"'],
    [{ version: 1, dates: { created: 'time' } }, 'dates.created: unknown key'],
    [null, 'got null'],
  ])('names file, key and value of %j', (value, fault) => {
    expect(faultOf(value)).toContain('site_rules_invalid config/sites/a.example.yaml: ')
    expect(faultOf(value)).toContain(fault)
  })

  it('tells all faults at once', () => {
    expect(faultOf({ version: 0, select: 'p[', extra: 1 })).toMatch(/version.*select.*extra/)
  })
})

describe('matching', () => {
  it('gives elements in document order, each once', () => {
    const doc = parse('<div><p class="a">one<b>two</b></p><p class="b">three</p></div>')
    expect(matching(doc, ['.b', 'b', 'p.a']).map(({ name }) => name)).toEqual(['p', 'b', 'p'])
  })
})
