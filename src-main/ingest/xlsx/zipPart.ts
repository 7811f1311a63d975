import { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'
import type { ZipEntry } from './zipDirectory.ts'

export interface PartLimits {
  /** bytes that one part may inflate to */
  readonly inflatedBytes: number
  /** inflated bytes per compressed byte, for parts above `RATIO_FROM_BYTES` */
  readonly ratio: number
}

export interface PartStream {
  readonly chunks: AsyncIterable<Buffer>
  /** compressed bytes read so far */
  bytesRead(): number
}

const READ_BYTES = 256 * 1024
const RATIO_FROM_BYTES = 64 * 1024 * 1024
const HEADER_SIGNATURE = 0x04034b50
const HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8

/**
 * The inflated bytes of a part, pulled chunk by chunk. What the directory declares is the ceiling: a part that inflates
 * to more than it declares, or to other bytes (CRC), ends in `file-damaged`; a hostile declaration in
 * `archive-too-large` before a byte is inflated.
 */
export function streamPart(source: ByteSource, entry: ZipEntry, limits: PartLimits): PartStream {
  let bytesRead = 0
  async function* chunks(): AsyncGenerator<Buffer> {
    refuseHostile(source, entry, limits)
    const start = await dataOffset(source, entry)
    const raw = rawChunks(source, entry, start, (bytes) => (bytesRead += bytes))
    const inflated = entry.method === STORED ? raw : inflate(source, entry, raw)
    let size = 0
    let crc = 0
    for await (const chunk of inflated) {
      size += chunk.length
      if (size > entry.inflatedBytes) throw damagedPart(source, entry, 'larger-than-declared')
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (size !== entry.inflatedBytes) throw damagedPart(source, entry, 'smaller-than-declared')
    if (crc !== entry.crc32) throw damagedPart(source, entry, 'checksum')
  }
  return { chunks: chunks(), bytesRead: () => bytesRead }
}

export function damagedPart(source: ByteSource, entry: ZipEntry, reason: string, cause?: unknown): AppError {
  return new AppError('file-damaged', { file: source.name, place: entry.name, reason }, cause)
}

function refuseHostile(source: ByteSource, entry: ZipEntry, limits: PartLimits): void {
  const detail = { file: source.name, place: entry.name }
  if (entry.encrypted) throw new AppError('file-encrypted', detail)
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new AppError('file-damaged', { ...detail, reason: `compression-method-${entry.method}` })
  }
  if (entry.inflatedBytes > limits.inflatedBytes) {
    throw new AppError('archive-too-large', { ...detail, limitBytes: limits.inflatedBytes })
  }
  if (entry.inflatedBytes > RATIO_FROM_BYTES && entry.inflatedBytes > entry.compressedBytes * limits.ratio) {
    throw new AppError('archive-too-large', { ...detail, limitRatio: limits.ratio })
  }
}

async function dataOffset(source: ByteSource, entry: ZipEntry): Promise<number> {
  if (entry.headerOffset + HEADER_BYTES > source.sizeBytes) throw damagedPart(source, entry, 'local-header')
  const header = await source.read(entry.headerOffset, HEADER_BYTES)
  if (header.readUInt32LE(0) !== HEADER_SIGNATURE) throw damagedPart(source, entry, 'local-header')
  const start = entry.headerOffset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.compressedBytes > source.sizeBytes) throw damagedPart(source, entry, 'ends-too-early')
  return start
}

async function* rawChunks(
  source: ByteSource,
  entry: ZipEntry,
  start: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for (let done = 0; done < entry.compressedBytes;) {
    const length = Math.min(READ_BYTES, entry.compressedBytes - done)
    const chunk = await source.read(start + done, length)
    done += length
    onRead(length)
    yield chunk
  }
}

async function* inflate(
  source: ByteSource,
  entry: ZipEntry,
  raw: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: READ_BYTES })
  pipeline(Readable.from(raw, { highWaterMark: 1 }), inflater, () => undefined)
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    if (error instanceof AppError) throw error
    throw damagedPart(source, entry, 'inflate', error)
  } finally {
    inflater.destroy()
  }
}
