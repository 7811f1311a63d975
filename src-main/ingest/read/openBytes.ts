import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import { INFLATE_LIMITS, inflated } from './inflate.ts'

export interface OpenBytesOptions {
  /** as people know it; the path's last part if absent */
  readonly fileName?: string
  readonly maxInflatedBytes?: number
  readonly chunkBytes?: number
}

/** A file being read once from its beginning, inflated if it is a gzip archive. */
export interface ByteSource {
  readonly fileName: string
  readonly sizeBytes: number
  readonly compressed: boolean
  /** bytes of the file taken so far */
  readonly bytesDone: number
  /** may be run once; a chunk is valid until the next one is asked for */
  chunks(): AsyncGenerator<Uint8Array, void, undefined>
  /** of the file as it lies on the disk; reads what `chunks` has left unread */
  sha256(): Promise<string>
  close(): Promise<void>
}

const CHUNK_BYTES = 1 << 20

/** Fails with `file-not-found`, `file-unreadable`, `file-empty`; reading with `file-damaged`, `archive-too-large`. */
export async function openBytes(path: string, options: OpenBytesOptions = {}): Promise<ByteSource> {
  const fileName = options.fileName ?? basename(path)
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    const stat = await handle.stat()
    if (stat.isDirectory()) throw new AppError('file-unreadable', { file: fileName, reason: 'folder' })
    if (stat.size === 0) throw new AppError('file-empty', { file: fileName })
    const magic = Buffer.alloc(2)
    await handle.read(magic, 0, 2, 0)
    const compressed = magic[0] === 0x1f && magic[1] === 0x8b
    return new FileBytes(handle, fileName, stat.size, compressed, options)
  } catch (error) {
    await handle?.close()
    throw readFailure(error, fileName)
  }
}

class FileBytes implements ByteSource {
  readonly fileName: string
  readonly sizeBytes: number
  readonly compressed: boolean
  readonly #handle: FileHandle
  readonly #options: OpenBytesOptions
  readonly #hash = createHash('sha256')
  #digest: string | null = null
  #ahead: Promise<number> = Promise.resolve(0)
  #read = 0
  #taken = 0

  constructor(
    handle: FileHandle,
    fileName: string,
    sizeBytes: number,
    compressed: boolean,
    options: OpenBytesOptions,
  ) {
    this.#handle = handle
    this.fileName = fileName
    this.sizeBytes = sizeBytes
    this.compressed = compressed
    this.#options = options
  }

  get bytesDone(): number {
    return Math.min(this.#taken, this.sizeBytes)
  }

  chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    if (!this.compressed) return this.#raw()
    const maxBytes = this.#options.maxInflatedBytes ?? INFLATE_LIMITS.maxBytes
    return inflated(this.#raw(), this.fileName, { ...INFLATE_LIMITS, maxBytes })
  }

  async sha256(): Promise<string> {
    if (this.#digest === null) {
      await this.#ahead
      const buffer = new Uint8Array(CHUNK_BYTES)
      while ((await this.#fill(buffer)) > 0) continue
      this.#digest = this.#hash.digest('hex')
    }
    return this.#digest
  }

  async close(): Promise<void> {
    await this.#ahead.catch(() => 0)
    await this.#handle.close()
  }

  /** The next chunk is read while the last one is being used. */
  async *#raw(): AsyncGenerator<Uint8Array, void, undefined> {
    const size = this.#options.chunkBytes ?? CHUNK_BYTES
    let current = new Uint8Array(size)
    let following = new Uint8Array(size)
    let filled = await this.#fill(current)
    while (filled > 0) {
      this.#ahead = this.#fill(following)
      // met at the await below; a caller that stops early must not leave it unhandled
      this.#ahead.catch(() => undefined)
      this.#taken += filled
      yield current.subarray(0, filled)
      filled = await this.#ahead
      ;[current, following] = [following, current]
    }
  }

  async #fill(buffer: Uint8Array): Promise<number> {
    try {
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, this.#read)
      this.#read += bytesRead
      this.#hash.update(buffer.subarray(0, bytesRead))
      return bytesRead
    } catch (error) {
      throw readFailure(error, this.fileName)
    }
  }
}

function readFailure(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('file-not-found', { file }, error)
  return new AppError('file-unreadable', { file, reason: code }, error)
}
