import { useState } from 'react'
import { INTERVENTION_KINDS, type PlaybookEntry } from '../../../shared/contract/interventions.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Drawer.tsx'
import { Switch, TextField } from '../../ui/Field.tsx'
import css from './Interventions.module.css'
import { FAMILIES, familyName, kindName, type Telling } from './sentences.ts'

interface EntryDialogProps {
  readonly entry: PlaybookEntry
  readonly telling: Telling
  readonly onClose: () => void
  readonly onSave: (entry: PlaybookEntry) => void
  /** absent: the line is new, or the only one */
  readonly onRemove?: () => void
}

const TEXT_MAX = 300
const CHANNEL_MAX = 60

/** One line of the playbook: what it is, for whom, over which channel, and its words in both languages. */
export function EntryDialog({ entry, telling, onClose, onSave, onRemove }: EntryDialogProps) {
  const { t } = telling
  const [draft, setDraft] = useState(entry)
  const change = (to: Partial<PlaybookEntry>) => setDraft((last) => ({ ...last, ...to }))
  const isWhole =
    draft.families.length > 0 &&
    [draft.channel, draft.textZh, draft.textEn].every((text) => text.trim() !== '')
  return (
    <Dialog
      opened
      widthPx={520}
      title={t('interventions.entryTitle')}
      onClose={onClose}
      actions={
        <>
          {onRemove !== undefined && <Button onClick={onRemove}>{t('interventions.entryRemove')}</Button>}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="filled" disabled={!isWhole} onClick={() => onSave(draft)}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className={css.dialog}>
        <Choice
          labelled
          label={t('interventions.colAction')}
          options={INTERVENTION_KINDS.map((kind) => ({ value: kind, label: kindName(kind, t) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label={t('interventions.colChannel')}
          hint={t('interventions.entryChannelHint')}
          value={draft.channel}
          maxLength={CHANNEL_MAX}
          onChange={(channel) => change({ channel })}
        />
        <fieldset className={css.families}>
          <legend>{t('interventions.colFrom')}</legend>
          {FAMILIES.map((family) => (
            <Switch
              key={family}
              label={familyName(family, t)}
              checked={draft.families.includes(family)}
              onChange={(on) =>
                change({
                  families: FAMILIES.filter((one) => (one === family ? on : draft.families.includes(one))),
                })
              }
            />
          ))}
          {draft.families.length === 0 && (
            <span role="alert" className={css.wrong}>
              {t('interventions.entryFamilies')}
            </span>
          )}
        </fieldset>
        <TextField
          label={t('interventions.entryZh')}
          value={draft.textZh}
          maxLength={TEXT_MAX}
          onChange={(textZh) => change({ textZh })}
        />
        <TextField
          label={t('interventions.entryEn')}
          hint={t('interventions.entryWords', { product: '{product}', points: '{points}', day: '{day}' })}
          value={draft.textEn}
          maxLength={TEXT_MAX}
          onChange={(textEn) => change({ textEn })}
        />
      </div>
    </Dialog>
  )
}
