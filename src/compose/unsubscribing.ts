import type { SealKey } from '../alert/seal.ts'
import { endpointOfToken, isUnsubscribeToken } from '../alert/unsubscribe.ts'
import type { Log } from '../log.ts'
import type { Rules } from '../review/rules.ts'
import { disableEndpoint, endpointById, type StoredEndpoint } from '../store/endpoints.ts'
import type { Store } from '../store/open.ts'
import type { UnsubscribeDeps } from '../web/unsubscribe.ts'
import { mailboxOf } from './mail.ts'
import { openEndpoint } from './sealed-endpoint.ts'
import { tellOfEndpoint } from './tell-of-endpoint.ts'

const REASON = 'unsubscribed by its reader'

/** What the page may do by which a mailbox stops its mails: disable that one endpoint, which operators are told. */
export function unsubscribeDeps(
  parts: { store: Store; log: Log; rules(host: string): Promise<Rules> },
  key: SealKey,
): UnsubscribeDeps {
  const find = async (token: string): Promise<{ endpoint: StoredEndpoint; mailbox: string } | null> => {
    const id = endpointOfToken(token)
    const endpoint = id === null ? null : await endpointById(parts.store.pool, id)
    if (endpoint?.format !== 'email') return null
    const mailbox = mailboxOf(openEndpoint(endpoint, key).url)
    return isUnsubscribeToken(token, { id: endpoint.id, mailbox }, [key]) ? { endpoint, mailbox } : null
  }
  return {
    async find(token) {
      const found = await find(token)
      return found && { shown: shownOf(found.mailbox), stopped: found.endpoint.disabledAt !== null }
    },
    async stop(token) {
      const found = await find(token)
      if (!found) return
      const { id, name, format, failures, failingSince } = found.endpoint
      await disableEndpoint(parts.store.pool, name, REASON)
      const endpoint = { id, name, format, host: shownOf(found.mailbox) }
      const told = { endpoint, failures, since: failingSince, lastError: REASON }
      await tellOfEndpoint(parts, { type: 'endpoint.disabled', ...told })
    },
  }
}

/** A mailbox as it may be shown to who has only a link: its beginning and its domain. */
function shownOf(mailbox: string): string {
  return mailbox.replace(/^(.).*@/, '$1…@')
}
