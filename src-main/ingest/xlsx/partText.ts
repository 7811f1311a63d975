import { AppError } from '../../../shared/contract/errors.ts'

const HEAD_BYTES = 200

/**
 * The bytes of an XML part as UTF-8 without a byte order mark. Parts may be UTF-16 (both orders, with or without a
 * mark) or carry another encoding in their declaration.
 */
export async function* utf8Chunks(chunks: AsyncIterable<Buffer>, place: string): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null
  let head: Buffer | null = Buffer.alloc(0)
  const begin = (bytes: Buffer): Buffer => {
    const start = partStart(bytes, place)
    decoder = start.decoder
    head = null
    return bytes.subarray(start.markBytes)
  }
  const decode = (bytes: Buffer): Buffer =>
    decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8')
  for await (const chunk of chunks) {
    if (head === null) {
      yield decode(chunk)
      continue
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
    if (head.length >= HEAD_BYTES) yield decode(begin(head))
  }
  if (head !== null) yield decode(begin(head))
}

function partStart(head: Buffer, place: string): { decoder: TextDecoder | null; markBytes: number } {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { decoder: null, markBytes: 3 }
  if (a === 0xff && b === 0xfe) return { decoder: new TextDecoder('utf-16le'), markBytes: 2 }
  if (a === 0xfe && b === 0xff) return { decoder: new TextDecoder('utf-16be'), markBytes: 2 }
  if (a === 0x3c && b === 0) return { decoder: new TextDecoder('utf-16le'), markBytes: 0 }
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) {
    return { decoder: new TextDecoder('utf-16be'), markBytes: 0 }
  }
  const declaration = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(
    head.toString('latin1', 0, HEAD_BYTES),
  )
  const label = declaration?.[1]?.toLowerCase() ?? 'utf-8'
  if (label === 'utf-8' || label === 'utf8' || label === 'us-ascii') return { decoder: null, markBytes: 0 }
  try {
    return { decoder: new TextDecoder(label), markBytes: 0 }
  } catch (error) {
    throw new AppError('encoding-unknown', { place, encoding: label.slice(0, 40) }, error)
  }
}
