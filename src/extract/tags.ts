import { NameTable } from './name-table.ts'

/** What the parser has to know of a tag. */
export interface Tag {
  /** In lower case. */
  name: string
  /** Has no content and no closing tag. */
  isVoid: boolean
  /** Open elements that end where this one begins. */
  ends: ReadonlySet<string> | null
  /** Inside `drawing` tags a slash closes an element; `text` tags in them hold HTML again. */
  context: 'html' | 'drawing' | 'text'
  /** Its content is text up to its own closing tag. */
  isText: boolean
}

/** The tag whose name stands there. Names that HTML does not know are plain tags. */
export function tagAt(html: string, start: number, end: number): Tag {
  const known = TAGS.find(html, start, end)
  if (known) return known
  const name = html.slice(start, end).toLowerCase()
  return { name, isVoid: false, ends: null, context: 'html', isText: false }
}

const words = (list: string): string[] => list.split(' ')

/** Opening the tags on the left ends the elements on the right where they stand innermost: htmlparser2's rules. */
const ENDS: ReadonlyArray<readonly [string, string]> = [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['li', 'li'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', 'thead tbody'],
  ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
  [
    'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
]
const VOID = new Set(
  words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'),
)
const DRAWING = new Set(['math', 'svg'])
const TEXT_IN_DRAWING = new Set(words('mi mo mn ms mtext annotation-xml foreignobject desc title'))
const HOLDS_TEXT = new Set(words('script style title textarea xmp'))
/** The others that pages are made of, so that equal names are one string. */
const PLAIN = words(
  'html head body main span a b i u s em strong small sub sup abbr cite code q mark time noscript template iframe object video audio canvas picture figure label legend thead caption colgroup summary dialog address blockquote g path rect circle use defs symbol font center ins del bdi article header footer nav',
)

const NAMES = new Set([
  ...ENDS.flatMap(([names]) => words(names)),
  ...[...VOID, ...DRAWING, ...TEXT_IN_DRAWING, ...HOLDS_TEXT, ...PLAIN],
])
const TAGS = new NameTable([...NAMES].map((name): [string, Tag] => [name, describe(name)]))

function describe(name: string): Tag {
  const ends = ENDS.find(([names]) => words(names).includes(name))
  return {
    name,
    isVoid: VOID.has(name),
    ends: ends ? new Set(words(ends[1])) : null,
    context: DRAWING.has(name) ? 'drawing' : TEXT_IN_DRAWING.has(name) ? 'text' : 'html',
    isText: HOLDS_TEXT.has(name),
  }
}
