import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'
import type { ExpectedPreview } from '../../fixtures/ingest/fixture.ts'
import { FIXTURES } from '../../fixtures/ingest/fixtures.ts'
import { PROJECT } from './support.ts'

const pathOf = (file: string): string =>
  join(import.meta.dirname, '..', '..', 'fixtures', 'ingest', 'files', file)

function check(preview: TablePreview | undefined, expected: ExpectedPreview): void {
  expect(preview?.sheet ?? null).toBe(expected.sheet ?? null)
  expect({ kind: preview?.kind, verdict: preview?.verdict }, JSON.stringify(preview?.open)).toEqual({
    kind: expected.kind,
    verdict: expected.verdict,
  })
  for (const key of ['encoding', 'delimiter', 'headerLine', 'dateOrder'] as const)
    if (expected[key] !== undefined) expect(preview?.[key], key).toBe(expected[key])
  expect(preview?.mapping?.columns ?? {}).toMatchObject(expected.fields ?? {})
  if (expected.rules) expect(preview?.mapping).toMatchObject(expected.rules)
  for (const code of expected.open ?? []) expect(preview?.open.map((one) => one.code)).toContain(code)
  if (expected.columns) expect(preview?.columns.map(({ name }) => name)).toEqual(expected.columns)
  for (const [column, type] of Object.entries(expected.types ?? {}))
    expect(preview?.columns.find(({ name }) => name === column)?.type, column).toBe(type)
}

describe('files with one defect each', () => {
  it.each(FIXTURES.map((fixture) => [fixture.file, fixture] as const))('%s', async (file, fixture) => {
    const reading = previewFile(pathOf(file), file, PROJECT)
    if (fixture.error) {
      const { code, found } = fixture.error
      await expect(reading).rejects.toMatchObject({
        code,
        detail: { file, ...(found === undefined ? {} : { found }) },
      })
      return
    }
    const previews = await reading
    expect(previews).toHaveLength(fixture.previews?.length ?? 1)
    fixture.previews?.forEach((expected, i) => check(previews[i], expected))
  })

  it.each(
    FIXTURES.filter(({ file }) => !file.endsWith('.xlsx')).map((fixture) => [fixture.file, fixture] as const),
  )('%s is what its script makes', (file, fixture) => {
    const onDisk = readFileSync(pathOf(file))
    const plain = (bytes: Buffer): Buffer =>
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    expect(plain(onDisk).equals(plain(fixture.bytes()))).toBe(true)
  })
})
