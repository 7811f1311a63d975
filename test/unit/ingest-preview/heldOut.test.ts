import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import { FURTHER } from './furtherLayouts.ts'
import { HELD_OUT } from './heldOutLayouts.ts'
import { madeUpRows } from './madeUpRows.ts'
import { asText, PROJECT } from './support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-preview-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('layouts that the vocabulary was not written from', () => {
  it.each([...HELD_OUT, ...FURTHER].map((layout) => [layout.name, layout] as const))(
    '%s',
    async (name, layout) => {
      const path = join(folder, 'table.csv')
      writeFileSync(
        path,
        asText([layout.columns, ...madeUpRows(layout.columns, layout.made)], layout.delimiter ?? ','),
      )
      const [preview] = await previewFile(path, name, PROJECT)
      expect(preview?.delimiter).toBe(layout.delimiter ?? ',')
      const shown = {
        kind: preview?.kind,
        verdict: preview?.verdict,
        open: preview?.open.map(({ code }) => code),
      }
      expect(shown, JSON.stringify({ fields: preview?.mapping?.columns, open: preview?.open })).toMatchObject(
        {
          kind: layout.kind,
          verdict: layout.verdict,
        },
      )
      expect(preview?.mapping?.columns ?? {}).toMatchObject(layout.fields)
      for (const field of layout.none ?? []) expect(preview?.mapping?.columns).not.toHaveProperty(field)
      if (layout.rules) expect(preview?.mapping).toMatchObject(layout.rules)
      for (const code of layout.open ?? []) expect(shown.open).toContain(code)
    },
  )
})
