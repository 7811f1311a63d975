/** A line on the terminal that tells how far a job is; silent where stderr is no terminal. */
export interface ProgressLine {
  show(text: string): void
  clear(): void
}

/** On stderr, so that stdout stays what it is. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show: (text) => void stream.write(`\r\u001b[2K${text}`),
    clear: () => void stream.write('\r\u001b[2K'),
  }
}
