import type { TreatmentCode } from '../../../shared/contract/batch.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'
import { sourceColumns, type Mapping } from '../../../shared/contract/mapping.ts'
import { trimmedName } from '../detect/columnNames.ts'
import type { TablePlan, TimeReading } from '../rows/plan.ts'

/** Everything that the row reader needs to read a previewed table under a mapping (the proposed one or another). */
export function planFor(path: string, preview: TablePreview, mapping: Mapping, timeZone: string): TablePlan {
  const decimalIds = preview.columns.filter(
    ({ type, samples }) =>
      type === 'id' && samples.length > 0 && samples.every((sample) => /^\d+\.0$/.test(sample)),
  )
  const readings = timeReadings(preview, mapping)
  const treatments = headerTreatments(preview)
  return {
    path,
    fileName: preview.fileName,
    readAs: preview.readAs,
    mapping,
    columns: preview.columns.map(({ name }) => name),
    timeZone,
    ...(decimalIds.length > 0 ? { idColumnsWithDecimal: decimalIds.map(({ name }) => name) } : {}),
    ...(Object.keys(readings).length > 0 ? { timeReadings: readings } : {}),
    ...(Object.keys(treatments).length > 0 ? { treatments } : {}),
  }
}

const TIME_FIELDS = ['time', 'refundTime', 'registered', 'uninstalled', 'pointsExpiry'] as const

/** Days as spreadsheets count them cannot be told from other numbers by their digits alone. */
function timeReadings(preview: TablePreview, mapping: Mapping): Record<string, TimeReading> {
  const readings: Record<string, TimeReading> = {}
  for (const field of TIME_FIELDS) {
    const source = mapping.columns[field]
    if (source === undefined) continue
    for (const name of sourceColumns(source)) {
      const column = preview.columns.find((one) => one.name === name)
      if (
        column &&
        (column.type === 'integer' || column.type === 'number') &&
        column.samples.every(isSerialDay)
      )
        readings[name] = 'serial'
    }
  }
  return readings
}

function isSerialDay(sample: string): boolean {
  const value = Number(sample)
  return value >= 20_000 && value < 80_000
}

function headerTreatments(preview: TablePreview): Partial<Record<TreatmentCode, number>> {
  const named = preview.columns.filter(({ header }) => header.trim() !== '')
  const trimmed = named.filter(({ header }) => header !== header.trim()).length
  const renamed = named.filter(({ header, name }) => trimmedName(header) !== name).length
  const widest = preview.rows.reduce((most, row) => Math.max(most, row.length), 0)
  const ignored = preview.format === 'delimited' ? Math.max(0, widest - preview.columns.length) : 0
  return {
    ...(trimmed > 0 ? { 'header-trimmed': trimmed } : {}),
    ...(renamed > 0 ? { 'header-renamed': renamed } : {}),
    ...(ignored > 0 ? { 'empty-columns-ignored': ignored } : {}),
  }
}
