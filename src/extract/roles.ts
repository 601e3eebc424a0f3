/** Bits of what an element's names speak of. */
export const ROLE = { author: 1, date: 2, standfirst: 4 } as const

const AUTHOR =
  /author|byline|by-line|by_line|autor|auteur|verfasser|redakt|forfatter|skribent|journalist|writer|written|contributor|creator|firma(?![a-z])|signature|reporter|kirjoittaja|penulis|yazar|szerzo|credits?(?![a-z])/
const DATE =
  /date|time|publi[sc]|posted|datum|fecha|updated|created|stamp|byline|meta(?![a-z])|data(?![a-z-])|tarih|tanggal|veröffentlich|erstellt|stand(?![a-z])/
const STANDFIRST =
  /standfirst|stand-first|subtitle|sub-title|subhead|sub-head|subline|dek(?![a-z])|deck(?![a-z])|lead(?![a-z])|lede|teaser|intro|excerpt|summary|abstract|strapline|chapo|vorspann|bajada|entradilla|sumario|ingress|description|perex|anons|sottotitolo|untertitel|sapo|catenaccio|byline__lead/

/** The patterns in the order of the bits. */
export const ROLES: ReadonlyArray<readonly RegExp[]> = [[AUTHOR], [DATE], [STANDFIRST]]

/** Bits of `ROLE` for the names of an element, each by itself where they are short; `maybe` has those that can be. */
export function rolesIn(names: readonly string[], maybe: number): number {
  if ((maybe & ALL) === 0) return 0
  const chars = names.reduce((sum, { length }) => sum + length, 0)
  if (chars > MOST_APART) return rolesOf(names.filter((name) => name !== '').join(' '), maybe)
  return names.reduce((roles, name) => roles | rolesOf(name, maybe & ~roles), 0)
}

const ALL = ROLE.author | ROLE.date | ROLE.standfirst
/** Longer names are cut where they stand together. */
const MOST_APART = 300
const MOST_CHARS = 400

function rolesOf(name: string, maybe: number): number {
  if (name === '') return 0
  const lower = name.slice(0, MOST_CHARS).toLowerCase()
  let roles = 0
  if (maybe & ROLE.author && AUTHOR.test(lower)) roles |= ROLE.author
  if (maybe & ROLE.date && DATE.test(lower)) roles |= ROLE.date
  if (maybe & ROLE.standfirst && STANDFIRST.test(lower)) roles |= ROLE.standfirst
  return roles
}
