import { useState } from 'react'
import type { ImportReport } from '../../../shared/contract/import.ts'
import { attempt } from '../../app/projectActions.ts'
import { call, countShare, host, runJob } from '../../app/session.ts'
import { kindText } from '../../locale/codeText.ts'
import { useT, type Translate } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Drawer.tsx'
import type { Format } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { localDay } from './books.ts'
import css from './Quality.module.css'

/** Every import with its books; rejects as CSV, undo after a question. */
export function ImportList({ reports }: { reports: readonly ImportReport[] }) {
  const t = useT()
  const format = useFormat()
  const [asked, setAsked] = useState<ImportReport | null>(null)
  const n = format.countFull
  const numbers = [
    t('quality.colRead'),
    t('quality.colOk'),
    t('quality.colBad'),
    t('quality.colDup'),
    t('quality.colBlank'),
  ]
  return (
    <Panel flush title={t('quality.importsTitle')}>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('quality.importsTitle')}>
        <table className={css.imports}>
          <thead>
            <tr>
              <th scope="col">{t('quality.file')}</th>
              <th scope="col">{t('quality.kind')}</th>
              <th scope="col">{t('quality.when')}</th>
              {numbers.map((name) => (
                <th key={name} scope="col" className={css.right}>
                  {name}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <tr key={report.importId} data-undone={report.undone}>
                <th scope="row">
                  {report.fileName}
                  {report.sheet !== null && ` · ${report.sheet}`}
                </th>
                <td>{kindText(report.kind, format.language)}</td>
                <td>{format.date(localDay(report.importedAtMs))}</td>
                <td className={css.right}>{n(report.rowsRead)}</td>
                <td className={css.right}>{n(report.rowsAccepted)}</td>
                <td className={css.right}>{n(report.rowsRejected)}</td>
                <td className={css.right}>{n(report.rowsDuplicate)}</td>
                <td className={css.right}>{n(report.rowsBlank)}</td>
                <td className={css.actions}>
                  {report.rowsRejected > 0 && (
                    <Button kind="link" onClick={() => void attempt(() => exportRejects(report, t, format))}>
                      {t('quality.rejectsCsv')}
                    </Button>
                  )}
                  {report.undone ? (
                    <span className={css.quiet}>{t('quality.undone')}</span>
                  ) : (
                    <Button kind="link" onClick={() => setAsked(report)}>
                      {t('quality.undo')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('quality.undoTitle', { file: asked?.fileName ?? '' })}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('common.cancel')}</Button>
            <Button
              kind="filled"
              onClick={() => {
                const report = asked
                setAsked(null)
                if (report) void attempt(() => undo(report, t))
              }}
            >
              {t('quality.undoRun')}
            </Button>
          </>
        }
      >
        <p>{t('quality.undoWhat', { n: n(asked?.rowsAccepted ?? 0) })}</p>
      </Dialog>
    </Panel>
  )
}

async function exportRejects(report: ImportReport, t: Translate, format: Format): Promise<void> {
  const name = `rejects-${report.fileName.replace(/\.[^.]+$/, '')}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await call('import.exportRejects', { importId: report.importId, target })
  await host().deliver(target, name)
  toast({ text: t('quality.exported', { n: format.countFull(rows) }) })
}

async function undo(report: ImportReport, t: Translate): Promise<void> {
  const file = report.fileName
  await runJob('import.undo', { importId: report.importId }, t('quality.undoing', { file }), countShare)
  toast({ text: t('quality.undoDone', { file }) })
}
