#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Compiled code is kept between starts: a command starts in half of the time, and a worker and each of its threads hold
// 30 MB less, since nothing has to strip the types. Beside the packages, for what lies in a shared /tmp could be planted
// there. Where that cannot be written nothing is kept.
const { directory } = enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'stet'))
// Threads ask their environment.
if (directory) process.env['NODE_COMPILE_CACHE'] ??= directory
await import('./program.ts')
