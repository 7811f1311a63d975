import JSZip from 'jszip'
import { AppError } from '../../shared/contract/errors.ts'
import { storyDraftSchema, type ReportData } from '../../shared/contract/story.ts'
import { digestOf } from './digest.ts'
import { REPORT_PART } from './pptx.ts'

/** What a handed-over file says of itself. `isIntact`: nothing of its slides was changed since it was made. */
export interface ReadReport {
  readonly report: ReportData
  readonly isIntact: boolean
}

/** Reads the report that an .html or .pptx file carries. Refuses with `report-invalid` and what is wrong. */
export async function readReport(bytes: Uint8Array, file: string): Promise<ReadReport> {
  const refuse = (message: string, cause?: unknown) =>
    new AppError('report-invalid', { file, message }, cause)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const json = isZip ? await jsonOfZip(bytes).catch(() => null) : jsonOfHtml(new TextDecoder().decode(bytes))
  if (json === null) throw refuse('huiliu.report/1')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (thrown) {
    throw refuse('JSON', thrown)
  }
  const { schema, story, origin } = (value ?? {}) as Partial<ReportData>
  if (schema !== 'huiliu.report/1' || origin === undefined) throw refuse('huiliu.report/1')
  const read = storyDraftSchema.safeParse(story)
  if (!read.success) {
    throw refuse(read.error.issues[0]?.path.join('.') ?? 'story')
  }
  const report = value as ReportData
  return { report, isIntact: digestOf(report) === report.digest }
}

async function jsonOfZip(bytes: Uint8Array): Promise<string | null> {
  const zip = await JSZip.loadAsync(bytes)
  return (await zip.file(REPORT_PART)?.async('string')) ?? null
}

const jsonOfHtml = (html: string): string | null =>
  /<script type="application\/json" id="huiliu-report">(.*?)<\/script>/s.exec(html)?.[1] ?? null
