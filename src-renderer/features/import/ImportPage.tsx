import { useEffect } from 'react'
import type { ImportReport } from '../../../shared/contract/import.ts'
import { attempt, pickDataFiles } from '../../app/projectActions.ts'
import { call, takePendingFiles, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { evidenceText } from '../../locale/codeText.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { JobBar } from '../../ui/Progress.tsx'
import type { Format } from '../../ui/format.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DonePanel } from './DonePanel.tsx'
import { FilesStep } from './FilesStep.tsx'
import css from './Import.module.css'
import { ReadStep } from './ReadStep.tsx'
import { runImport } from './runImport.ts'
import {
  addFiles,
  enterProject,
  goTo,
  openPoints,
  ready,
  startOver,
  STEPS,
  useImport,
  type ImportState,
  type Step,
} from './store.ts'
import { TableTabs } from './TableTabs.tsx'

/** Four steps from a messy export to rows in the project; it stops only where something is uncertain. */
export function ImportPage() {
  const t = useT()
  const format = useFormat()
  const pending = useSession((state) => state.pendingFiles)
  const job = useSession((state) => state.job)
  const state = useImport()
  const { step, tables, reports } = state
  const importing = job !== null

  const fileName = useSession((session) => session.project?.fileName ?? '')
  useEffect(() => {
    enterProject(fileName)
    if (pending.length > 0) void attempt(() => addFiles(call, takePendingFiles()))
  }, [pending, fileName])

  const pick = () =>
    void attempt(async () => {
      const files = await pickDataFiles()
      if (files.length > 0) await addFiles(call, files)
    })
  const rows = ready(tables).reduce((sum, table) => sum + table.preview.rowsEstimate, 0)
  const open = openPoints(tables)
  const canRun = ready(tables).length > 0 && open === 0 && !importing && !tables.some((table) => table.busy)
  const at = STEPS.indexOf(step)
  const next = STEPS[at + 1]
  const back = STEPS[at - 1]

  return (
    <Page
      title={t('import.title')}
      selectors={reports === null && <Steps step={step} enabled={tables.length > 0 && !importing} />}
      actions={
        reports !== null ? (
          <Button onClick={startOver}>{t('import.again')}</Button>
        ) : (
          <>
            {tables.length > 0 && (
              <Button onClick={startOver} disabled={importing}>
                {t('import.stop')}
              </Button>
            )}
            {back && (
              <Button onClick={() => goTo(back)} disabled={importing}>
                {t('import.back')}
              </Button>
            )}
            {step === 'check' ? (
              <Button kind="filled" disabled={!canRun} onClick={() => void runImport(t)}>
                {rows > 0 ? t('import.run', { rows: format.countFull(rows) }) : t('import.runPlain')}
              </Button>
            ) : (
              tables.length > 0 &&
              next && (
                <Button kind="filled" onClick={() => goTo(next)}>
                  {t('import.next')}
                </Button>
              )
            )}
          </>
        )
      }
      finding={findingOf(state, rows, open, format)}
    >
      <div className={css.page}>
        {importing && (
          <div className={css.job}>
            <JobBar job={job.progress} onCancel={job.cancel} />
          </div>
        )}
        {state.cancelled && <Notice tone="info">{t('import.cancelled')}</Notice>}
        {state.failure && <ErrorState error={state.failure} />}
        {reports !== null ? (
          <DonePanel reports={reports} />
        ) : (
          <>
            {step === 'check' && <LeftOut state={state} />}
            {step !== 'files' && <TableTabs />}
            {step === 'files' && <FilesStep onPick={pick} />}
            {step === 'read' && <ReadStep />}
            {step === 'columns' && <ColumnsStep />}
            {step === 'check' && <CheckStep />}
          </>
        )}
      </div>
    </Page>
  )
}

/** Files that could not be read and tables that stay out: said before the import, so that nothing is lost silently. */
function LeftOut({ state }: { state: ImportState }) {
  const t = useT()
  const format = useFormat()
  const names = [
    ...state.files.filter((one) => one.state.kind === 'failed').map((one) => one.file.name),
    ...state.tables
      .filter((table) => !ready([table]).includes(table))
      .map(({ preview }) =>
        preview.sheet === null ? preview.fileName : `${preview.fileName} · ${preview.sheet}`,
      ),
  ]
  if (names.length === 0) return null
  const shown = names.slice(0, 5).join(format.language === 'en' ? ', ' : '、')
  return (
    <Notice tone="info">{t('import.leftOut', { n: format.countFull(names.length), names: shown })}</Notice>
  )
}

function findingOf(state: ImportState, nRows: number, nOpen: number, format: Format): FindingText {
  const { tables, reports } = state
  const list = ready(tables)
  const n = format.countFull(list.length)
  if (reports !== null) {
    const sum = (pick: (report: ImportReport) => number) =>
      format.countFull(reports.reduce((total, report) => total + pick(report), 0))
    return finding('import.findingDone', {
      read: sum((one) => one.rowsRead),
      ok: sum((one) => one.rowsAccepted),
      bad: sum((one) => one.rowsRejected),
      dup: sum((one) => one.rowsDuplicate),
      blank: sum((one) => one.rowsBlank),
    })
  }
  if (nOpen > 0) return finding('import.findingAsk', { n, open: format.countFull(nOpen) })
  if (list.length > 0) return finding('import.findingReady', { n, rows: format.count(nRows) })
  const refused = tables.find((table) => table.preview.open.length > 0)?.preview.open[0]
  if (refused) return finding('import.findingRefused', { reason: evidenceText(refused, format) })
  return finding('import.findingNone')
}

function Steps({ step, enabled }: { step: Step; enabled: boolean }) {
  const t = useT()
  const names = {
    files: t('import.stepFiles'),
    read: t('import.stepRead'),
    columns: t('import.stepColumns'),
    check: t('import.stepCheck'),
  }
  return (
    <ol className={css.steps} aria-label={t('import.stepsLabel')}>
      {STEPS.map((one, i) => (
        <li key={one}>
          <button
            type="button"
            aria-current={one === step ? 'step' : undefined}
            disabled={!enabled}
            onClick={() => goTo(one)}
          >
            <i aria-hidden="true">{i + 1}</i>
            {names[one]}
          </button>
        </li>
      ))}
    </ol>
  )
}
