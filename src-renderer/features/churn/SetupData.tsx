import { CHURN_SEED_MAX, type ChurnSetup } from '../../../shared/contract/churn.ts'
import { groupText, modelText } from '../../locale/churnText.ts'
import { useT } from '../../locale/t.ts'
import { Choice } from '../../ui/Choice.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { BarList } from './BarList.tsx'
import css from './Setup.module.css'
import { kindOf, type SetupDraft } from './setupDraft.ts'
import { changeDraft } from './store.ts'

/** Which model, and how many features of each kind the data allow. */
export function SetupData({ setup, draft }: { readonly setup: ChurnSetup; readonly draft: SetupDraft }) {
  const t = useT()
  const format = useFormat()
  const groups = setup.featureGroups.filter(({ n }) => n > 0)
  const isLabel = kindOf(draft, setup) === 'label'
  return (
    <Panel title={t('churn.dataTitle')}>
      <div className={css.levers}>
        <Choice
          labelled
          label={t('churn.modelLabel')}
          options={[
            { value: 'auto', label: t('churn.modelAuto') },
            { value: 'logistic', label: modelText('logistic', format.language) },
            { value: 'boosted', label: modelText('boosted', format.language) },
          ]}
          value={draft.model}
          onChange={(model) => changeDraft({ model })}
        />
        <NumberField
          label={t('churn.seedLabel')}
          value={draft.seed}
          min={0}
          max={CHURN_SEED_MAX}
          show={String}
          onCommit={(seed) => changeDraft({ seed: Math.round(seed) })}
        />
        <p className={css.count}>{t('churn.seedSay')}</p>
        {isLabel ? (
          <p className={css.say}>{t('churn.labelFeatures')}</p>
        ) : groups.length === 0 ? (
          <p className={css.say}>{t('churn.dataNone')}</p>
        ) : (
          <BarList
            label={t('churn.nFeatures')}
            rows={groups.map(({ group, n }) => ({
              key: group,
              name: groupText(group, format.language),
              value: n,
              text: format.countFull(n),
            }))}
          />
        )}
      </div>
    </Panel>
  )
}
