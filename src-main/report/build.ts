import type { ReportData, ReportFormat } from '../../shared/contract/story.ts'
import { composeHtml } from './html.ts'
import { loadReportPage } from './page.ts'
import { printPdf } from './pdf.ts'
import { buildPptx } from './pptx.ts'
import { buildXlsx } from './xlsx.ts'

/** A report as the bytes of a file. Fails with `no-browser` where a PDF cannot be printed. */
export async function buildReport(report: ReportData, format: ReportFormat): Promise<Uint8Array> {
  switch (format) {
    case 'html':
      return new TextEncoder().encode(composeHtml(report, loadReportPage()))
    case 'pdf':
      return printPdf(composeHtml(report, loadReportPage()))
    case 'pptx':
      return buildPptx(report)
    case 'xlsx':
      return buildXlsx(report)
  }
}
