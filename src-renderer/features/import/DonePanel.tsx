import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import { navigate } from '../../app/router.ts'
import { kindText, rejectText, treatmentText } from '../../locale/codeText.ts'
import type { TreatmentCode } from '../../../shared/contract/batch.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Import.module.css'

/** A moment as a day of this computer's own calendar. */
function localDay(ms: number): number {
  const date = new Date(ms)
  return dayFromCivil(date.getFullYear(), date.getMonth() + 1, date.getDate())
}

/** What came of the import, table by table, and where to go from here. */
export function DonePanel({ reports }: { reports: readonly ImportReport[] }) {
  const t = useT()
  const scored = reports.some((report) => report.kind === 'purchases')
  return (
    <>
      <div className={css.after}>
        {scored && (
          <Button kind="filled" onClick={() => navigate('rfm')}>
            {t('import.seeRfm')}
          </Button>
        )}
        <Button onClick={() => navigate('quality')}>{t('import.seeQuality')}</Button>
      </div>
      {reports.map((report) => (
        <Report key={`${report.importId} ${report.fileName} ${report.sheet ?? ''}`} report={report} />
      ))}
    </>
  )
}

function Report({ report }: { report: ImportReport }) {
  const t = useT()
  const format = useFormat()
  const n = format.countFull
  const seconds = report.elapsedMs / 1000
  const period = { from: format.date(report.firstDay), to: format.date(report.lastDay) }
  return (
    <Panel
      title={t('import.reportLine', {
        kind: kindText(report.kind, format.language),
        read: n(report.rowsRead),
        ok: n(report.rowsAccepted),
        bad: n(report.rowsRejected),
        dup: n(report.rowsDuplicate),
        blank: n(report.rowsBlank),
      })}
      sub={`${report.fileName}${report.sheet === null ? '' : ` · ${report.sheet}`}`}
    >
      <ul className={css.reasons}>
        {report.sameAsImportedAtMs !== null && (
          <li>
            {t('import.sameFile', {
              file: report.fileName,
              day: format.dateSentence(localDay(report.sameAsImportedAtMs), true),
            })}
          </li>
        )}
        {report.firstDay !== null && (
          <li>
            {report.kind === 'purchases'
              ? t('import.reportFacts', {
                  customers: n(report.customers),
                  fresh: n(report.customersNew),
                  orders: n(report.orders),
                  ...period,
                })
              : t('import.reportFactsRows', {
                  customers: n(report.customers),
                  fresh: n(report.customersNew),
                  ...period,
                })}
          </li>
        )}
        {report.rejects.map((reject) => (
          <li key={reject.code}>
            {rejectText(reject.code, format.language)}: {n(reject.rows)}
          </li>
        ))}
        {Object.entries(report.treatments).map(([code, rows]) => (
          <li key={code}>{treatmentText(code as TreatmentCode, rows, format)}</li>
        ))}
        {seconds > 0 && (
          <li>
            {t('import.reportSpeed', {
              time: format.elapsed(report.elapsedMs),
              rate: format.count(report.rowsRead / seconds),
            })}
          </li>
        )}
      </ul>
    </Panel>
  )
}
