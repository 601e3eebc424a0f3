import { describe, expect, it } from 'vitest'
import { createCookieJar } from '../../../src/fetch/cookies.ts'

const at = (url: string) => new URL(url)

describe('a jar of cookies', () => {
  it('gives a cookie back to the host that set it, under its path', () => {
    const jar = createCookieJar()
    jar.store(at('https://avis.example/a/b'), ['seen=1; Path=/', 'deep=2; Path=/a'])
    expect(jar.header(at('https://avis.example/a/x'))).toBe('seen=1; deep=2')
    expect(jar.header(at('https://avis.example/ab'))).toBe('seen=1')
    expect(jar.header(at('https://www.avis.example/'))).toBeNull()
    expect(jar.header(at('https://annen.example/'))).toBeNull()
  })

  it('honours Domain for the hosts below it and for nobody else’s', () => {
    const jar = createCookieJar()
    jar.store(at('https://www.avis.example/'), [
      'a=1; Domain=.avis.example',
      'b=2; Domain=annen.example',
      'c=3; Domain=example',
    ])
    expect(jar.header(at('https://konto.avis.example/'))).toBe('a=1')
    expect(jar.header(at('https://annen.example/'))).toBeNull()
  })

  it('keeps Secure ones from plain http, replaces and forgets', () => {
    const jar = createCookieJar()
    jar.store(at('https://avis.example/'), ['a=1; Secure', 'b=1', 'b=2'])
    expect(jar.header(at('http://avis.example/'))).toBe('b=2')
    jar.store(at('https://avis.example/'), ['b=; Max-Age=0'])
    expect(jar.header(at('http://avis.example/'))).toBeNull()
  })

  it('takes no more than it can hold, and nothing that could break a header', () => {
    const jar = createCookieJar()
    jar.store(
      at('https://avis.example/'),
      Array.from({ length: 200 }, (_, i) => `n${i}=1`),
    )
    expect(jar.header(at('https://avis.example/'))?.split('; ').length).toBe(50)
    const other = createCookieJar()
    other.store(at('https://avis.example/'), ['a=1\r\nx: y', '=1', 'noequals', `big=${'x'.repeat(5000)}`])
    expect(other.header(at('https://avis.example/'))).toBeNull()
  })
})
