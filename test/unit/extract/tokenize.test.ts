import { type ChildNode, isTag, isText } from 'domhandler'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/extract/entities.ts'
import { parse } from '../../../src/extract/parse.ts'

type Dump = string | [string, Array<[string, string]>, Dump[]]

/** A tree as plain data, without what `parse` leaves out: comments, scripts, styles and the insides of drawings. */
function dump(children: readonly ChildNode[]): Dump[] {
  const dumped: Dump[] = []
  for (const node of children) {
    if (isText(node)) {
      // A comment between two texts parts them in one tree and not in the other.
      const last = dumped.at(-1)
      if (typeof last === 'string') dumped[dumped.length - 1] = last + node.data
      else dumped.push(node.data)
    } else if (isTag(node) && node.name !== 'script' && node.name !== 'style') {
      const children = node.name === 'svg' ? [] : dump(node.children)
      dumped.push([node.name, Object.entries(node.attribs), node.name === 'title' ? readAgain(children) : children])
    }
  }
  return dumped
}

/** Behind a `<` in a title htmlparser2 leaves character references as they are, which HTML does not. */
function readAgain(children: Dump[]): Dump[] {
  return children.map((child) => (typeof child === 'string' ? decodeText(child) : child))
}

function expectSameTree(html: string): void {
  expect(dump(parse(html).root.children)).toEqual(dump(parseDocument(html).children))
}

const PIECES = [
  ...[
    '<p>',
    '</p>',
    '<P Class=x>',
    '<div id="a" class=',
    '<div>',
    '</div >',
    '<a href="/b?c&amp;d=1"',
    '</a/>',
    '<li>',
  ],
  ...['<ul>', '</ul>', '<table><tr>', '<td>', '<th>', '</table>', '<dd>', '<dt>', '<option>', '<select>', '<br>'],
  ...[
    '</br>',
    '<br/>',
    '<img alt=x/>',
    '<input type=hidden value="',
    '<h1>',
    '</h1>',
    '<x-box y>',
    '</x-box>',
    '<body>',
  ],
  ...['<script>', '</script>', '</SCRIPT\n>', '<style>', '</style>', '<title>', '</title>', '<textarea>', '</textarea'],
  ...['<svg>', '<path d="M0"/>', '</svg>', '<math>', '<mi>', '<desc/>', '<!--', '-->', '--', '<!', '<!-', '<!>', '<?'],
  ...[
    '<![CDATA[',
    ']]>',
    '</',
    '</>',
    '</3',
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    ' ',
    '\n',
    'text',
    ' a="1" a=2',
    '__proto__=1',
  ],
  ...['&amp;', '&eacute;', '&#x41;', '&copy=1', '<a b = c>', '<a/b=c/d>', ' itemprop', '\u{1f6a2}', 'é'],
]

describe('tokenize', () => {
  it('makes the tree that htmlparser2 makes, whatever the markup', () => {
    const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 })
    // The end closes what is open: of a tag that is cut off htmlparser2 keeps the last letter.
    fc.assert(
      fc.property(page, (pieces) => expectSameTree(`${pieces.join('')}">`)),
      { numRuns: 3000 },
    )
  })

  it('drops a tag that the end cuts off', () => {
    for (const html of ['<p>One<a href="/two', '<p>One<a hre', '<p>One</p', '<p>One<!-- two', '<p>One<br /'])
      expect(dump(parse(html).root.children)).toEqual([['p', [], ['One']]])
  })

  it('takes a lone less-than sign for text', () => {
    expect(dump(parse('<p>3 < 4 </> <3').root.children)).toEqual([['p', [], ['3 < 4 </> <3']]])
  })

  it('ends a script at its own closing tag only', () => {
    const { scripts } = parse('<script>a = "</scripts></b>" </SCRIPT ><p>')
    expect(scripts[0]?.text).toBe('a = "</scripts></b>" ')
  })
})
