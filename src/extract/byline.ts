import type { Element } from 'domhandler'
import { type ClaimedByline, claimedBylines } from './claimed-byline.ts'
import { textOf } from './element.ts'
import { letters } from './likeness.ts'
import { looksLikeName, namesIn } from './names.ts'
import type { Scan } from './scan.ts'
import { type ShownByline, shownByline } from './shown-byline.ts'

export interface BylineReading {
  names: string[]
  /** The elements that show the byline, so that the body can leave them out. */
  elements: Element[]
}

/**
 * The people named as authors: what JSON-LD says, else meta, else microdata, else the byline that stands on the page.
 * A publisher that names only itself, or an account ("j.reed"), in its structured data yields to people named on the
 * page, and a claim yields to a byline that names the same people and more.
 */
export function readByline(
  scan: Scan,
  jsonLd: ClaimedByline,
  siteNames: readonly string[],
  headline: Element | null,
  ruled: readonly Element[] = [],
): BylineReading {
  const rule = ruled.flatMap((element) => namesIn(textOf(element, 300)))
  if (rule.length > 0) return { names: tidy(rule), elements: [...ruled] }
  const shown = shownByline(scan, headline)
  const names = choose(claimedBylines(scan, jsonLd, siteNames), shown, siteNames)
  return { names: tidy(names), elements: shown.elements }
}

function choose(claims: readonly ClaimedByline[], shown: ShownByline, siteNames: readonly string[]): string[] {
  const own = shown.names.filter((name) => !isSite(name, siteNames))
  const isPerson = (name: string) => looksLikeName(name) && name.includes(' ')
  const people = (claim: ClaimedByline) =>
    claim.names.filter((name) => !isSite(name, siteNames) && !claim.organizations.includes(name))
  const named = claims.find((claim) => people(claim).some(looksLikeName))
  if (named) {
    const holds = named.names.every((name) => own.some((other) => letters(other) === letters(name)))
    return holds && own.length > named.names.length && own.every(isPerson) ? own : named.names
  }
  if (shown.marked && own[0] !== undefined && isPerson(own[0])) return own
  const claim = claims.find((each) => people(each).length > 0) ?? claims[0]
  return claim?.names ?? own
}

function isSite(name: string, siteNames: readonly string[]): boolean {
  const plainName = letters(name)
  return siteNames.some((site) => {
    const known = letters(site)
    return known === plainName || known.replace(/(?:com|net|org|de|at|ch|uk)$/, '') === plainName
  })
}

/** Credentials ("MD", "PhD") go back to the name before them; doubles go. */
function tidy(names: readonly string[]): string[] {
  const tidied: string[] = []
  for (const name of names) {
    const last = tidied.length - 1
    if (
      last >= 0 &&
      /^(?:MD|DO|DDS|DMD|DVM|PhD|PharmD|PsyD|EdD|RN|BSN|MSN|RD|RDN|LD|CPT|CNS|MBA|MPH|MS|MSc|MA|BA|BSc|JD|LLM|CPA|CFA|CFP|PE|LCSW|LMFT|LPC|FAAP|FACP|FOMA|DABOM|E-RYT.*|MW|Jr|Sr|Esq|I{2,3}|Ph\.D|M\.D|R\.N|J\.D)\.?$/.test(
        name,
      )
    ) {
      tidied[last] = `${tidied[last]}, ${name}`
    } else if (!tidied.some((other) => letters(other) === letters(name))) tidied.push(name)
  }
  return tidied
}
