/** The entry of a host in a map by host, `*.suffix` or `*`: the exact name first, then the longest suffix. */
export function byHost<T>(entries: ReadonlyMap<string, T>, host: string): T | undefined {
  const name = host.toLowerCase().replace(/\.$/, '')
  const exact = entries.get(name)
  if (exact !== undefined) return exact
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const wild = entries.get(`*${name.slice(dot)}`)
    if (wild !== undefined) return wild
  }
  return entries.get('*')
}
