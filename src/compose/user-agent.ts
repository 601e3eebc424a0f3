/** An honest name: what it is, its version, and how its operator is reached. */
export function userAgent(version: string, contact: string | null): string {
  return `Stet/${version} (news change monitor${contact === null ? '' : `; ${contact}`})`
}
