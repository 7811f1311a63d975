import { AppError } from '../../shared/contract/errors.ts'
import type { ReportData, ReportFormat } from '../../shared/contract/story.ts'

/** A report as the bytes of a file. */
export async function buildReport(report: ReportData, format: ReportFormat): Promise<Uint8Array> {
  throw new AppError('internal', { message: `${format} of ${report.story.name} is not there yet` })
}
