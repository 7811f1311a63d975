import { AppError } from '../../../shared/contract/errors.ts'
import type { ImportProgress } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { call, runJob } from '../../app/session.ts'
import type { Translate } from '../../locale/t.ts'
import type { JobProgress } from '../../ui/Progress.tsx'
import { ready, useImport, type WizardTable } from './store.ts'

const mappingOf = ({ preview, dropIdentical }: WizardTable): Mapping | null =>
  preview.mapping && (dropIdentical ? { ...preview.mapping, dropIdentical } : preview.mapping)

/** Imports everything that is ready, in one go: all of it comes in or nothing. */
export async function runImport(t: Translate): Promise<void> {
  const { tables } = useImport.getState()
  const items = ready(tables).flatMap((table) => {
    const mapping = mappingOf(table)
    if (!mapping) return []
    return [{ fileToken: table.fileToken, sheet: table.preview.sheet, readAs: table.preview.readAs, mapping }]
  })
  useImport.setState({ failure: null, cancelled: false })
  try {
    const reports = await runJob('import.run', { items }, t('import.title'), (progress) => words(progress, t))
    useImport.setState({ reports, files: [], tables: [], chosen: null, step: 'files' })
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (error.code === 'cancelled') useImport.setState({ cancelled: true })
    else useImport.setState({ failure: error.toData() })
  }
}

function words(progress: ImportProgress, t: Translate): Partial<JobProgress> {
  const phase = {
    reading: t('import.phaseReading'),
    matching: t('import.phaseMatching'),
    ledger: t('import.phaseLedger'),
    saving: t('import.phaseSaving'),
  }[progress.phase]
  return {
    label: `${t('import.runningLabel', { file: progress.fileName })} · ${phase}`,
    share: progress.bytesTotal > 0 ? progress.bytesDone / progress.bytesTotal : null,
    rowsDone: progress.rowsRead,
    rowsPerSecond: progress.rowsPerSecond,
    secondsLeft: progress.secondsLeft,
  }
}

/** Keeps a table's mapping under a name; the same header is recognised next time. */
export async function saveMapping(table: WizardTable, name: string): Promise<void> {
  const mapping = mappingOf(table)
  if (!mapping) return
  await call('mappings.save', { name, headers: table.preview.columns.map((column) => column.name), mapping })
}
