import type { PreviewOptions } from '../../../src-main/ingest/preview/previewFile.ts'

/** A project as previews in these tests are made for. */
export const PROJECT: PreviewOptions = { timeZone: 'Asia/Shanghai', currency: 'CNY' }

/** Rows as delimited text, quoted where they must be. */
export function asText(rows: readonly (readonly string[])[], delimiter = ','): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((row) => row.map(cell).join(delimiter)).join('\n') + '\n'
}
