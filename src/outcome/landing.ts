import type { Redirect } from '../article.ts'

/** What kind of place redirects led to, by the URLs alone. */
export type Landing = 'same' | 'home' | 'login' | 'elsewhere'

/**
 * `home` is the front page or a section above the article: what sites answer for articles that they took down.
 * `same` is the article's own path under another scheme, host, case or trailing slash, or no redirect at all.
 */
export function landingOf(asked: string, landed: string): Landing {
  if (!URL.canParse(asked) || !URL.canParse(landed)) return 'same'
  const from = pathOf(asked)
  const to = pathOf(landed)
  if (from === to) return 'same'
  if (LOGIN.test(to) && !LOGIN.test(from)) return 'login'
  return to === '' || from.startsWith(`${to}/`) || LANGUAGE_HOME.test(to) ? 'home' : 'elsewhere'
}

/** Where an article moved for good: every hop permanent, to another address, neither home nor login. Null otherwise. */
export function movedTo(asked: string, landed: string, redirects: Redirect[]): string | null {
  if (redirects.length === 0 || asked === landed) return null
  const permanent = redirects.every(({ status }) => status === 301 || status === 308)
  const landing = landingOf(asked, landed)
  return permanent && landing !== 'home' && landing !== 'login' ? landed : null
}

/** Whether a URL is, by its path, a place to log in or to subscribe. */
export function isLogin(url: string): boolean {
  return URL.canParse(url) && LOGIN.test(pathOf(url))
}

const LOGIN =
  /\/(?:log-?in|sign-?in|signon|sso|oauth2?|auth|account|konto|anmelden|anmeldung|connexion|identifiez-vous|acceso|entrar|accedi|inloggen|logg-?inn|logga-in|register|registrierung|subscribe|subscription|abo|abonnement|suscripcion|paywall)(?:[/.]|$)/i
const LANGUAGE_HOME = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?|home|index(?:\.\w+)?)$/i

function pathOf(url: string): string {
  return decoded(new URL(url).pathname).toLowerCase().replace(/\/+$/, '')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
