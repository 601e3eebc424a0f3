import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its key, as PEM. */
export interface Certificate {
  cert: string
  key: string
}

export interface Authority extends Certificate {
  /** Issues one for these names, valid from and until so many days from now. */
  issue(names: readonly string[], days?: { from: number; until: number }): Certificate
}

const DAY_MS = 86_400_000
const VALID = { from: -1, until: 30 }

/** An authority that nobody trusts but who is told to, made when a test runs: no key lies in the repository. */
export function createAuthority(name = 'Test Authority'): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const own = certificate({
    subject: name,
    issuer: name,
    names: [],
    isCa: true,
    days: VALID,
    publicKey,
    signer: privateKey,
  })
  return {
    cert: own,
    key: pemOf(privateKey),
    issue: (names, days = VALID) => issued({ names, days, issuer: name, signer: privateKey }),
  }
}

/** One that vouches for itself. */
export function selfSigned(names: readonly string[]): Certificate {
  return issued({ names, days: VALID, issuer: names[0] ?? '', signer: null })
}

function issued(of: {
  names: readonly string[]
  days: typeof VALID
  issuer: string
  signer: KeyObject | null
}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = of.names[0] ?? ''
  const cert = certificate({ ...of, subject, isCa: false, publicKey, signer: of.signer ?? privateKey })
  return { cert, key: pemOf(privateKey) }
}

/** X.509 v3 (RFC 5280) in DER, signed with ECDSA and SHA-256. */
function certificate(of: {
  subject: string
  issuer: string
  names: readonly string[]
  isCa: boolean
  days: typeof VALID
  publicKey: KeyObject
  signer: KeyObject
}): string {
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const extensions = [
    of.isCa
      ? sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), octets(sequence(der(0x01, Buffer.from([0xff])))))
      : null,
    of.names.length > 0
      ? sequence(oid('551d11'), octets(sequence(...of.names.map((name) => der(0x82, Buffer.from(name))))))
      : null,
  ].filter((one) => one !== null)
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    nameOf(of.issuer),
    sequence(timeOf(of.days.from), timeOf(of.days.until)),
    nameOf(of.subject),
    of.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, of.signer)
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function der(tag: number, content: Buffer): Buffer {
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const octets = (content: Buffer) => der(0x04, content)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
/** A distinguished name that is a common name alone. */
const nameOf = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))))

/** GeneralizedTime, so many days from now. */
function timeOf(days: number): Buffer {
  const digits = new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '')
  return der(0x18, Buffer.from(digits))
}

function pemOf(key: KeyObject): string {
  return createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}
