import { describe, expect, it } from 'vitest'
import { isWebPort, parseTarget } from '../../../src/fetch/target.ts'

describe('parseTarget', () => {
  it('takes an absolute http or https URL and its port, without the fragment', () => {
    const target = parseTarget('HTTPS://Nordfjord-Tidende.example/sak/1?x=2#top')
    expect(target).toMatchObject({ ok: true, port: 443 })
    expect(target.ok && target.url.href).toBe('https://nordfjord-tidende.example/sak/1?x=2')
  })

  it.each([
    ['ftp://a.example/', 'not an absolute http or https URL'],
    ['file:///etc/hostname', 'not an absolute http or https URL'],
    ['a.example/x', 'not an absolute http or https URL'],
    ['http:///a.example/', 'not an absolute http or https URL'],
    ['http:a.example', 'not an absolute http or https URL'],
    ['http://me:secret@a.example/', 'user information'],
    ['http://a.example\\@b.example/', 'backslash'],
    ['http://a.example/\r\nX: y', 'control characters'],
    ['http://[::1%25lo]/', 'not a valid URL'],
    ['http://a.example:99999/', 'not a valid URL'],
    ['http://a.example:0/', 'no usable port'],
    [`http://a.example/${'x'.repeat(9000)}`, 'longer than'],
  ])('refuses %j: %s', (text, why) => {
    const target = parseTarget(text)
    expect(target.ok).toBe(false)
    expect(!target.ok && target.detail).toContain(why)
  })

  it('never repeats user information in what it says', () => {
    const target = parseTarget('https://me:hunter2@a.example/')
    expect(!target.ok && target.detail).not.toContain('hunter2')
  })
})

describe('isWebPort', () => {
  it('gives pages the web ports and webhooks 443 over https alone', () => {
    expect([80, 443, 8080, 8443].every((port) => isWebPort(port, 'http:', 'page'))).toBe(true)
    expect(isWebPort(22, 'http:', 'page')).toBe(false)
    expect(isWebPort(443, 'https:', 'webhook')).toBe(true)
    expect(isWebPort(443, 'http:', 'webhook')).toBe(false)
    expect(isWebPort(8443, 'https:', 'webhook')).toBe(false)
  })
})
