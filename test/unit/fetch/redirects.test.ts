import { describe, expect, it } from 'vitest'
import { redirectTarget, refreshTarget } from '../../../src/fetch/redirects.ts'

const from = 'https://avis.example/nyhet/1?x=2'

describe('redirectTarget', () => {
  it.each([
    ['/nyhet/2', 'https://avis.example/nyhet/2'],
    ['../om', 'https://avis.example/om'],
    ['//andre.example/', 'https://andre.example/'],
    [' https://b.example/a#x ', 'https://b.example/a#x'],
    [Buffer.from('/værøy', 'utf8').toString('latin1'), 'https://avis.example/v%C3%A6r%C3%B8y'],
    ['/v\xe6r', 'https://avis.example/v%C3%A6r'],
  ])('follows %j to %s', (location, target) => {
    expect(redirectTarget(from, location)).toBe(target)
  })

  it('goes nowhere without a place', () => {
    expect(redirectTarget(from, undefined)).toBeNull()
    expect(redirectTarget(from, ' ')).toBeNull()
    expect(redirectTarget(from, 'http://[::')).toBeNull()
  })

  it('leaves backslashes and control characters for the guard to refuse', () => {
    expect(redirectTarget(from, '/\\10.0.0.1/')).toBe('/\\10.0.0.1/')
    expect(redirectTarget(from, 'http://a.example:80\t/')).toContain('\t')
  })
})

describe('refreshTarget', () => {
  const refresh = (html: string, headers: Record<string, string> = {}) => refreshTarget(from, headers, html)

  it('follows the header and the meta element at once or within seconds', () => {
    expect(refresh('', { refresh: '0; url=/ny' })).toBe('https://avis.example/ny')
    expect(refresh('<meta http-equiv="refresh" content="1;URL=\'/ny\'">')).toBe('https://avis.example/ny')
    expect(refresh('<META content="0; url=/ny?a=1&amp;b=2" HTTP-EQUIV=Refresh>')).toBe(
      'https://avis.example/ny?a=1&b=2',
    )
  })

  it.each([
    '<meta http-equiv="refresh" content="300">',
    '<meta http-equiv="refresh" content="0">',
    '<meta http-equiv="refresh" content="600; url=/ny">',
    `<meta http-equiv="refresh" content="0; url=${from}#a">`,
    '<noscript><meta http-equiv="refresh" content="0; url=/uten-skript"></noscript>',
    '<!-- <meta http-equiv="refresh" content="0; url=/ny"> -->',
    '<script>"<meta http-equiv=refresh content=0;url=/ny>"</script>',
    '<meta name="refresh" content="0; url=/ny">',
  ])('stays where it is for %s', (html) => {
    expect(refresh(html)).toBeNull()
  })
})
