import { useState } from 'react'
import { AppError, type AppErrorData } from '../../../../shared/contract/errors.ts'
import type { SavedScenario } from '../../../../shared/contract/scenarios.ts'
import { attempt } from '../../../app/projectActions.ts'
import { errorText } from '../../../locale/errorText.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Drawer.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { useFormat } from '../../../ui/useFormat.ts'
import css from '../Winback.module.css'
import { removeSaved, type About } from './store.ts'

interface SaveDialogProps {
  readonly title: string
  readonly label: string
  readonly hint?: string
  readonly start: string
  readonly action: string
  readonly onClose: () => void
  /** asked for as well */
  readonly about?: About
  readonly onName: (name: string, about: About) => Promise<void>
}

const NAME_MAX = 80
const NOTE_MAX = 500
const NOBODY: About = { author: '', note: '' }

/** Asks for a name, and by whom and why; a refusal is told beside the name. */
export function SaveDialog({ title, label, hint, start, action, onClose, about, onName }: SaveDialogProps) {
  const t = useT()
  const format = useFormat()
  const [name, setName] = useState(start)
  const [{ author, note }, setAbout] = useState(about ?? NOBODY)
  const [error, setError] = useState<AppErrorData | null>(null)
  const save = async () => {
    try {
      await onName(name.trim(), { author: author.trim(), note: note.trim() })
      onClose()
    } catch (thrown) {
      setError(AppError.from(thrown).toData())
    }
  }
  return (
    <Dialog opened title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={label}
          hint={hint}
          value={name}
          maxLength={NAME_MAX}
          data-autofocus
          error={error ? errorText(error, format).sentence : undefined}
          onChange={setName}
        />
        {about && (
          <>
            <TextField
              label={t('whatif.author')}
              value={author}
              maxLength={NAME_MAX}
              onChange={(next) => setAbout({ author: next, note })}
            />
            <TextField
              label={t('whatif.note')}
              value={note}
              maxLength={NOTE_MAX}
              onChange={(next) => setAbout({ author, note: next })}
            />
          </>
        )}
        <p className={css.formActions}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="filled" type="submit" disabled={name.trim() === ''}>
            {action}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}

interface RemoveDialogProps {
  readonly one: SavedScenario
  readonly onClose: () => void
  readonly onRemoved: () => void
}

export function RemoveDialog({ one, onClose, onRemoved }: RemoveDialogProps) {
  const t = useT()
  return (
    <Dialog
      opened
      title={t('whatif.removeTitle', { name: one.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            danger
            onClick={() => {
              onClose()
              void attempt(async () => {
                await removeSaved(one.id)
                onRemoved()
              })
            }}
          >
            {t('whatif.remove')}
          </Button>
        </>
      }
    >
      <p>{t('whatif.removeWhat')}</p>
    </Dialog>
  )
}
