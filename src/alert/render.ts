import type { EndpointFormat } from './endpoint.ts'
import type { StetEvent } from './event.ts'
import { fitEvent } from './fit-event.ts'
import { renderDiscord } from './formats/discord.ts'
import { renderEmail } from './formats/email.ts'
import { renderSlack } from './formats/slack.ts'
import { renderStet } from './formats/stet.ts'
import { renderTeams } from './formats/teams.ts'
import type { Message, Rendered } from './message.ts'

/**
 * The bytes that an endpoint of this format is sent. Called once, at release; every try sends the same.
 * @param answer where editors answer back to an event (answerUrl); only for events that link to Stet's pages
 */
export function render(
  format: EndpointFormat,
  given: Message,
  { answer = null }: { answer?: ((eventId: string) => string) | null } = {},
): Rendered {
  // Events are stored fitted; one that is not (back-testing, an older release) must not make a format work on megabytes.
  const message = { ...given, events: given.events.map((event) => fitEvent(answerable(event, answer))) }
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

function answerable(event: StetEvent, answer: ((eventId: string) => string) | null): StetEvent {
  if (answer === null || event.type !== 'article.changed' || !event.data.links) return event
  return { ...event, data: { ...event.data, links: { ...event.data.links, answer: answer(event.data.id) } } }
}
