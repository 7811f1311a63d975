import { AppError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')
const SEARCHED_BYTES = 1 << 20
/** record types with which a workbook of Excel 2 to 4 begins */
const OLD_BEGINNINGS = [0x0009, 0x0209, 0x0409]

/** Refuses by name what people take for an .xlsx and is not: password-protected, .xls, anything but a zip archive. */
export async function requireZip(source: ByteSource): Promise<void> {
  const head = await source.read(0, Math.min(source.sizeBytes, 512))
  if (head[0] === 0x50 && head[1] === 0x4b) return
  if (head.length >= 8 && head.subarray(0, 8).equals(COMPOUND_FILE)) {
    const encrypted = await holdsEncryptedPackage(source, head)
    throw new AppError(encrypted ? 'file-encrypted' : 'format-xls', { file: source.name })
  }
  const isOld = head.length >= 8 && OLD_BEGINNINGS.includes(head.readUInt16LE(0)) && head[3] === 0
  throw new AppError(isOld ? 'format-xls' : 'format-unknown', { file: source.name, found: 'unknown' })
}

async function holdsEncryptedPackage(source: ByteSource, head: Buffer): Promise<boolean> {
  const beginning = await source.read(0, Math.min(source.sizeBytes, SEARCHED_BYTES))
  if (beginning.includes(ENCRYPTED_PACKAGE)) return true
  if (head.length < 52) return false
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 16)
  const directoryOffset = (head.readUInt32LE(48) + 1) * sectorBytes
  if (directoryOffset >= source.sizeBytes) return false
  const length = Math.min(64 * 1024, source.sizeBytes - directoryOffset)
  return (await source.read(directoryOffset, length)).includes(ENCRYPTED_PACKAGE)
}
