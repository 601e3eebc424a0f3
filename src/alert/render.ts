import type { EndpointFormat } from './endpoint.ts'
import { renderStet } from './formats/stet.ts'
import type { Message, Rendered } from './message.ts'

/** The bytes that an endpoint of this format is sent. Called once, at release; every try sends the same. */
export function render(format: EndpointFormat, message: Message): Rendered {
  switch (format) {
    case 'stet':
      return renderStet(message)
    default:
      return renderStet(message)
  }
}
