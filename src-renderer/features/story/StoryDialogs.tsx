import { useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { Story } from '../../../shared/contract/story.ts'
import { attempt } from '../../app/projectActions.ts'
import { changeStory, removeStory } from '../../app/story/store.ts'
import { errorText } from '../../locale/errorText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Drawer.tsx'
import { TextField } from '../../ui/Field.tsx'
import { useFormat } from '../../ui/useFormat.ts'

interface NameDialogProps {
  readonly title: string
  readonly start: string
  readonly onClose: () => void
  /** absent: the open story takes the name */
  readonly onName?: (name: string) => Promise<void>
}

const NAME_MAX = 80

/** A name that another story has is told beside the field. */
export function NameDialog({ title, start, onClose, onName = rename }: NameDialogProps) {
  const t = useT()
  const format = useFormat()
  const [name, setName] = useState(start)
  const [error, setError] = useState<AppErrorData | null>(null)
  const save = async () => {
    try {
      await onName(name.trim())
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
          label={t('story.name')}
          value={name}
          maxLength={NAME_MAX}
          data-autofocus
          error={error ? errorText(error, format).sentence : undefined}
          onChange={setName}
        />
        <p style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="filled" type="submit" disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}

const rename = (name: string): Promise<void> => changeStory((draft) => ({ ...draft, name }))

export function RemoveDialog({ story, onClose }: { readonly story: Story; readonly onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      opened
      title={t('story.removeTitle', { name: story.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            danger
            onClick={() => {
              onClose()
              void attempt(removeStory)
            }}
          >
            {t('story.remove')}
          </Button>
        </>
      }
    >
      <p>{t('story.removeWhat', { n: String(story.slides.length) })}</p>
    </Dialog>
  )
}
