import { isMap, isScalar, type Node, type Pair, parseDocument } from 'yaml'
import { RELOADABLE } from '../src/compose/reload.ts'

/** One setting of config/default.yaml. */
interface Setting {
  path: string
  value: unknown
  /** The comment above it; settings without one share that of the setting above. */
  about: string
}

/** docs/settings.md, made from the text of config/default.yaml. */
export function settingsPage(defaults: string): string {
  const rows = settingsOf(parseDocument(defaults).contents, []).map(({ path, value, about }) => {
    const mark = RELOADABLE.some((one) => path === one || path.startsWith(`${one}.`)) ? ' ↻' : ''
    const variable = `STET_${path.replaceAll('.', '_').toUpperCase()}`
    return `| \`${path}\`${mark} | \`${JSON.stringify(value)}\` | \`${variable}\` | ${about.replaceAll('|', '\\|')} |`
  })
  return `${HEAD}\n${rows.join('\n')}\n`
}

const HEAD = `# Settings

Made from [config/default.yaml](../config/default.yaml) by \`node scripts/settings-table.ts\`; edit that file instead.

A setting is taken from the environment, else from your own file (\`STET_CONFIG=/path/to/stet.yaml\`, same keys), else
from the default. Lists and maps are given as JSON. \`NAME_FILE\` names a file that holds the value, for secrets.
\`DATABASE_URL\`, \`REDIS_URL\` and \`MASTER_KEY\` are read too. Unknown settings are errors, and all faults are told at once.

Settings marked ↻ are read again on SIGHUP (\`systemctl reload stet\`), with the site rules and the watchlist; what is
wrong then keeps the old. The others wait for a restart, and the log names them.

| setting | default | environment | what it does |
|---|---|---|---|`

function settingsOf(node: unknown, path: string[]): Setting[] {
  if (!isMap(node)) return []
  const found: Setting[] = []
  for (const [at, pair] of node.items.entries()) {
    const { key, value } = pair as Pair<Node, Node | null>
    if (!isScalar(key)) continue
    const own = [...path, String(key.value)]
    // The comment above the first key of a map is the map's.
    const about = comment((at === 0 ? node.commentBefore : null) ?? key.commentBefore) || (found.at(-1)?.about ?? '')
    if (isMap(value) && value.items.length > 0) found.push(...settingsOf(value, own))
    else found.push({ path: own.join('.'), value: value?.toJSON() ?? null, about })
  }
  return found
}

/** The last paragraph of a comment: those before it stand apart by an empty line, as the head of the file does. */
function comment(text: string | null | undefined): string {
  const paragraph = (text ?? '').split(/\n\s*\n/).at(-1) ?? ''
  return paragraph.replaceAll(/\s+/g, ' ').trim()
}
