import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** CPU of a process and all its threads so far, ms (Linux: utime and stime of /proc/PID/stat, in hundredths of a second). */
export function cpuMs(pid: number | undefined): number {
  const field = statOf(pid)
  return (field(11) + field(12)) * 10
}

/**
 * CPU of a PostgreSQL server so far, ms: its postmaster, the backends that live, and those that have ended, whose time
 * the postmaster inherits.
 */
export function serverCpuMs(dataDir: string): number {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const living = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  const ended = statOf(postmaster)
  return living.reduce((sum, pid) => sum + livingCpuMs(Number(pid)), cpuMs(postmaster)) + (ended(13) + ended(14)) * 10
}

/** A backend may end between being listed and being read: then the postmaster has its time. */
function livingCpuMs(pid: number): number {
  try {
    return cpuMs(pid)
  } catch {
    return 0
  }
}

function statOf(pid: number | undefined): (field: number) => number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (field) => Number(fields[field])
}

/** Memory that a process holds and the most it held, MB; threads included. */
export function memoryMb(pid: number | undefined): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return { now: Math.round(kilobytes('VmRSS') / 1024), most: Math.round(kilobytes('VmHWM') / 1024) }
}
