import { createGunzip } from 'node:zlib'
import { AppError } from '../../../shared/contract/errors.ts'

/** Ceilings against archives that inflate without end. */
export interface InflateLimits {
  /** bytes out at which a ratio above `ratio` is no longer believed */
  readonly ratioFromBytes: number
  readonly ratio: number
  readonly maxBytes: number
}

export const INFLATE_LIMITS: InflateLimits = {
  ratioFromBytes: 1 << 30,
  ratio: 1000,
  maxBytes: Number.POSITIVE_INFINITY,
}

/**
 * The inflated bytes of a gzip stream of one or more members. Everything that could be inflated is yielded before a
 * cut or damaged archive ends in `file-damaged`. The next input is inflated while the last output is being used.
 */
export async function* inflated(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
  limits: InflateLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 256 << 10 })
  let output: Uint8Array[] = []
  let failure: Error | null = null
  let bytesIn = 0
  let bytesOut = 0
  gunzip.on('data', (bytes: Buffer) => output.push(bytes))
  const over = new Promise<void>((resolve) => {
    gunzip.on('error', (error) => {
      failure = error
      resolve()
    })
    gunzip.on('end', resolve)
  })
  const write = (bytes: Uint8Array): Promise<void> =>
    Promise.race([over, new Promise<void>((resolve) => gunzip.write(bytes, () => resolve()))])
  const take = (): Uint8Array[] => {
    const taken = output
    output = []
    for (const bytes of taken) bytesOut += bytes.length
    const isBomb = bytesOut > limits.ratioFromBytes && bytesOut > limits.ratio * bytesIn
    if (isBomb || bytesOut > limits.maxBytes) {
      throw new AppError('archive-too-large', { file: fileName, inflatedBytes: bytesOut, bytes: bytesIn })
    }
    return taken
  }

  try {
    let ready: Uint8Array[] = []
    for await (const chunk of chunks) {
      for (let from = 0; from < chunk.length && failure === null; from += PIECE_BYTES) {
        const piece = new Uint8Array(chunk.subarray(from, from + PIECE_BYTES))
        bytesIn += piece.length
        const written = write(piece)
        yield* ready
        await written
        ready = take()
      }
      if (failure !== null) break
    }
    yield* ready
    if (failure === null) {
      gunzip.end()
      await over
    }
    yield* take()
    if (failure !== null) throw damaged(failure, fileName, bytesOut)
  } finally {
    gunzip.destroy()
  }
}

const PIECE_BYTES = 32 << 10

function damaged(cause: NodeJS.ErrnoException, fileName: string, inflatedBytes: number): AppError {
  const reason = cause.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt'
  return new AppError('file-damaged', { file: fileName, format: 'gzip', reason, inflatedBytes }, cause)
}
