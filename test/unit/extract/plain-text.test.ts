import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractText } from '../../../src/extract/plain-text.ts'

const BODY = `Boats sail again ten weeks after the storm that tore away the landing stage at Port Alder

Ines Quillfeather
Ines Quillfeather
The ferry at the quay in Port Alder, March 4, 2026.
The ferry at the quay in Port Alder, March 4, 2026. (Tom Reed/Tidewater Pictures)

The ferry sailed again on Tuesday with 40 passengers, the harbour master said.

Get the Tidewater Post's daily edition by email and never miss a story Free Sign Up

The council has set aside 2.4 million for a new pier, to be finished next autumn.

Waves break over the old pier in January. Credit: Ana Lima

“Nobody wanted to miss the first one,” she added.

Correction: The pier is 54 years old, not 45.

Copyright 2026 The Tidewater Post. All rights reserved.

Most Popular
Council weighs a second ferry
Why the gulls came back to Port Alder`

describe('extractText', () => {
  it('reads a pasted article into its zones', () => {
    const content = extractText({ headline: 'Ferry resumes', body: BODY })
    expect(content).toMatchObject({
      headline: { source: 'text', text: 'Ferry resumes' },
      standfirst: 'Boats sail again ten weeks after the storm that tore away the landing stage at Port Alder',
      byline: ['Ines Quillfeather'],
      notices: [{ kind: 'correction', text: 'Correction: The pier is 54 years old, not 45.' }],
    })
    expect(content.captions).toEqual([
      'The ferry at the quay in Port Alder, March 4, 2026.',
      'The ferry at the quay in Port Alder, March 4, 2026. (Tom Reed/Tidewater Pictures)',
      'Waves break over the old pier in January. Credit: Ana Lima',
    ])
    expect(content.blocks.map(({ text }) => text)).toEqual([
      'The ferry sailed again on Tuesday with 40 passengers, the harbour master said.',
      'The council has set aside 2.4 million for a new pier, to be finished next autumn.',
      '“Nobody wanted to miss the first one,” she added.',
    ])
  })

  it('reads Markdown', () => {
    const { blocks, notices, headline } = extractText(
      '# Ferry advice\n\nUpdated:\n:   4 March 2026\n\n## Before you sail\n\n* see [the timetable](/times)\n* bring a **coat**\n\n> Stay ashore.\n\n| Day | Boats |\n|---|---|\n| Monday | 4 |\n\n![](https://a.example/map.jpg)\n\nThe sea is rough.',
    )
    expect(headline?.text).toBe('Ferry advice')
    expect(notices).toEqual([{ kind: 'update', text: 'Updated: 4 March 2026' }])
    expect(blocks).toEqual([
      { kind: 'subhead', text: 'Before you sail' },
      { kind: 'list_item', text: 'see the timetable' },
      { kind: 'list_item', text: 'bring a coat' },
      { kind: 'quote', text: 'Stay ashore.' },
      { kind: 'table_row', text: 'Day | Boats' },
      { kind: 'table_row', text: 'Monday | 4' },
      { kind: 'paragraph', text: 'The sea is rough.' },
    ])
  })

  it('keeps a single sentence whole', () => {
    const { blocks, standfirst } = extractText({
      headline: 'Ferry resumes',
      body: 'Boats sail again from Port Alder to Marrow Island',
    })
    expect(standfirst).toBeNull()
    expect(blocks).toEqual([{ kind: 'paragraph', text: 'Boats sail again from Port Alder to Marrow Island' }])
  })

  it('joins lines that were wrapped by hand', () => {
    const { blocks } = extractText({
      headline: null,
      body: 'The ferry sailed again on Tuesday with forty passengers and\nwith the mayor on board.',
    })
    expect(blocks.map(({ text }) => text)).toEqual([
      'The ferry sailed again on Tuesday with forty passengers and with the mayor on board.',
    ])
  })

  it.each([
    'Abonnez-vous à notre lettre',
    'Folgen Sie uns auf Mastodon',
    'הרשמו לניוזלטר שלנו',
    'تابعونا على تويتر',
    'Follow us on X',
  ])('leaves out the promo: %s', (promo) => {
    expect(extractText({ headline: 'x', body: `The ferry sailed again on Tuesday.\n\n${promo}` }).blocks).toHaveLength(
      1,
    )
  })

  it('goes on after "Read more" when the article does', () => {
    const prose =
      'The council met for the second time and spoke about the quay, the pier and the ferry, and about what the storm had done to each of them in one night. Nobody voted. '.repeat(
        2,
      )
    expect(
      extractText({ headline: 'x', body: `${prose}\n\nRead more:\n\n${prose}\n\n${prose}` }).blocks.length,
    ).toBeGreaterThanOrEqual(3)
  })

  it('never throws and never makes up text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { blocks } = extractText({ headline: null, body: text })
        const letters = (each: string) => each.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
        for (const block of blocks) expect(letters(text)).toContain(letters(block.text))
      }),
    )
  })
})
