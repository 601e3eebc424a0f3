/** Parameters that only count visitors: the article is the same without them. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|twclid|yclid|_ga|wt_mc|xtor|cmpid|icid|at_(?:medium|campaign|link_\w+|custom\d|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee))$/i

/** An article's address in the one form that the ledger keeps: without fragment and tracking parameters. */
export function plainAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  return url.href
}

/**
 * The same address as sites commonly spell it: with and without a last slash, `www.`, TLS. Whether they lead to one
 * article is the site's to say; this only says where it is worth asking.
 */
export function spellings(address: string): string[] {
  const url = new URL(address)
  const bare = url.host.replace(/^www\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  const found = new Set<string>()
  for (const scheme of ['https:', 'http:'])
    for (const host of [bare, `www.${bare}`])
      for (const end of path === '' ? ['/'] : ['', '/']) found.add(`${scheme}//${host}${path}${end}${url.search}`)
  found.delete(address)
  return [...found]
}
