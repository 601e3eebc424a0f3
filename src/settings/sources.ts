import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'

/** Names that the world already knows, beside the STET_ ones. */
const ALIASES: Record<string, string> = {
  DATABASE_URL: 'STET_DATABASE_URL',
  REDIS_URL: 'STET_REDIS_URL',
  MASTER_KEY: 'STET_MASTER_KEY',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'STET_TRACES_ENDPOINT',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'STET_TRACES_URL',
  OTEL_TRACES_SAMPLER_ARG: 'STET_TRACES_SAMPLE',
}

/** Variables that are read elsewhere and are no setting. */
const NOT_SETTINGS = new Set(['STET_CONFIG'])

export interface ConfigSources {
  /** Text of config/default.yaml. */
  defaults: string
  /** The operator's own file, if any. */
  file: { path: string; text: string } | null
  env: Record<string, string | undefined>
  /** Reads the file that a NAME_FILE variable names. */
  readSecret: (path: string) => string
}

/** Settings as they were given, not checked yet. */
export interface GivenSettings {
  tree: Tree
  /** What could not be read at all. */
  faults: string[]
  /** Where a setting was given, and its name: the file's line, or the variable. */
  placeOf(path: readonly PropertyKey[]): string
}

/** Joins the defaults, the operator's file and the environment, the later over the earlier. */
export function readSources(sources: ConfigSources): GivenSettings {
  const faults: string[] = []
  const { tree } = readYaml('config/default.yaml', sources.defaults, faults)
  const file = sources.file ? readYaml(sources.file.path, sources.file.text, faults) : null
  if (file) merge(tree, file.tree)
  const variables = new Map<string, string>()
  for (const [name, { text, variable }] of environment(sources, faults)) {
    const path = applyVariable(tree, name, text)
    if (path === null) faults.push(`${variable}: no such setting`)
    else variables.set(path, variable)
  }
  return {
    tree,
    faults,
    placeOf(path) {
      const name = path.map(String).join('.') || 'settings'
      const variable = variables.entries().find(([given]) => name === given || name.startsWith(`${given}.`))?.[1]
      if (variable !== undefined) return `${variable} (${name})`
      const line = file?.lineOf(path) ?? null
      return line === null ? name : `${sources.file?.path}:${line} ${name}`
    },
  }
}

type Tree = { [key: string]: unknown }

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface ReadYaml {
  tree: Tree
  /** The line that gives a setting or, where it is a list or map, its nearest part; null where the file says nothing of it. */
  lineOf(path: readonly PropertyKey[]): number | null
}

function readYaml(path: string, text: string, faults: string[]): ReadYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (const error of document.errors) {
    faults.push(`${path}:${lines.linePos(error.pos[0]).line} ${error.message.split('\n')[0]}`)
  }
  const value: unknown = document.errors.length > 0 ? null : document.toJS()
  if (!isTree(value) && value !== null) faults.push(`${path}: must be a map of settings`)
  return {
    tree: isTree(value) ? value : {},
    lineOf(wanted) {
      let node: unknown = document.contents
      let line: number | null = null
      for (const key of wanted) {
        if (!isMap(node)) break
        const pair = node.items.find((item) => String(item.key) === String(key))
        const range = isScalar(pair?.key) ? pair.key.range : null
        if (!pair || !range) break
        line = lines.linePos(range[0]).line
        node = pair.value
      }
      return line
    },
  }
}

/** Maps that are settings as a whole: a file's map replaces the default one instead of joining it. */
const WHOLE_MAPS = new Set(['resolve', 'windows', 'proxies', 'by_tag', 'by_host'])

function merge(into: Tree, from: Tree): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key]
    if (isTree(present) && isTree(value) && !WHOLE_MAPS.has(key)) merge(present, value)
    else into[key] = value
  }
}

/** Values by the STET_ name of their setting, with the variable that gave them. */
function environment(sources: ConfigSources, faults: string[]): Map<string, { text: string; variable: string }> {
  const variables = new Map<string, { text: string; variable: string }>()
  for (const [variable, value] of Object.entries(sources.env)) {
    if (value === undefined || value === '') continue
    const fromFile = variable.endsWith('_FILE')
    const plain = fromFile ? variable.slice(0, -'_FILE'.length) : variable
    const name = ALIASES[plain] ?? plain
    if (!name.startsWith('STET_') || NOT_SETTINGS.has(name)) continue
    try {
      variables.set(name, { variable, text: fromFile ? sources.readSecret(value).trim() : value })
    } catch (error) {
      faults.push(`${variable}=${value}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return variables
}

/** Gives a setting its value; returns its path, null where there is no such setting. */
function applyVariable(settings: Tree, name: string, text: string): string | null {
  const place = findSetting(settings, name.slice('STET_'.length).toLowerCase())
  if (!place) return null
  const { tree, key, path } = place
  tree[key] = readValue(tree[key], text)
  return path
}

/** What is no number and no JSON stays text, which the check then refuses by name. */
function readValue(present: unknown, text: string): unknown {
  // Text, and what is null by default: text too.
  if (typeof present === 'string' || present === null) return text
  // A list of plain words may be written with commas, as STET_ROLES=plan,check.
  if (Array.isArray(present) && !/^\s*[[{]/.test(text)) return text.split(',').map((word) => word.trim())
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** HTTP_PORT is http.port, DATA_DIR is data_dir: a setting's path joined by `_`. */
function findSetting(tree: Tree, wanted: string): { tree: Tree; key: string; path: string } | null {
  for (const key of Object.keys(tree)) {
    if (key === wanted) return { tree, key, path: key }
    const below = tree[key]
    if (wanted.startsWith(`${key}_`) && isTree(below)) {
      const found = findSetting(below, wanted.slice(key.length + 1))
      if (found) return { ...found, path: `${key}.${found.path}` }
    }
  }
  return null
}
