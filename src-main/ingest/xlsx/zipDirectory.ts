import { AppError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'

/** One part of the archive, from its central directory (the only place whose sizes can be relied on). */
export interface ZipEntry {
  /** forward slashes, no leading slash */
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc32: number
  readonly compressedBytes: number
  readonly inflatedBytes: number
  readonly headerOffset: number
}

const END_SIGNATURE = 0x06054b50
const ZIP64_END_SIGNATURE = 0x06064b50
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const DIRECTORY_BYTES_MAX = 64 * 1024 * 1024
const ZIP64_EXTRA = 1
const UINT32_MAX = 0xffffffff

interface DirectoryPlace {
  readonly entries: number
  readonly sizeBytes: number
  readonly offset: number
}

export async function readZipDirectory(source: ByteSource, entriesMax: number): Promise<ZipEntry[]> {
  const { place, endOffset } = await findDirectory(source)
  if (place.entries > entriesMax) {
    throw new AppError('archive-too-large', {
      file: source.name,
      entries: place.entries,
      limitEntries: entriesMax,
    })
  }
  if (place.sizeBytes > DIRECTORY_BYTES_MAX) {
    throw new AppError('archive-too-large', { file: source.name, limitBytes: DIRECTORY_BYTES_MAX })
  }
  if (place.sizeBytes > endOffset) throw damaged(source, 'directory-size')
  // Bytes put before the archive shift every offset in it by the same amount.
  const start = endOffset - place.sizeBytes
  const shift = start - place.offset
  if (shift < 0) throw damaged(source, 'directory-offset')
  return parseEntries(source, await source.read(start, place.sizeBytes), place.entries, shift)
}

async function findDirectory(source: ByteSource): Promise<{ place: DirectoryPlace; endOffset: number }> {
  const tailBytes = Math.min(source.sizeBytes, END_BYTES + 0xffff)
  const tailOffset = source.sizeBytes - tailBytes
  const tail = await source.read(tailOffset, tailBytes)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue
    if (at + END_BYTES + tail.readUInt16LE(at + 20) > tail.length) continue
    const place = {
      entries: tail.readUInt16LE(at + 10),
      sizeBytes: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    }
    const endOffset = tailOffset + at
    return (await findZip64Directory(source, endOffset)) ?? { place, endOffset }
  }
  throw damaged(source, 'no-directory')
}

async function findZip64Directory(
  source: ByteSource,
  endOffset: number,
): Promise<{ place: DirectoryPlace; endOffset: number } | null> {
  if (endOffset < 76) return null
  const locator = await source.read(endOffset - 20, 20)
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR_SIGNATURE) return null
  const written = Number(locator.readBigUInt64LE(8))
  // A prepended stub makes the written offset wrong; the record of 56 bytes then still stands before the locator.
  for (const offset of [written, endOffset - 76]) {
    if (offset + 56 > source.sizeBytes) continue
    const end = await source.read(offset, 56)
    if (end.readUInt32LE(0) !== ZIP64_END_SIGNATURE) continue
    return {
      place: {
        entries: Number(end.readBigUInt64LE(32)),
        sizeBytes: Number(end.readBigUInt64LE(40)),
        offset: Number(end.readBigUInt64LE(48)),
      },
      endOffset: offset,
    }
  }
  throw damaged(source, 'zip64-directory')
}

function parseEntries(source: ByteSource, bytes: Buffer, count: number, shift: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw damaged(source, `directory-entry-${i + 1}`)
    }
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const entryEnd = extraEnd + bytes.readUInt16LE(at + 32)
    if (entryEnd > bytes.length) throw damaged(source, `directory-entry-${i + 1}`)
    const wide = zip64Sizes(bytes, at, nameEnd, extraEnd)
    entries.push({
      name: bytes
        .toString('utf8', at + ENTRY_BYTES, nameEnd)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc32: bytes.readUInt32LE(at + 16),
      compressedBytes: wide.compressedBytes,
      inflatedBytes: wide.inflatedBytes,
      headerOffset: wide.headerOffset + shift,
    })
    at = entryEnd
  }
  return entries
}

function zip64Sizes(bytes: Buffer, at: number, nameEnd: number, extraEnd: number) {
  let compressedBytes = bytes.readUInt32LE(at + 20)
  let inflatedBytes = bytes.readUInt32LE(at + 24)
  let headerOffset = bytes.readUInt32LE(at + 42)
  for (let extra = nameEnd; extra + 4 <= extraEnd;) {
    const id = bytes.readUInt16LE(extra)
    const end = Math.min(extra + 4 + bytes.readUInt16LE(extra + 2), extraEnd)
    let field = extra + 4
    extra = end
    if (id !== ZIP64_EXTRA) continue
    const next = (narrow: number): number => {
      if (narrow !== UINT32_MAX || field + 8 > end) return narrow
      field += 8
      return Number(bytes.readBigUInt64LE(field - 8))
    }
    inflatedBytes = next(inflatedBytes)
    compressedBytes = next(compressedBytes)
    headerOffset = next(headerOffset)
  }
  return { compressedBytes, inflatedBytes, headerOffset }
}

function damaged(source: ByteSource, reason: string): AppError {
  return new AppError('file-damaged', { file: source.name, place: 'zip directory', reason })
}
