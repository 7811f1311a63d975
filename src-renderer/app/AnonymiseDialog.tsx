import { useState } from 'react'
import { SMALLEST_K, USUAL_K, type AnonymiseReport } from '../../shared/contract/anonymise.ts'
import { currentLanguage } from '../locale/language.ts'
import { useT } from '../locale/t.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Drawer.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { safeFileName } from '../ui/saveStore.ts'
import { useFormat } from '../ui/useFormat.ts'
import css from './Palette.module.css'
import { closeOverlay } from './overlays.ts'
import { attempt, PROJECT_EXTENSION } from './projectActions.ts'
import { countShare, host, runJob, useSession } from './session.ts'

const K_MAX = 1_000
const SHIFT_MAX = 3_650

/** A copy in which nobody can be recognised: how, and what it left out. */
export function AnonymiseDialog({ opened }: { readonly opened: boolean }) {
  const t = useT()
  const format = useFormat()
  const project = useSession((state) => state.project)
  const [k, setK] = useState(USUAL_K)
  const [keys, setKeys] = useState<'number' | 'hash'>('number')
  const [shiftDays, setShiftDays] = useState(0)
  const [report, setReport] = useState<AnonymiseReport | null>(null)
  const close = () => {
    setReport(null)
    closeOverlay()
  }
  const save = () =>
    void attempt(async () => {
      const name = `${safeFileName(`${project?.name ?? ''} ${t('shell.anonymousSuffix')}`)}${PROJECT_EXTENSION}`
      const target = await host().pickSaveTarget(name)
      if (target === null) return
      const wish = { k, keys, shiftDays, language: currentLanguage(), target }
      const made = await runJob('project.anonymise', wish, t('shell.anonymising'), countShare)
      await host().deliver(target, name)
      setReport(made)
    })
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={t('shell.anonymiseTitle')}
      widthPx={520}
      actions={
        report === null ? (
          <>
            <Button onClick={close}>{t('common.cancel')}</Button>
            <Button kind="filled" onClick={save}>
              {t('common.save')}
            </Button>
          </>
        ) : (
          <Button kind="filled" onClick={close}>
            {t('common.close')}
          </Button>
        )
      }
    >
      {report === null ? (
        <div className={css.form}>
          <p>{t('shell.anonymiseWhat')}</p>
          <Choice
            labelled
            label={t('shell.anonymiseKeys')}
            options={[
              { value: 'number', label: t('shell.anonymiseNumber') },
              { value: 'hash', label: t('shell.anonymiseHash') },
            ]}
            value={keys}
            onChange={setKeys}
          />
          <NumberField
            label={t('shell.anonymiseK')}
            value={k}
            min={SMALLEST_K}
            max={K_MAX}
            show={format.countFull}
            onCommit={(value) => setK(Math.round(value))}
          />
          <NumberField
            label={t('shell.anonymiseShift')}
            value={shiftDays}
            min={-SHIFT_MAX}
            max={SHIFT_MAX}
            show={(days) => format.decimal(days, 0)}
            onCommit={(value) => setShiftDays(Math.round(value))}
          />
        </div>
      ) : (
        <ul className={css.form}>
          <li>
            {t('shell.anonymised', {
              n: format.countFull(report.customers),
              size: format.bytes(report.sizeBytes),
            })}
          </li>
          <li>
            {report.droppedColumns.length === 0
              ? t('shell.anonymiseNoColumns')
              : t('shell.anonymiseColumns', { columns: report.droppedColumns.join(' · ') })}
          </li>
          <li>
            {t('shell.anonymiseHidden', {
              k: format.countFull(k),
              names: format.countFull(report.hiddenNames),
              values: format.countFull(report.hiddenValues),
            })}
          </li>
        </ul>
      )}
    </Dialog>
  )
}
