import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INFLATE_LIMITS, inflated } from '../../../src-main/ingest/read/inflate.ts'
import { openBytes } from '../../../src-main/ingest/read/openBytes.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-read-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const TEXT = Buffer.from('customer,amount\n'.repeat(200_000))

function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function readAll(path: string, maxInflatedBytes?: number): Promise<{ bytes: Buffer; error: unknown }> {
  const source = await openBytes(path, maxInflatedBytes === undefined ? {} : { maxInflatedBytes })
  const parts: Buffer[] = []
  let error: unknown = null
  try {
    for await (const chunk of source.chunks()) parts.push(Buffer.from(chunk))
  } catch (thrown) {
    error = thrown
  } finally {
    await source.close()
  }
  return { bytes: Buffer.concat(parts), error }
}

describe('the bytes of a file', () => {
  it('come whole, with their hash and size', async () => {
    const source = await openBytes(fileOf('plain.csv', TEXT), { chunkBytes: 4096 })
    const parts: Buffer[] = []
    for await (const chunk of source.chunks()) parts.push(Buffer.from(chunk))
    expect(Buffer.concat(parts).equals(TEXT)).toBe(true)
    expect(await source.sha256()).toBe(createHash('sha256').update(TEXT).digest('hex'))
    expect([source.compressed, source.sizeBytes, source.bytesDone]).toEqual([false, TEXT.length, TEXT.length])
    await source.close()
  })

  it('are hashed to the end although the reader stopped early', async () => {
    const source = await openBytes(fileOf('early.csv', TEXT), { chunkBytes: 4096 })
    for await (const chunk of source.chunks()) if (chunk.length > 0) break
    expect(await source.sha256()).toBe(createHash('sha256').update(TEXT).digest('hex'))
    await source.close()
  })

  it('are inflated, several members of an archive too', async () => {
    const zipped = Buffer.concat([gzipSync(TEXT), gzipSync(Buffer.from('tail\n'))])
    const { bytes, error } = await readAll(fileOf('two.csv.gz', zipped))
    expect(error).toBeNull()
    expect(bytes.length).toBe(TEXT.length + 5)
  })

  it('of a cut archive are delivered as far as they go, and then it is said', async () => {
    const zipped = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => `${i * 7919},x\n`).join('')))
    const { bytes, error } = await readAll(fileOf('cut.gz', zipped.subarray(0, zipped.length - 3000)))
    expect(error).toMatchObject({ code: 'file-damaged', detail: { reason: 'truncated', format: 'gzip' } })
    expect(bytes.length).toBeGreaterThan(300_000)
    expect(bytes.toString('latin1').startsWith('0,x\n7919,x\n')).toBe(true)
  })

  it('of a damaged archive end in an error', async () => {
    const zipped = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => `${i * 7919},x\n`).join('')))
    zipped.fill(0xff, 40_000, 40_100)
    const { error } = await readAll(fileOf('bad.gz', zipped))
    expect(error).toMatchObject({ code: 'file-damaged', detail: { reason: 'corrupt' } })
  })

  it('of a bomb are refused', async () => {
    const { error } = await readAll(fileOf('small.gz', gzipSync(TEXT)), 100_000)
    expect(error).toMatchObject({ code: 'archive-too-large' })
    const bomb = gzipSync(Buffer.alloc(64 << 20))
    const limits = { ...INFLATE_LIMITS, ratioFromBytes: 8 << 20 }
    const chunks = async function* () {
      yield bomb
    }
    const run = async (): Promise<void> => {
      for await (const chunk of inflated(chunks(), 'bomb.gz', limits)) expect(chunk.length).toBeGreaterThan(0)
    }
    await expect(run()).rejects.toMatchObject({ code: 'archive-too-large', detail: { file: 'bomb.gz' } })
  })

  it('that are not there say so', async () => {
    await expect(openBytes(join(folder, 'no.csv'))).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(openBytes(folder)).rejects.toMatchObject({ code: 'file-unreadable' })
    await expect(openBytes(fileOf('empty.csv', new Uint8Array(0)))).rejects.toMatchObject({
      code: 'file-empty',
    })
  })
})
