import { useState } from 'react'
import type { Input } from '../../../shared/contract/api.ts'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import { takeProject } from '../../app/lifecycle.ts'
import { attempt } from '../../app/projectActions.ts'
import { call, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Choice } from '../../ui/Choice.tsx'
import { OFFERED_CURRENCIES } from '../../ui/currency.ts'
import { TextField } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { timeZones } from '../../ui/timeZones.ts'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { Row } from './Row.tsx'
import css from './Settings.module.css'

const withOwn = (list: readonly string[], own: string) =>
  (list.includes(own) ? list : [own, ...list]).map((value) => ({ value, label: value }))

/** Name, currency, time zone and week of the open project; every change can be undone. */
export function ProjectSettings() {
  const t = useT()
  const project = useSession((state) => state.project)
  return (
    <Panel title={t('settings.project')}>
      {project ? (
        <Rows key={project.fileName} project={project} />
      ) : (
        <p className={css.text}>{t('settings.projectNone')}</p>
      )}
    </Panel>
  )
}

function Rows({ project }: { project: ProjectSummary }) {
  const t = useT()
  const format = useFormat()
  const update = (change: Input<'project.update'>, back: Input<'project.update'>) =>
    void attempt(async () => {
      takeProject(await call('project.update', change))
      toast({
        text: t('common.saved'),
        undo: () => void attempt(async () => takeProject(await call('project.update', back))),
      })
    })
  const { currency, timeZone, weekStart } = project
  return (
    <div className={css.rows}>
      <Row label={t('settings.name')} wide>
        <NameField name={project.name} onSave={(name) => update({ name }, { name: project.name })} />
      </Row>
      <Row label={t('settings.currency')} hint={t('settings.currencyHint')} wide>
        <Choice
          searchable
          label={t('settings.currency')}
          options={withOwn(OFFERED_CURRENCIES, currency)}
          value={currency}
          onChange={(next) => {
            if (next !== currency) update({ currency: next }, { currency })
          }}
        />
      </Row>
      <Row label={t('settings.timeZone')} hint={t('settings.timeZoneHint')} wide>
        <Choice
          searchable
          label={t('settings.timeZone')}
          options={withOwn(timeZones(), timeZone)}
          value={timeZone}
          onChange={(next) => {
            if (next !== timeZone) update({ timeZone: next }, { timeZone })
          }}
        />
      </Row>
      <Row label={t('settings.weekStart')}>
        <Segmented
          label={t('settings.weekStart')}
          options={[
            { value: '1', label: t('settings.monday') },
            { value: '0', label: t('settings.sunday') },
          ]}
          value={weekStart === 1 ? '1' : '0'}
          onChange={(next) => {
            if (Number(next) !== weekStart) update({ weekStart: next === '1' ? 1 : 0 }, { weekStart })
          }}
        />
      </Row>
      <Row label={t('settings.fileName')}>
        <span>{project.fileName}</span>
      </Row>
      <Row label={t('settings.content')}>
        <span>
          {t('settings.contentText', {
            customers: format.countFull(project.nCustomers),
            orders: format.countFull(project.nOrders),
            imports: format.countFull(project.nImports),
          })}
        </span>
      </Row>
    </div>
  )
}

function NameField({ name, onSave }: { name: string; onSave: (name: string) => void }) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    const next = draft?.trim() ?? name
    if (next === '') return
    setDraft(null)
    if (next !== name) onSave(next)
  }
  return (
    <TextField
      bare
      label={t('settings.name')}
      maxLength={120}
      value={draft ?? name}
      error={draft?.trim() === '' ? t('settings.nameEmpty') : undefined}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
