/**
 * Fills the store of compiled code for the threads that read pages, as `stet --version` does for the program. For an image
 * that is run without a disk to write on: nothing could be kept there, and each start and thread would strip the types anew.
 */
import { openThinkPool } from '../src/think/pool.ts'

/** A thread has loaded all it needs long before. */
const LOADED_MS = 10_000

const pool = openThinkPool({ threads: 1, deadlineMs: LOADED_MS, memoryMb: 256 })
await new Promise((resolve) => setTimeout(resolve, LOADED_MS))
await pool.close()
