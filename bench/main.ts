/**
 * The measured promises behind one entry: `npm run -s bench -- NAME ARGS`.
 * A bench prints JSON lines on stdout and its progress on stderr; it never sees the labels it is scored by.
 */
const BENCHES: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  changes: () => import('./changes.ts'),
  cpu: () => import('./cpu.ts'),
  extract: () => import('./extract.ts'),
  'extract-peers': () => import('./extract-peers.ts'),
  known: () => import('./known.ts'),
  rotate: () => import('./rotate.ts'),
  'train-body': () => import('./train-body.ts'),
  gate: () => import('./gate.ts'),
  responses: () => import('./responses.ts'),
  robots: () => import('./robots.ts'),
  replay: () => import('./replay/run.ts'),
  ssrf: () => import('./ssrf.ts'),
  schedule: () => import('./schedule.ts'),
  size: () => import('./size.ts'),
  deliver: () => import('./deliver.ts'),
  kills: () => import('./kills.ts'),
  soak: () => import('./soak.ts'),
  throughput: () => import('./throughput.ts'),
  webhooks: () => import('./webhooks.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = BENCHES[name]
if (!load) {
  process.stderr.write(`usage: npm run -s bench -- NAME ARGS\nbenches: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(2)
}
await (await load()).run(args)
