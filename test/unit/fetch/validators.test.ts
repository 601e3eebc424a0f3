import { describe, expect, it } from 'vitest'
import { conditions, isHonest304, validatorsOf } from '../../../src/fetch/validators.ts'

const now = new Date('2027-03-09T12:00:00Z')

describe('validators', () => {
  it('are echoed byte for byte', () => {
    const headers = { etag: 'W/"a b-1"', 'last-modified': 'Mon,  08 Mar 2027 09:00:00 GMT' }
    const kept = validatorsOf(headers, now)
    expect(conditions(kept)).toEqual({ 'if-none-match': 'W/"a b-1"', 'if-modified-since': headers['last-modified'] })
  })

  it.each([
    ['', null],
    ['""', null],
    ['W/""', null],
    [`"${'x'.repeat(1100)}"`, null],
    ['"caf\xe9"', null],
    ['unquoted', 'unquoted'],
  ])('keep of the ETag %j: %j', (etag, kept) => {
    expect(validatorsOf({ etag }, now).etag).toBe(kept)
  })

  it.each([
    ['Fri, 01 Jan 2100 00:00:00 GMT', null],
    ['0', null],
    ['never', null],
    ['2027-03-08 10:00:00', null],
    ['Monday, 08-Mar-27 10:00:00 GMT', 'Monday, 08-Mar-27 10:00:00 GMT'],
  ])('keep of Last-Modified %j: %j', (lastModified, kept) => {
    expect(validatorsOf({ 'last-modified': lastModified }, now).lastModified).toBe(kept)
  })
})

describe('isHonest304', () => {
  const sent = { etag: '"k7"', lastModified: null }

  it('believes the ETag that was sent, with or without the marks of servers', () => {
    for (const etag of ['"k7"', 'W/"k7"', '"k7-gzip"', '"k7;br"']) expect(isHonest304(sent, { etag })).toBe(true)
    expect(isHonest304(sent, {})).toBe(true)
    expect(isHonest304({ etag: null, lastModified: 'x' }, { etag: '"k8"' })).toBe(true)
  })

  it('does not believe another ETag, nor an answer to a question that was not asked', () => {
    expect(isHonest304(sent, { etag: '"k8"' })).toBe(false)
    expect(isHonest304({ etag: null, lastModified: null }, {})).toBe(false)
  })
})
