import { useState } from 'react'
import type { HostFile } from '../../../shared/contract/host.ts'
import { attempt, createProject } from '../../app/projectActions.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { OFFERED_CURRENCIES } from '../../ui/currency.ts'
import { Dialog } from '../../ui/Drawer.tsx'
import { TextField } from '../../ui/Field.tsx'
import { timeZones, systemTimeZone } from '../../ui/timeZones.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { projectNameFrom } from './projectName.ts'
import css from './Start.module.css'

interface NewProjectDialogProps {
  readonly opened: boolean
  readonly files: readonly HostFile[]
  readonly onClose: () => void
}

/** Name, currency and time zone; the files go on to the import wizard. */
export function NewProjectDialog({ opened, files, onClose }: NewProjectDialogProps) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('start.newTitle')}>
      {opened && <Form key={files[0]?.fileToken ?? ''} files={files} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ files, onClose }: Omit<NewProjectDialogProps, 'opened'>) {
  const t = useT()
  const format = useFormat()
  const [name, setName] = useState(() => (files[0] ? projectNameFrom(files[0].name) : ''))
  const [currency, setCurrency] = useState('CNY')
  const [timeZone, setTimeZone] = useState(systemTimeZone)
  const submit = () => {
    const trimmed = name.trim()
    if (trimmed === '') return
    onClose()
    void attempt(() => createProject({ name: trimmed, currency, timeZone }, files))
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {files.length > 0 && (
        <ul className={css.files} aria-label={t('start.filesChosen', { n: format.countFull(files.length) })}>
          {files.map((file) => (
            <li key={file.fileToken}>
              <span>{file.name}</span>
              <span>{format.bytes(file.sizeBytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <TextField label={t('start.newName')} value={name} onChange={setName} maxLength={120} data-autofocus />
      <div className={css.two}>
        <Choice
          labelled
          searchable
          label={t('start.newCurrency')}
          options={OFFERED_CURRENCIES.map((code) => ({ value: code, label: code }))}
          value={currency}
          onChange={setCurrency}
        />
        <Choice
          labelled
          searchable
          label={t('start.newTimeZone')}
          options={timeZones().map((zone) => ({ value: zone, label: zone }))}
          value={timeZone}
          onChange={setTimeZone}
        />
      </div>
      <div className={css.buttons}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="filled" type="submit" disabled={name.trim() === ''}>
          {files.length > 0 ? t('start.create') : t('start.createEmpty')}
        </Button>
      </div>
    </form>
  )
}
