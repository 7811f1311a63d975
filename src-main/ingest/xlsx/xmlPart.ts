import { AppError } from '../../../shared/contract/errors.ts'
import { ByteArena } from '../cells/byteArena.ts'
import { XmlScanner } from './xmlScanner.ts'
import { textOf } from './xmlText.ts'

/** One element of a small part, by local names. Its attributes can be read during the visit only. */
export interface XmlElement {
  readonly name: string
  readonly depth: number
  attribute(localName: string): string | undefined
}

const SMALL_PART_BYTES_MAX = 64 * 1024 * 1024

/** Visits every element's start of a part that is small by nature (workbook, relationships, styles). */
export async function visitElements(
  chunks: AsyncIterable<Buffer>,
  place: string,
  depthMax: number,
  visit: (element: XmlElement) => void,
): Promise<void> {
  const names = new ByteArena(256)
  const scanner = new XmlScanner(
    {
      wantsText: false,
      open: (at) => visit(elementAt(at, names)),
      close: () => undefined,
      text: () => undefined,
      textTooLong: () => undefined,
    },
    place,
    depthMax,
  )
  let sizeBytes = 0
  for await (const chunk of chunks) {
    sizeBytes += chunk.length
    if (sizeBytes > SMALL_PART_BYTES_MAX) {
      throw new AppError('archive-too-large', { place, limitBytes: SMALL_PART_BYTES_MAX })
    }
    scanner.feed(chunk)
    scanner.run()
  }
  scanner.finish()
}

function elementAt(scanner: XmlScanner, scratch: ByteArena): XmlElement {
  return {
    name: scanner.bytes.toString('utf8', scanner.nameStart, scanner.nameStart + scanner.nameLength),
    depth: scanner.depth,
    attribute(localName) {
      const index = scanner.attributeIndex(localName)
      if (index < 0) return undefined
      return textOf(scratch, scanner.bytes, scanner.valueStart[index] ?? 0, scanner.valueEnd[index] ?? 0)
    },
  }
}
