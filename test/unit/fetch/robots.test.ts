import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crawlDelay, isAllowed, parseRobots, productToken } from '../../../src/fetch/robots.ts'

const PAGE = 'https://courant.example/nieuws/brug.html'

function may(lines: string[] | Uint8Array, url = PAGE, agent = 'Stet'): boolean {
  return isAllowed(parseRobots(Array.isArray(lines) ? lines.join('\n') : lines), agent, url).allowed
}

describe('isAllowed', () => {
  it('allows everything when the file is empty or says nothing it knows', () => {
    expect(may([])).toBe(true)
    expect(may(['<!doctype html>', 'Disallow: /nieuws'])).toBe(true)
  })

  it('lets the longest rule decide and Allow win a draw', () => {
    expect(may(['User-agent: *', 'Disallow: /', 'Allow: /nieuws/'])).toBe(true)
    expect(may(['User-agent: *', 'Allow: /nieuws', 'Disallow: /nieuws/brug'])).toBe(false)
    expect(may(['User-agent: *', 'Disallow: /nieuws', 'Allow: /nieuws'])).toBe(true)
  })

  it('names the rule that decided with its line', () => {
    const robots = parseRobots('# peace\nUser-agent: *\nDisallow: /nieuws/')
    expect(isAllowed(robots, 'Stet', PAGE)).toEqual({
      allowed: false,
      rule: { allow: false, pattern: '/nieuws/', line: 3 },
    })
    expect(isAllowed(robots, 'Stet', 'https://courant.example/').rule).toBeNull()
  })

  it('takes the groups that name the crawler, joined, in place of those for everyone', () => {
    const file = [
      'User-agent: *',
      'Disallow: /',
      'User-agent: stet',
      'Disallow: /x',
      'User-agent: STET/2',
      'Disallow: /y',
    ]
    expect(may(file)).toBe(true)
    expect(may(file, 'https://courant.example/x')).toBe(false)
    expect(may(file, 'https://courant.example/y')).toBe(false)
    expect(may(file, PAGE, 'Other')).toBe(false)
  })

  it('frees a crawler that is named by a group without rules', () => {
    expect(may(['User-agent: *', 'Disallow: /', '', 'User-agent: Stet'])).toBe(true)
    expect(may(['User-agent: *', 'Disallow: /', '', 'User-agent: Stet', 'Disallow:'])).toBe(true)
  })

  it('keeps a list of agents together across sitemaps, delays and unknown lines', () => {
    expect(may(['User-agent: Stet', 'Crawl-delay: 3', 'Sitemap: /s.xml', 'User-agent: Other', 'Disallow: /'])).toBe(
      false,
    )
  })

  it('forgives missing colons, misspellings, odd spaces and comments', () => {
    expect(may(['user agent *', 'disallow /nieuws'])).toBe(true)
    expect(may(['useragent *', 'disalow /nieuws'])).toBe(false)
    expect(may(['USER-AGENT :\t* # all', 'Disallow : /nieuws # not this'])).toBe(false)
    expect(may(['User-agent: *', 'Disallow /nieuws /sport'])).toBe(true)
  })

  it('reads every kind of line end and a byte order mark, even half of one', () => {
    expect(may(['User-agent: *\r\nDisallow: /nieuws\r'])).toBe(false)
    expect(may(['User-agent: *\rDisallow: /nieuws'])).toBe(false)
    expect(may(Uint8Array.of(0xef, 0xbb, ...Buffer.from('User-agent: *\nDisallow: /nieuws')))).toBe(false)
  })

  it('knows wildcards, the end sign and escapes', () => {
    expect(may(['User-agent: *', 'Disallow: /*.html$'])).toBe(false)
    expect(may(['User-agent: *', 'Disallow: /*.html$'], `${PAGE}?x=1`)).toBe(true)
    expect(may(['User-agent: *', 'Disallow: /zuid-hollandsé'], 'https://courant.example/zuid-hollands%C3%A9')).toBe(
      false,
    )
    expect(may(['User-agent: *', 'Disallow: /a%2fb'], 'https://courant.example/a%2Fb')).toBe(false)
  })

  it('takes an allowed index page for its folder', () => {
    const file = ['User-agent: *', 'Disallow: /', 'Allow: /nieuws/index.html']
    expect(may(file, 'https://courant.example/nieuws/')).toBe(true)
    expect(may(file, PAGE)).toBe(false)
  })

  it('looks at path and query only, never at the fragment', () => {
    expect(may(['User-agent: *', 'Disallow: /?'], 'https://courant.example?page=2')).toBe(false)
    expect(may(['User-agent: *', 'Disallow: /*brug'], 'https://courant.example/a#brug')).toBe(true)
  })

  it('does not read a rule that its own size limit would cut', () => {
    const padding = `# ${'x'.repeat(16_000)}\n`.repeat(33)
    const cut = `User-agent: *\n${padding.slice(0, 512 * 1024 - 25)}\nDisallow: /nieuws`
    expect(may([cut], 'https://courant.example/')).toBe(true)
  })

  it('matches as trying every place would', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '$'), maxLength: 12 })
    const tail = fc.string({ unit: fc.constantFrom('a', 'b', '/', '$'), maxLength: 12 })
    fc.assert(
      fc.property(piece, tail, (pattern, rest) => {
        const file = ['User-agent: *', `Disallow: /${pattern}`]
        expect(may(file, `https://courant.example/${rest}`)).toBe(!everyPlace(`/${pattern}`, `/${rest}`))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('parseRobots', () => {
  it('keeps the sitemaps and the longest delay asked of a crawler', () => {
    const robots = parseRobots(
      'Sitemap: https://courant.example/s.xml\nUser-agent: *\nCrawl-delay: 1\nUser-agent: Stet\nCrawl-delay: 2.5\nCrawl-delay: soon\nDisallow: /x',
    )
    expect(robots.sitemaps).toEqual(['https://courant.example/s.xml'])
    expect(crawlDelay(robots, 'Stet')).toBe(2.5)
    expect(crawlDelay(parseRobots('User-agent: *\nDisallow: /'), 'Stet')).toBeNull()
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, url) => {
        expect(typeof isAllowed(parseRobots(bytes), 'Stet', url).allowed).toBe('boolean')
      }),
    )
  })
})

describe('productToken', () => {
  it('is what groups call a crawler', () => {
    expect(productToken('Stet/1.0 (+https://courant.example/bot)')).toBe('stet')
  })
})

/** The matching of the RFC by brute force: all places at which a prefix of the pattern can end. */
function everyPlace(pattern: string, path: string): boolean {
  let places = new Set([0])
  for (const [index, sign] of [...pattern].entries()) {
    if (sign === '$' && index === pattern.length - 1) return places.has(path.length)
    const next = new Set<number>()
    for (const place of places) {
      if (sign === '*') for (let end = place; end <= path.length; end++) next.add(end)
      else if (path[place] === sign) next.add(place + 1)
    }
    places = next
  }
  return places.size > 0
}
