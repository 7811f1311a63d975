import { readFileSync } from 'node:fs'
import { AppError } from '../../shared/contract/errors.ts'
import type { ReportPage } from './html.ts'

const runsFromSource = import.meta.url.endsWith('.ts')
const folder = new URL(runsFromSource ? '../../out/report/' : '../report/', import.meta.url)

/** The built page of reports, seen from wherever this code runs. */
export function loadReportPage(): ReportPage {
  const read = (name: string): string => {
    try {
      return readFileSync(new URL(name, folder), 'utf8')
    } catch (thrown) {
      throw new AppError('file-not-found', { file: name }, thrown)
    }
  }
  return { js: read('report.js'), css: read('report.css') }
}
