import type { ChurnSetup } from '../../../shared/contract/churn.ts'
import { subjectText } from '../../locale/churnText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Checkbox } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { returnShareAt } from './charts/horizon.ts'
import css from './Setup.module.css'
import { horizonOf, kindOf, labelOf, lastTestDayOf, positiveOf, type SetupDraft } from './setupDraft.ts'
import { changeDraft } from './store.ts'

interface SetupLeversProps {
  readonly setup: ChurnSetup
  readonly draft: SetupDraft
}

const MOST_EVENTS = 8
const LONGEST_DAYS = 365

/** Definition of churned: by the history, or by a column of the customer table. */
export function SetupLevers({ setup, draft }: SetupLeversProps) {
  const t = useT()
  const kind = kindOf(draft, setup)
  const canBoth = setup.labels.length > 0 && setup.problem === null
  return (
    <Panel
      title={t('churn.setupTitle')}
      tools={
        canBoth && (
          <Segmented
            label={t('churn.setupSource')}
            options={[
              { value: 'history', label: t('churn.fromHistory') },
              { value: 'label', label: t('churn.fromLabel') },
            ]}
            value={kind}
            onChange={(next) => changeDraft({ kind: next })}
          />
        )
      }
    >
      <div className={css.levers}>
        {kind === 'history' ? (
          <>
            <Horizon setup={setup} draft={draft} />
            <Alive setup={setup} draft={draft} />
            <TestDay setup={setup} draft={draft} />
          </>
        ) : (
          <Label setup={setup} draft={draft} />
        )}
      </div>
    </Panel>
  )
}

function Horizon({ setup, draft }: SetupLeversProps) {
  const t = useT()
  const format = useFormat()
  const days = horizonOf(draft, setup)
  const share = returnShareAt(setup, days)
  const wrong = returnShareAt(setup, days, 'wrongShare')
  const span =
    setup.firstDay !== null && setup.lastDay !== null
      ? Math.floor((setup.lastDay - setup.firstDay) / 2)
      : LONGEST_DAYS
  const max = Math.max(days, Math.min(LONGEST_DAYS, Math.max(14, span)))
  const { proposedHorizonDays: proposed } = setup
  return (
    <div className={css.part}>
      <SliderField
        label={t('churn.horizonLabel')}
        value={days}
        min={1}
        max={max}
        step={1}
        source={draft.horizonDays === null ? 'default' : 'entered'}
        show={format.days}
        valueText={t('churn.horizonValue', {
          days: format.days(days),
          share: format.share(share),
        })}
        onChange={(next) => changeDraft({ horizonDays: next === proposed ? null : Math.round(next) })}
        mark={proposed ?? undefined}
        ends
      />
      <p className={css.say}>
        {share === null || wrong === null
          ? t('churn.horizonSentenceNone', { days: format.days(days) })
          : t('churn.horizonSentence', {
              days: format.days(days),
              share: format.share(share),
              wrong: format.share(wrong),
            })}
      </p>
      {proposed !== null && days !== proposed && (
        <span>
          <Button kind="link" onClick={() => changeDraft({ horizonDays: null })}>
            {t('churn.horizonBack', { days: format.days(proposed) })}
          </Button>
        </span>
      )}
    </div>
  )
}

function Alive({ setup, draft }: SetupLeversProps) {
  const t = useT()
  const format = useFormat()
  const { purchases, events } = draft.alive
  const set = (name: string, on: boolean) =>
    changeDraft({
      alive: { purchases, events: on ? [...events, name] : events.filter((one) => one !== name) },
    })
  const listed = setup.events.slice(0, MOST_EVENTS)
  return (
    <div className={css.part} role="group" aria-label={t('churn.aliveTitle')}>
      <span className={css.head}>{t('churn.aliveTitle')}</span>
      <Checkbox
        label={t('churn.aliveOrders')}
        checked={purchases}
        onChange={(on) => changeDraft({ alive: { purchases: on, events } })}
      />
      {listed.map(({ name, n }) => (
        <div key={name} className={css.event}>
          <Checkbox
            label={subjectText(name, format.language)}
            checked={events.includes(name)}
            onChange={(on) => set(name, on)}
          />
          <span className={css.count}>{format.count(n)}</span>
        </div>
      ))}
      {!purchases && events.length === 0 && (
        <p role="alert" className={css.warn}>
          {t('churn.aliveNone')}
        </p>
      )}
    </div>
  )
}

function TestDay({ setup, draft }: SetupLeversProps) {
  const t = useT()
  const last = lastTestDayOf(draft, setup)
  if (last === null || setup.firstDay === null) return null
  const day = draft.testDay === null ? last : Math.min(last, draft.testDay)
  return (
    <div className={css.part}>
      <DateField
        label={t('churn.testDayLabel')}
        day={day}
        firstDay={setup.firstDay}
        lastDay={last}
        onCommit={(next) => changeDraft({ testDay: next === last ? null : next })}
      />
      {day === last ? (
        <p className={css.count}>{t('churn.testDayLast')}</p>
      ) : (
        <span>
          <Button kind="link" onClick={() => changeDraft({ testDay: null })}>
            {t('churn.testDayBack')}
          </Button>
        </span>
      )}
    </div>
  )
}

function Label({ setup, draft }: SetupLeversProps) {
  const t = useT()
  const format = useFormat()
  const label = labelOf(draft, setup)
  if (!label) return <p className={css.say}>{t('churn.labelNone')}</p>
  const positive = positiveOf(draft, label)
  const n = label.values.reduce((sum, one) => sum + one.n, 0)
  const churned = label.values.find((one) => one.value === positive)?.n ?? null
  return (
    <div className={css.part}>
      <Choice
        labelled
        label={t('churn.labelColumn')}
        options={setup.labels.map(({ attribute }) => ({ value: attribute, label: attribute }))}
        value={label.attribute}
        searchable={setup.labels.length > 8}
        onChange={(attribute) => changeDraft({ attribute, positive: null })}
      />
      <Choice
        labelled
        label={t('churn.labelPositive')}
        options={label.values.map(({ value }) => ({ value, label: value }))}
        value={positive}
        onChange={(value) => changeDraft({ attribute: label.attribute, positive: value })}
      />
      {label.values.length !== 2 ? (
        <p role="alert" className={css.warn}>
          {t('churn.labelThree', { n: format.countFull(label.values.length) })}
        </p>
      ) : (
        churned !== null && (
          <p className={css.say}>
            {t('churn.labelSentence', {
              n: format.countFull(n),
              churned: format.countFull(churned),
              share: format.share(n > 0 ? churned / n : null),
            })}
          </p>
        )
      )}
    </div>
  )
}
