import { useState } from 'react'
import { attempt } from '../../../app/projectActions.ts'
import { useSession } from '../../../app/session.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { toast } from '../../../ui/toastStore.ts'
import { useFormat } from '../../../ui/useFormat.ts'
import { useWhatIf } from '../store.ts'
import { SaveDialog } from './SaveDialog.tsx'
import { freeName, lastAuthor, openOne, saveAs, saveOver, useSaved } from './store.ts'
import { localDay } from '../../../../shared/contract/calendar.ts'

/** What is open of the project: changed or not, signed off or not. */
export function SavedMark() {
  const t = useT()
  const format = useFormat()
  const one = useSaved(openOne)
  const input = useWhatIf((state) => state.input)
  if (one === null) return null
  if (one.signedAtMs !== null) {
    return (
      <Tag tone="accent">
        {t('whatif.signedBy', { by: one.signedBy ?? '', day: format.date(localDay(one.signedAtMs)) })}
      </Tag>
    )
  }
  return JSON.stringify(input) === JSON.stringify(one.state.input) ? null : <Tag>{t('whatif.edited')}</Tag>
}

/** Saves into the project: over the open scenario, or as a new one; a signed one only as a copy. */
export function SaveButton() {
  const t = useT()
  const hasProject = useSession((state) => state.project !== null)
  const saved = useSaved()
  const [isAsking, setAsking] = useState(false)
  if (!hasProject) return null
  const one = openOne(saved)
  const isSigned = one !== null && one.signedAtMs !== null
  const save = () => {
    if (one === null || isSigned) setAsking(true)
    else
      void attempt(async () => {
        await saveOver()
        toast({ text: t('whatif.savedScenario', { name: one.name }) })
      })
  }
  return (
    <>
      <Button kind="filled" id="whatif-save" onClick={save}>
        {isSigned ? t('whatif.saveCopy') : t('whatif.saveScenario')}
      </Button>
      {one !== null && !isSigned && <Button onClick={() => setAsking(true)}>{t('whatif.saveAs')}</Button>}
      {isAsking && (
        <SaveDialog
          title={t('whatif.saveScenario')}
          label={t('whatif.scenarioName')}
          start={freeName(saved.list, one?.name ?? t('whatif.firstScenario'))}
          about={{ author: lastAuthor(saved.list), note: one?.state.note ?? '' }}
          action={t('common.save')}
          onClose={() => setAsking(false)}
          onName={saveAs}
        />
      )}
    </>
  )
}
