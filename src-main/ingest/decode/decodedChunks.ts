import { utf8Stream } from './utf8Stream.ts'

/** Chunks of any encoding as UTF-8; those that are UTF-8 already pass untouched, faults and all. */
export async function* decodedChunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (encoding === 'utf-8') {
    yield* chunks
    return
  }
  const stream = utf8Stream(encoding, null, 0)
  for await (const chunk of chunks) yield stream.push(chunk)
  yield stream.finish()
}
