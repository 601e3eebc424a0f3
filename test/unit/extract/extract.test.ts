import { describe, expect, it } from 'vitest'
import { extract } from '../../../src/extract/extract.ts'

const PAGE = `<!doctype html><html lang="en"><head><title>Ferry to Marrow Island resumes - The Tidewater Post</title></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>Ferry to Marrow Island resumes</h1>
<p>The ferry between Port Alder and Marrow Island sailed again on Tuesday, ten weeks after a storm tore away the landing stage.</p>
<p>Some 40 passengers waited on the quay before dawn, the harbour master, Ines Quillfeather, said. “Nobody wanted to miss the first one,” she added.</p>
<p>The council has set aside 2.4 million for a new pier, which is to be finished by the autumn of next year.</p>
</article></main><footer><p>© The Tidewater Post. All rights reserved.</p></footer></body></html>`

describe('extract', () => {
  it('gives the paragraphs of the article and nothing around them', () => {
    const { blocks } = extract({ html: PAGE, url: 'https://tidewater.example/ferry', rules: null })
    expect(blocks.map((block) => block.text.slice(0, 20))).toEqual([
      'The ferry between Po',
      'Some 40 passengers w',
      'The council has set ',
    ])
  })
})
