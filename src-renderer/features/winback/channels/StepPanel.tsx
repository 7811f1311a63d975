import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { ladderTable } from '../charts/ladderSankey.ts'
import type { LadderFlow } from '../model/ladderFlow.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { stepName } from './sentences.ts'

/** What every step costs and brings; opt-outs are its fatigue. */
export function StepPanel({ flow, telling }: { readonly flow: LadderFlow; readonly telling: Telling }) {
  const t = useT()
  const { format } = telling
  const title = t('whatif.stepsTitle')
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.stepsSub')}
      name={title}
      table={ladderTable(flow, telling)}
      fileName="winback-steps"
      drawn={false}
    >
      <div className={css.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('whatif.step')}</th>
              <th>{t('whatif.sent')}</th>
              <th>{t('whatif.delivered')}</th>
              <th>{t('whatif.returnsColumn')}</th>
              <th>{t('whatif.healthy')}</th>
              <th>{t('whatif.optOuts')}</th>
              <th>{t('whatif.spentColumn', { sign: format.currencySign })}</th>
              <th>{t('whatif.each')}</th>
            </tr>
          </thead>
          <tbody>
            {flow.steps.map((step, s) => (
              <tr key={s}>
                <th scope="row">
                  {stepName(step, s, telling)}
                  <span className={css.second}>{t('whatif.onDay', { day: format.days(step.day) })}</span>
                </th>
                <td>
                  {format.countFull(step.sent)}
                  <span className={css.second}>
                    {t('whatif.unreached', { n: format.countFull(step.notSent) })}
                  </span>
                </td>
                <td>{format.countFull(step.delivered)}</td>
                <td className={css.strong}>{format.countFull(step.incrementalReturns)}</td>
                <td>{format.countFull(step.healthyReturns)}</td>
                <td>{format.countFull(step.optOuts)}</td>
                <td>{format.moneyBare(minor(step.directCost))}</td>
                <td className={css.strong}>
                  {format.unitCost(
                    step.costPerIncrementalReturn === null ? null : minor(step.costPerIncrementalReturn),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
