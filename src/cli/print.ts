/** One JSON value a line, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Lines for people. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
