import { useMemo } from 'react'
import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ALONE_REASONS, aloneRows } from '../model/leftAlone.ts'
import type { BudgetPicture, BudgetPlan } from '../model/budgetPicture.ts'
import { useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { groupName, minor, type Telling } from '../words.ts'
import { aloneTable } from './tables.ts'

interface AlonePanelProps {
  readonly picture: BudgetPicture
  readonly here: BudgetPlan
  readonly telling: Telling
}

/** Who is given nothing, or not the coupon, or not the whole ladder, and what each saves. */
export function AlonePanel({ picture, here, telling }: AlonePanelProps) {
  const t = useT()
  const { format } = telling
  const scenario = useWhatIf((state) => state.scenario)
  const rows = useMemo(() => aloneRows(scenario, picture, here), [scenario, picture, here])
  const { customers, saved } = here.plan.leftAlone
  const money = (units: number) => format.moneyFull(minor(units))
  const title =
    customers > 0
      ? t('whatif.aloneTitle', { n: format.countFull(customers), saved: money(saved) })
      : t('whatif.aloneNone')
  const spared = picture.everybody.cost - here.plan.cost
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.aloneSub')}
      name={title}
      table={aloneTable(rows, telling)}
      fileName="winback-left-alone"
      drawn={false}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('whatif.aloneReason')}</th>
            <th>{t('whatif.customers')}</th>
            <th>{t('whatif.saved')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.group} ${row.reason}`}>
              <th scope="row">
                {groupName(row.group, t)}
                <span className={css.second}>{t(ALONE_REASONS[row.reason])}</span>
              </th>
              <td>{format.countFull(row.customers)}</td>
              <td className={css.saved}>{money(row.saved)}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={3}>{t('whatif.aloneEmpty')}</td>
            </tr>
          )}
        </tbody>
      </table>
      {picture.everybody.profit < here.plan.profit && spared > 0 && (
        <Notice tone="info" lead={t('whatif.againstLead')}>
          {t('whatif.againstEverybody', {
            cost: money(picture.everybody.cost),
            profit: money(picture.everybody.profit),
            here: money(here.plan.profit),
          })}{' '}
          {t('whatif.systemCostHere', { gap: money(here.plan.profit - picture.everybody.profit) })}
        </Notice>
      )}
    </FigurePanel>
  )
}
