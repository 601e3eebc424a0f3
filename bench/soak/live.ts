import { appendFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

/**
 * Loaded into the worker before its own code (`--import`): at SIGUSR2 it collects its garbage and writes down what it
 * still holds, in bytes, of its own heap and of buffers beside it.
 */
const file = process.env['SOAK_LIVE']
if (file && isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  process.on('SIGUSR2', () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    appendFileSync(file, `${heapUsed + external}\n`)
  })
}
