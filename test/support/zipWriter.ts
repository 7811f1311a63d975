import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly data: Uint8Array | string
  readonly stored?: boolean
  /** sizes and CRC after the data instead of before it, as streaming writers do */
  readonly descriptor?: boolean
  /** sizes in the zip64 extra field */
  readonly zip64?: boolean
  /** what the directory claims instead of the truth */
  readonly claims?: { readonly inflatedBytes?: number; readonly crc32?: number; readonly encrypted?: boolean }
}

export interface ZipShape {
  /** bytes before the archive */
  readonly stub?: Uint8Array
  readonly comment?: string
  /** a zip64 end record although none is needed */
  readonly zip64End?: boolean
}

/** A zip archive, written plainly from the format's specification (APPNOTE 6.3) for tests. */
export function zipBytes(parts: readonly ZipPart[], shape: ZipShape = {}): Buffer {
  const out: Buffer[] = [Buffer.from(shape.stub ?? [])]
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const entry = entryBytes(part, offset)
    out.push(entry.local)
    directory.push(entry.central)
    offset += entry.local.length
  }
  const central = Buffer.concat(directory)
  out.push(central)
  const endOffset = offset + central.length
  if (shape.zip64End === true) out.push(zip64End(parts.length, central.length, offset, endOffset))
  const comment = Buffer.from(shape.comment ?? '')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(shape.zip64End === true ? 0xffff : parts.length, 8)
  end.writeUInt16LE(shape.zip64End === true ? 0xffff : parts.length, 10)
  end.writeUInt32LE(shape.zip64End === true ? 0xffffffff : central.length, 12)
  end.writeUInt32LE(shape.zip64End === true ? 0xffffffff : offset, 16)
  end.writeUInt16LE(comment.length, 20)
  out.push(end, comment)
  return Buffer.concat(out)
}

function entryBytes(part: ZipPart, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(part.name)
  const data = Buffer.from(part.data)
  const packed = part.stored === true ? data : deflateRawSync(data)
  const crc = part.claims?.crc32 ?? crc32(data)
  const size = part.claims?.inflatedBytes ?? data.length
  const flags = (part.descriptor === true ? 8 : 0) | (part.claims?.encrypted === true ? 1 : 0) | 0x800
  const method = part.stored === true ? 0 : 8
  const extra = part.zip64 === true ? zip64Extra(size, packed.length, offset) : Buffer.alloc(0)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(flags, 6)
  local.writeUInt16LE(method, 8)
  if (part.descriptor !== true) {
    local.writeUInt32LE(crc, 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(Math.min(size, 0xffffffff), 22)
  }
  local.writeUInt16LE(name.length, 26)
  const after = Buffer.alloc(part.descriptor === true ? 16 : 0)
  if (part.descriptor === true) {
    after.writeUInt32LE(0x08074b50, 0)
    after.writeUInt32LE(crc, 4)
    after.writeUInt32LE(packed.length, 8)
    after.writeUInt32LE(size, 12)
  }
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(45, 4)
  central.writeUInt16LE(45, 6)
  central.writeUInt16LE(flags, 8)
  central.writeUInt16LE(method, 10)
  central.writeUInt32LE(crc, 16)
  central.writeUInt32LE(part.zip64 === true ? 0xffffffff : packed.length, 20)
  central.writeUInt32LE(part.zip64 === true ? 0xffffffff : size, 24)
  central.writeUInt16LE(name.length, 28)
  central.writeUInt16LE(extra.length, 30)
  central.writeUInt32LE(part.zip64 === true ? 0xffffffff : offset, 42)
  return {
    local: Buffer.concat([local, name, packed, after]),
    central: Buffer.concat([central, name, extra]),
  }
}

function zip64Extra(size: number, packed: number, offset: number): Buffer {
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packed), 12)
  extra.writeBigUInt64LE(BigInt(offset), 20)
  return extra
}

function zip64End(entries: number, size: number, offset: number, endOffset: number): Buffer {
  const end = Buffer.alloc(76)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeBigUInt64LE(BigInt(entries), 24)
  end.writeBigUInt64LE(BigInt(entries), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(endOffset), 64)
  end.writeUInt32LE(1, 72)
  return end
}
