import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import { planFor } from '../../../src-main/ingest/preview/planFor.ts'
import { createProject, openReadable } from '../../../src-main/project/project.ts'
import { runImport } from '../../../src-main/workers/importJob.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { workbookParts } from '../../support/workbookParts.ts'
import { zipBytes, type ZipPart } from '../../support/zipWriter.ts'
import { previewOf } from './importCase.ts'

const MB = 1024 * 1024
const RSS_GROWTH_MAX = 500 * MB
const folder = temporaryFolder('bombs')
const projectPath = join(folder, 'bombs.huiliu')

/** What a person meets: the preview's refusal, or what the import says in its own thread. */
async function imported(name: string, bytes: Uint8Array): Promise<ImportReport[] | string> {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  try {
    const [preview] = await previewOf(path, name)
    if (preview?.mapping === undefined || preview.mapping === null) return 'no mapping'
    const plan = planFor(path, preview, preview.mapping, 'Asia/Shanghai')
    const context = { isCancelled: () => false, progress: () => undefined }
    return await runImport(projectPath, [{ path, fileName: name, plan }], context)
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

const ROWS = [
  '<row r="1"><c t="inlineStr"><is><t>Customer ID</t></is></c><c t="inlineStr"><is><t>Order Date</t></is></c><c t="inlineStr"><is><t>Total</t></is></c></row>',
  ...Array.from(
    { length: 30 },
    (_, i) =>
      `<row><c t="inlineStr"><is><t>C${i}</t></is></c><c t="inlineStr"><is><t>2024-01-${String(1 + (i % 28)).padStart(2, '0')}</t></is></c><c><v>${i}.5</v></c></row>`,
  ),
].join('')
const CSV = `Customer ID,Order Date,Total\n${Array.from({ length: 30 }, (_, i) => `C${i},2024-01-${String(1 + (i % 28)).padStart(2, '0')},${i}.5\n`).join('')}`

const workbook = (xml: string, change: (part: ZipPart) => ZipPart = (part) => part): Buffer =>
  zipBytes(workbookParts({ sheets: [{ xml }], strings: '<si><t>x</t></si>', formats: [0] }).map(change))
const partAs =
  (name: string, data: string | Buffer) =>
  (part: ZipPart): ZipPart =>
    part.name.endsWith(name) ? { ...part, data } : part

describe('bombs', () => {
  beforeAll(() => {
    createProject(projectPath, { name: 'Bombs', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 1).close()
  })

  const cases: readonly (readonly [string, string, () => Uint8Array])[] = [
    [
      'a sheet of 100 MB of zeros',
      'archive-too-large',
      () => workbook('', partAs('sheet1.xml', Buffer.alloc(100 * MB))),
    ],
    [
      'a sheet that goes on with 100 MB of empty rows',
      'archive-too-large',
      () => workbook(ROWS + '<row/>'.repeat(17 * MB)),
    ],
    [
      'styles of 100 MB',
      'archive-too-large',
      () => workbook(ROWS, partAs('styles.xml', Buffer.alloc(100 * MB, 0x20))),
    ],
    [
      'a list of sheets of 70 MB',
      'archive-too-large',
      () => workbook(ROWS, partAs('workbook.xml', Buffer.alloc(70 * MB, 0x20))),
    ],
    [
      '70,000 entries',
      'archive-too-large',
      () =>
        zipBytes(
          Array.from({ length: 70_000 }, (_, i) => ({ name: `xl/a${i}.xml`, data: '', stored: true })),
          { zip64End: true },
        ),
    ],
    [
      'entities that multiply',
      'file-damaged',
      () =>
        workbook(
          '',
          partAs(
            'sheet1.xml',
            `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}"><!ENTITY c "${'&a;'.repeat(1000)}">]><worksheet/>`,
          ),
        ),
    ],
    [
      'elements inside elements inside elements',
      'file-damaged',
      () => workbook('', partAs('sheet1.xml', '<a>'.repeat(5 * MB))),
    ],
    [
      'an attribute without end',
      'file-damaged',
      () => workbook('', partAs('sheet1.xml', `<a b="${'x'.repeat(20 * MB)}`)),
    ],
    [
      'far columns in very many rows',
      'too-many-columns',
      () => workbook(ROWS + '<row><c r="XFD9"><v>1</v></c></row>'.repeat(1_000_000)),
    ],
    ['text of zeros in gzip', 'format-unknown', () => gzipSync(Buffer.alloc(100 * MB))],
    [
      'a line without end in gzip',
      'archive-too-large',
      () => Buffer.concat([gzipSync(CSV), ...Array<Buffer>(12).fill(gzipSync(Buffer.alloc(100 * MB, 'x')))]),
    ],
  ]

  it.each(cases)(
    '%s: %s',
    async (_, code, make) => {
      const bytes = make()
      expect(bytes.length).toBeLessThan(8 * MB)
      const before = process.memoryUsage().rss
      const name = code === 'format-unknown' || bytes[0] === 0x1f ? 'bomb.csv.gz' : 'bomb.xlsx'
      expect(await imported(name, bytes)).toBe(code)
      expect(process.memoryUsage().rss - before).toBeLessThan(RSS_GROWTH_MAX)
    },
    300_000,
  )

  it('what is large for good reasons is taken: a million empty rows, a million short strings', async () => {
    const strings = '<si><t>s</t></si>'.repeat(1_000_000)
    const xml = `${ROWS}${'<row/>'.repeat(1_000_000)}<row><c t="s"><v>999999</v></c><c t="inlineStr"><is><t>2024-02-02</t></is></c><c><v>1</v></c></row>`
    const reports = await imported('large.xlsx', zipBytes(workbookParts({ sheets: [{ xml }], strings })))
    expect(reports).toMatchObject([{ rowsRead: 1_000_031, rowsAccepted: 31, rowsBlank: 1_000_000 }])
  }, 300_000)

  it('the project is sound afterwards, and nothing lies beside it', () => {
    const project = openReadable(projectPath)
    const found = project.read((database) => [
      database.pragma('integrity_check', { simple: true }),
      database.prepare<[], number>('SELECT count(*) FROM imports').pluck().get(),
    ])
    project.close()
    expect(found).toEqual(['ok', 1])
    expect(readdirSync(folder).filter((name) => name.startsWith('bombs'))).toEqual(['bombs.huiliu'])
  })
})
