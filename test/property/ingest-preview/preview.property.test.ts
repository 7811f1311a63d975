import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { EVIDENCE_CODES, type TablePreview } from '../../../shared/contract/import.ts'
import { mappingSchema } from '../../../shared/contract/mapping.ts'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import { FIXTURES } from '../../fixtures/ingest/fixtures.ts'
import { FURTHER } from '../../unit/ingest-preview/furtherLayouts.ts'
import { HELD_OUT } from '../../unit/ingest-preview/heldOutLayouts.ts'
import { madeUpRows } from '../../unit/ingest-preview/madeUpRows.ts'
import { asText, PROJECT } from '../../unit/ingest-preview/support.ts'

const SEED = 20_240_701
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-preview-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function preview(bytes: string | Uint8Array): Promise<TablePreview[]> {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return previewFile(path, 'file', PROJECT)
}

/** Rules keep their columns' names; only lists that follow the file's order may come in another one. */
function unordered(mapping: TablePreview['mapping']): unknown {
  return mapping && { ...mapping, carryDown: new Set(mapping.carryDown ?? []) }
}

describe('previews', () => {
  const layouts = [...HELD_OUT, ...FURTHER].map((layout) => ({
    layout,
    rows: madeUpRows(layout.columns, layout.made),
  }))

  it('map the same columns however they are shuffled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...layouts),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
        async ({ layout, rows }, keys) => {
          const places = layout.columns
            .map((_, i) => i)
            .sort((a, b) => (keys[a % 40] ?? 0) - (keys[b % 40] ?? 0) || a - b)
          const shuffled = [layout.columns, ...rows].map((row) => places.map((place) => row[place] ?? ''))
          const [straight] = await preview(asText([layout.columns, ...rows], layout.delimiter))
          const [mixed] = await preview(asText(shuffled, layout.delimiter))
          expect(unordered(mixed?.mapping ?? null)).toEqual(unordered(straight?.mapping ?? null))
          expect({ kind: mixed?.kind, verdict: mixed?.verdict }).toEqual({
            kind: straight?.kind,
            verdict: straight?.verdict,
          })
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('say the same twice and leave the file as it was', async () => {
    for (const { file, error } of FIXTURES) {
      if (error) continue
      const path = join(import.meta.dirname, '..', '..', 'fixtures', 'ingest', 'files', file)
      const before = readFileSync(path)
      const first = await previewFile(path, file, PROJECT)
      expect(await previewFile(path, file, PROJECT)).toEqual(first)
      expect(readFileSync(path).equals(before)).toBe(true)
    }
  })

  it('are valid whatever they are shown: a mapping of the contract, known codes, or an error with a code', async () => {
    const seeds = FIXTURES.map(({ bytes }) => bytes())
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.constantFrom('', ',', ';', '"', '\n', '\u0000', '茶', '\r\n,,,\r\n'),
        async (seed, flips, share, inserted) => {
          const bytes = Buffer.from(seed.subarray(0, Math.ceil(seed.length * share)))
          for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value
          const middle = bytes.length >> 1
          const mutated = Buffer.concat([
            bytes.subarray(0, middle),
            Buffer.from(inserted.repeat(3)),
            bytes.subarray(middle),
          ])
          try {
            for (const found of await preview(mutated)) {
              if (found.mapping) mappingSchema.parse(found.mapping)
              for (const { code } of [
                ...found.open,
                ...found.encodingEvidence,
                ...found.fields.flatMap((field) => field.evidence),
              ])
                expect(EVIDENCE_CODES).toContain(code)
              expect(found.verdict === 'ready').toBe(found.open.length === 0 && found.mapping !== null)
            }
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            expect(error.code).not.toBe('internal')
          }
        },
      ),
      { seed: SEED, numRuns: 400 },
    )
  })
})
