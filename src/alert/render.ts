import type { EndpointFormat } from './endpoint.ts'
import type { StetEvent } from './event.ts'
import { fitEvent } from './fit-event.ts'
import { renderDiscord } from './formats/discord.ts'
import { renderEmail } from './formats/email.ts'
import { renderSlack } from './formats/slack.ts'
import { renderStet } from './formats/stet.ts'
import { renderTeams } from './formats/teams.ts'
import type { Message, Rendered } from './message.ts'
import { keyedLinks } from './page-key.ts'

/** What makes links of an event's addresses: rights that stand in what is sent and nowhere else, not in the ledger. */
export interface LinkMaker {
  /** Where editors answer back to an event (answerUrl). */
  answer(eventId: string): string
  /** The key to an article's pages (pageKey); null where they are open. */
  pageKey(articleId: string): string | null
}

/**
 * The bytes that an endpoint of this format is sent. Called once, at release; every try sends the same.
 * @param links null where nothing is behind links, as in a test
 */
export function render(format: EndpointFormat, given: Message, links: LinkMaker | null = null): Rendered {
  // Events are stored fitted; one that is not (back-testing, an older release) must not make a format work on megabytes.
  const message = { ...given, events: given.events.map((event) => fitEvent(linked(event, links))) }
  switch (format) {
    case 'stet':
      return renderStet(message)
    case 'slack':
      return renderSlack(message)
    case 'teams':
      return renderTeams(message)
    case 'discord':
      return renderDiscord(message)
    case 'email':
      return renderEmail(message)
  }
}

function linked(event: StetEvent, make: LinkMaker | null): StetEvent {
  if (make === null || !('article' in event.data) || !event.data.links) return event
  const key = make.pageKey(event.data.article.id)
  const pages = key === null ? event.data.links : keyedLinks(event.data.links, key)
  const links = { ...pages, answer: make.answer(event.data.id) }
  return { ...event, data: { ...event.data, links } } as StetEvent
}
