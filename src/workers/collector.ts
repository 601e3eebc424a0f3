/** Long enough for a collector that is there. */
const PATIENCE_MS = 4_000

/**
 * Asks a collector whether it takes traces, by sending none.
 * @param url as the exporter has it
 * @returns its answer in words
 * @throws Error when it does not answer, or not as a collector does
 */
export async function askCollector(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"resourceSpans":[]}',
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'error',
  })
  await response.body?.cancel()
  // The probe carries none of the exporter's headers.
  if (response.status === 401 || response.status === 403) return `answers ${response.status} without its headers`
  if (!response.ok) throw new Error(`HTTP ${response.status} from ${new URL(url).host}`)
  return 'answers'
}
