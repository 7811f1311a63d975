import { open } from 'node:fs/promises'
import { AppError } from '../../../shared/contract/errors.ts'
import { linesWithHighBytes } from '../detect/encoding.ts'
import { openBytes, type ByteSource } from '../read/openBytes.ts'

const HEAD_BYTES = 1 << 20
const CHUNK_BYTES = 256 << 10
/** Files up to this size (inflated) are passed through entirely. */
const SCANNED_BYTES = 64 << 20
/** Of a larger plain file: this much from the beginning, then windows spread over the rest. */
const SCANNED_OF_LARGE_BYTES = 8 << 20
const WINDOWS_OF_LARGE = 48
const WINDOW_BYTES = 128 << 10
const KEPT_WINDOWS = 8
const HIGH_LINE_BYTES = 256 << 10

/** What the rest of a file was seen to hold. */
export interface FileRest {
  /** complete lines out of the middle and the end */
  readonly windows: readonly Buffer[]
  /** lines with bytes above 0x7f */
  readonly highLines: Buffer
  /** bytes passed through after the head */
  readonly bytes: number
  readonly lineFeeds: number
  /** of the file on the disk, head included, 0..1 */
  readonly shareRead: number
  /** everything was passed through */
  readonly isWhole: boolean
}

/** Gets every piece after the head: in sequence (`isWindow` false), then windows of complete lines. */
export type RestObserver = (bytes: Uint8Array, isWindow: boolean) => void

/** A file of which the beginning has been read. */
export interface FileSample {
  readonly sizeBytes: number
  readonly compressed: boolean
  /** inflated, at most about 1 MiB */
  readonly head: Buffer
  readonly headIsWhole: boolean
  rest(observe: RestObserver): Promise<FileRest>
  close(): Promise<void>
}

/** Reads the head. Fails like `openBytes`; a damaged archive fails only when nothing at all came out of it. */
export async function sampleFile(path: string, fileName: string): Promise<FileSample> {
  const source = await openBytes(path, { fileName, chunkBytes: CHUNK_BYTES })
  try {
    const chunks = source.chunks()
    const parts: Buffer[] = []
    let size = 0
    let ended = false
    while (size < HEAD_BYTES && !ended) {
      const chunk = await nextChunk(chunks, size)
      if (chunk === null) ended = true
      else {
        parts.push(Buffer.from(chunk))
        size += chunk.length
      }
    }
    if (size === 0) throw new AppError('file-empty', { file: fileName })
    const head = Buffer.concat(parts)
    return {
      sizeBytes: source.sizeBytes,
      compressed: source.compressed,
      head,
      headIsWhole: ended,
      rest: (observe) =>
        ended ? Promise.resolve(NOTHING) : readRest(path, source, chunks, head.length, observe),
      close: async () => {
        await chunks.return()
        await source.close()
      },
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

const NOTHING: FileRest = {
  windows: [],
  highLines: Buffer.alloc(0),
  bytes: 0,
  lineFeeds: 0,
  shareRead: 1,
  isWhole: true,
}

async function nextChunk(chunks: AsyncGenerator<Uint8Array>, haveBytes: number): Promise<Uint8Array | null> {
  try {
    const next = await chunks.next()
    return next.done === true ? null : next.value
  } catch (error) {
    if (haveBytes > 0 && error instanceof AppError && error.code === 'file-damaged') return null
    throw error
  }
}

async function readRest(
  path: string,
  source: ByteSource,
  chunks: AsyncGenerator<Uint8Array>,
  headBytes: number,
  observe: RestObserver,
): Promise<FileRest> {
  const isLarge = !source.compressed && source.sizeBytes > SCANNED_BYTES
  const limit = isLarge ? SCANNED_OF_LARGE_BYTES : SCANNED_BYTES
  const spacing = Math.max(WINDOW_BYTES, Math.floor(limit / KEPT_WINDOWS))
  const windows: Buffer[] = []
  const high: Buffer[] = []
  let highBytes = 0
  let bytes = 0
  let lineFeeds = 0
  let last: Buffer = Buffer.alloc(0)
  let isWhole = false
  while (headBytes + bytes < limit) {
    const chunk = await nextChunk(chunks, headBytes)
    if (chunk === null) {
      isWhole = true
      break
    }
    if (
      Math.floor(bytes / spacing) !== Math.floor((bytes + chunk.length) / spacing) &&
      windows.length < KEPT_WINDOWS
    )
      windows.push(completeLines(Buffer.from(chunk.subarray(0, WINDOW_BYTES))))
    if (highBytes < HIGH_LINE_BYTES)
      highBytes += push(high, linesWithHighBytes(chunk, HIGH_LINE_BYTES - highBytes))
    lineFeeds += countLineFeeds(chunk)
    bytes += chunk.length
    last = Buffer.from(chunk.subarray(Math.max(0, chunk.length - WINDOW_BYTES)))
    observe(chunk, false)
  }
  if (isLarge) {
    for (const window of await spreadWindows(path, headBytes + bytes, source.sizeBytes)) {
      if (highBytes < HIGH_LINE_BYTES)
        highBytes += push(high, linesWithHighBytes(window, HIGH_LINE_BYTES - highBytes))
      observe(window, true)
      windows.push(window)
    }
    windows.splice(0, windows.length, ...thinned(windows))
  } else windows.push(completeLines(last))
  const shareRead = isWhole ? 1 : source.bytesDone / source.sizeBytes
  return { windows, highLines: Buffer.concat(high), bytes, lineFeeds, shareRead, isWhole }
}

function push(high: Buffer[], lines: Buffer): number {
  if (lines.length > 0) high.push(Buffer.from(lines))
  return lines.length
}

async function spreadWindows(path: string, from: number, to: number): Promise<Buffer[]> {
  const handle = await open(path, 'r')
  try {
    const windows: Buffer[] = []
    const step = Math.max(WINDOW_BYTES, Math.floor((to - from) / WINDOWS_OF_LARGE))
    for (let n = 0; n < WINDOWS_OF_LARGE; n++) {
      const at = n === WINDOWS_OF_LARGE - 1 ? to - WINDOW_BYTES : from + n * step
      if (at < from || at >= to) continue
      const window = Buffer.alloc(Math.min(WINDOW_BYTES, to - at))
      const { bytesRead } = await handle.read(window, 0, window.length, at)
      windows.push(completeLines(window.subarray(0, bytesRead)))
    }
    return windows
  } finally {
    await handle.close()
  }
}

function thinned(windows: readonly Buffer[]): Buffer[] {
  const step = Math.max(1, Math.floor(windows.length / (2 * KEPT_WINDOWS)))
  return windows.filter((_, i) => i % step === 0 || i === windows.length - 1)
}

/** Without the broken lines at both ends. */
function completeLines(bytes: Buffer): Buffer {
  const first = bytes.indexOf(10) + 1
  const last = bytes.lastIndexOf(10) + 1
  return first > 0 && last > first ? bytes.subarray(first, last) : Buffer.alloc(0)
}

function countLineFeeds(bytes: Uint8Array): number {
  let n = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) n++
  return n
}
