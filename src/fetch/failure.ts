import { StetError } from '../errors.ts'

/** Why no whole response came. `local_error` is our own side: no descriptors, no network, no memory. */
export type FailureCode =
  | 'refused_url'
  | 'refused_address'
  | 'dns_error'
  | 'connect_error'
  | 'tls_error'
  | 'timeout'
  | 'reset'
  | 'protocol_error'
  | 'local_error'
  | 'aborted'

/** A thrown value as a failure; `cause` is the library's own code. */
export function failureOf(thrown: unknown, host: string): { code: FailureCode; detail: string; cause: string | null } {
  const chain = causes(thrown)
  for (const error of chain) {
    if (error instanceof StetError && OWN.has(error.code)) {
      return { code: ownCode(error.code), detail: error.message, cause: null }
    }
    const cause = codeOf(error)
    const code = classOf(error.name, cause)
    if (code) return { code, detail: `${host}: ${cause ?? error.name}: ${error.message}`, cause }
  }
  const last = chain[0]
  return {
    code: 'protocol_error',
    detail: `${host}: ${last?.message ?? String(thrown)}`,
    cause: last ? codeOf(last) : null,
  }
}

const OWN = new Set<string>(['refused_address', 'dns_error', 'connect_error', 'timeout'] satisfies FailureCode[])

function ownCode(code: string): FailureCode {
  return code === 'refused_address' || code === 'dns_error' || code === 'timeout' ? code : 'connect_error'
}

function classOf(name: string, code: string | null): FailureCode | null {
  if (name === 'TimeoutError') return 'timeout'
  if (name === 'AbortError' || name === 'RequestAbortedError') return 'aborted'
  if (code === null) return null
  if (DNS.test(code)) return 'dns_error'
  if (LOCAL.has(code)) return 'local_error'
  if (CONNECT.has(code)) return 'connect_error'
  if (TIMEOUT.test(code)) return 'timeout'
  if (TLS.test(code)) return 'tls_error'
  if (RESET.has(code)) return 'reset'
  if (PROTOCOL.test(code)) return 'protocol_error'
  return null
}

// getaddrinfo and c-ares
const DNS = /^(?:ENOTFOUND|EAI_[A-Z]+|ENODATA|ESERVFAIL|EFORMERR|EREFUSED|EBADRESP|ENONAME|EBADNAME|EDESTRUCTION)$/
const LOCAL = new Set([
  'EMFILE',
  'ENFILE',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOBUFS',
  'ENOMEM',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
])
const CONNECT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN'])
const TIMEOUT = /^(?:UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT|ECONNABORTED)$/
// Node's own codes, OpenSSL's verify results (X509_V_ERR_ names) and its error queue
const TLS =
  /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT_|ERROR_IN_CRL_|AKID_|SUBJECT_ISSUER_|EE_KEY_|CA_KEY_|CA_MD_|UNSPECIFIED$|IP_ADDRESS_MISMATCH|EMAIL_MISMATCH)/
const RESET = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
  'ERR_STREAM_PREMATURE_CLOSE',
])
const PROTOCOL = /^(?:HPE_|UND_ERR_)/

function causes(thrown: unknown): Error[] {
  const chain: Error[] = []
  for (let at = thrown; at instanceof Error && chain.length < 8; ) {
    chain.push(at)
    at = at instanceof AggregateError ? at.errors[0] : at.cause
  }
  return chain
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}
