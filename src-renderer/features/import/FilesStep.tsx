import { IconFileImport, IconX } from '@tabler/icons-react'
import type { FileKind } from '../../../shared/contract/mapping.ts'
import { FILE_KINDS } from '../../../shared/contract/mapping.ts'
import { call } from '../../app/session.ts'
import { evidenceText, kindText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Checkbox } from '../../ui/Field.tsx'
import { Panel, Skeleton } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Import.module.css'
import { change, include, removeFile, useImport, type WizardTable, verdictOf } from './store.ts'
import { VerdictTag } from './TableTabs.tsx'

/** Files that were handed over and the tables in them, each with a verdict and why. */
export function FilesStep({ onPick }: { onPick: () => void }) {
  const t = useT()
  const { files, tables } = useImport()
  if (files.length === 0) {
    return (
      <button type="button" className={css.drop} onClick={onPick}>
        <IconFileImport size={28} stroke={1.4} aria-hidden="true" />
        <b>{t('import.dropTitle')}</b>
        <span>{t('import.dropWhat')}</span>
      </button>
    )
  }
  return (
    <>
      {files.map(({ file, state }) => (
        <Panel
          key={file.fileToken}
          title={file.name}
          tools={
            <IconButton
              small
              label={t('import.removeFile', { name: file.name })}
              icon={<IconX size={14} />}
              onClick={() => removeFile(file.fileToken)}
            />
          }
        >
          {state.kind === 'reading' && <Skeleton />}
          {state.kind === 'failed' && <ErrorState error={state.error} />}
          {tables
            .filter((table) => table.fileToken === file.fileToken)
            .map((table) => (
              <TableLine key={table.id} table={table} />
            ))}
        </Panel>
      ))}
      <div>
        <Button onClick={onPick}>{t('import.addFiles')}</Button>
      </div>
    </>
  )
}

function TableLine({ table }: { table: WizardTable }) {
  const t = useT()
  const format = useFormat()
  const { preview } = table
  const rows = format.count(preview.rowsEstimate)
  const size = format.bytes(preview.sizeBytes)
  return (
    <div className={css.tableLine}>
      <Checkbox
        label={t('import.include')}
        checked={table.included}
        disabled={preview.verdict === 'refused'}
        onChange={(included) => include(table.id, included)}
      />
      {preview.sheet !== null && <span>{t('import.sheet', { name: preview.sheet })}</span>}
      <span className={css.quiet}>
        {preview.rowsExact ? t('import.size', { size, rows }) : t('import.sizeAbout', { size, rows })}
      </span>
      <KindChoice table={table} />
      <VerdictTag verdict={verdictOf(table)} />
      {preview.open[0] && <span className={css.why}>{evidenceText(preview.open[0], format)}</span>}
    </div>
  )
}

/** What a table is a list of; another kind matches the columns anew. */
export function KindChoice({ table }: { table: WizardTable }) {
  const t = useT()
  const { language } = useFormat()
  return (
    <Choice<FileKind>
      quiet
      label={t('import.kind')}
      options={FILE_KINDS.map((kind) => ({ value: kind, label: kindText(kind, language) }))}
      value={table.preview.kind}
      widthPx={150}
      onChange={(kind) => void change(call, table.id, { kind })}
    />
  )
}
