import { open, type FileHandle } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../shared/contract/errors.ts'

/** Random access to the bytes of one file. `name` is what a person knows the file by, never a path. */
export interface ByteSource {
  readonly name: string
  readonly sizeBytes: number
  /** exactly `length` bytes; `file-damaged` when the file ends before */
  read(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

const GUNZIPPED_BYTES_MAX = 512 * 1024 * 1024

export async function openByteSource(path: string, name: string): Promise<ByteSource> {
  const handle = await openHandle(path, name)
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new AppError('file-unreadable', { file: name, reason: 'not-a-file' })
    if (stat.size === 0) throw new AppError('file-empty', { file: name })
    const source = fileSource(handle, name, stat.size)
    const magic = await source.read(0, Math.min(2, stat.size))
    if (magic[0] !== 0x1f || magic[1] !== 0x8b) return source
    const bytes = await gunzip(handle, name)
    await handle.close()
    return memorySource(bytes, name)
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openHandle(path: string, name: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new AppError(missing ? 'file-not-found' : 'file-unreadable', { file: name }, error)
  }
}

function fileSource(handle: FileHandle, name: string, sizeBytes: number): ByteSource {
  return {
    name,
    sizeBytes,
    async read(offset, length) {
      requireInside(name, sizeBytes, offset, length)
      const bytes = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await handle
          .read(bytes, filled, length - filled, offset + filled)
          .catch((error: unknown) => {
            throw new AppError('file-unreadable', { file: name }, error)
          })
        if (bytesRead === 0) throw endsTooEarly(name, offset + filled)
        filled += bytesRead
      }
      return bytes
    },
    close: () => handle.close(),
  }
}

function memorySource(all: Buffer, name: string): ByteSource {
  return {
    name,
    sizeBytes: all.length,
    async read(offset, length) {
      requireInside(name, all.length, offset, length)
      return all.subarray(offset, offset + length)
    },
    close: () => Promise.resolve(),
  }
}

function requireInside(name: string, sizeBytes: number, offset: number, length: number): void {
  if (offset < 0 || length < 0 || offset + length > sizeBytes) throw endsTooEarly(name, offset)
}

function endsTooEarly(name: string, offset: number): AppError {
  return new AppError('file-damaged', { file: name, place: `byte ${offset}`, reason: 'ends-too-early' })
}

async function gunzip(handle: FileHandle, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    await pipeline(
      handle.createReadStream({ start: 0, autoClose: false }),
      createGunzip({ chunkSize: 1 << 18 }),
      async (inflated: AsyncIterable<Buffer>) => {
        for await (const chunk of inflated) {
          size += chunk.length
          if (size > GUNZIPPED_BYTES_MAX) {
            throw new AppError('archive-too-large', { file: name, limitBytes: GUNZIPPED_BYTES_MAX })
          }
          chunks.push(chunk)
        }
      },
    )
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file-damaged', { file: name, place: 'gzip', reason: 'inflate' }, error)
  }
  return Buffer.concat(chunks, size)
}
