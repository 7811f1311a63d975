import type { ChurnSetup } from '../../../shared/contract/churn.ts'
import { useT } from '../../locale/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Setup.module.css'
import { labelOf, positiveOf, type SetupDraft } from './setupDraft.ts'

/** The values of the label column and how many customers carry them. */
export function LabelPanel({ setup, draft }: { readonly setup: ChurnSetup; readonly draft: SetupDraft }) {
  const t = useT()
  const format = useFormat()
  const label = labelOf(draft, setup)
  if (!label) return <Panel title={t('churn.labelColumn')}>{t('churn.labelNone')}</Panel>
  const positive = positiveOf(draft, label)
  const n = label.values.reduce((sum, one) => sum + one.n, 0)
  return (
    <Panel title={label.attribute} sub={t('churn.labelFeatures')}>
      <table className={css.values}>
        <thead>
          <tr>
            <th scope="col">{t('churn.labelValue')}</th>
            <th scope="col" className={css.number}>
              {t('churn.customers')}
            </th>
            <th scope="col" className={css.number}>
              {t('churn.shareColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {label.values.map((one) => (
            <tr key={one.value}>
              <td>
                {one.value} {one.value === positive && <Tag tone="accent">{t('churn.leaves')}</Tag>}
              </td>
              <td className={css.number}>{format.countFull(one.n)}</td>
              <td className={css.number}>{format.share(n > 0 ? one.n / n : null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
