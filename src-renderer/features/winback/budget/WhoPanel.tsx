import { Fragment } from 'react'
import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import type { BudgetPlan } from '../model/budgetPicture.ts'
import type { PlanSpread } from '../model/spread.ts'
import type { Source } from '../provenance.ts'
import css from '../Winback.module.css'
import { groupName, ladderName, minor, type Telling } from '../words.ts'
import { whoTable } from './tables.ts'

const MOST_LINES = 24

interface WhoPanelProps {
  readonly here: BudgetPlan
  readonly spread: PlanSpread | null
  readonly faceValue: number
  readonly source: Source
  readonly telling: Telling
}

/** What the budget is spent on: group, ladder and coupon, with people, money and returns. */
export function WhoPanel({ here, spread, faceValue, source, telling }: WhoPanelProps) {
  const t = useT()
  const { format } = telling
  const lines = here.plan.allocation.filter(({ action }) => action !== null)
  const contacted = lines.reduce((sum, { customers }) => sum + customers, 0)
  const title = t('whatif.whoTitle', { money: format.moneySentence(minor(here.ledgers.direct)) })
  return (
    <FigurePanel
      title={title}
      name={title}
      table={whoTable(here, telling)}
      fileName="winback-plan"
      drawn={false}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('whatif.whoWhat')}</th>
            <th>{t('whatif.customers')}</th>
            <th>{t('whatif.spentColumn', { sign: format.currencySign })}</th>
            <th>{t('whatif.returnsColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, MOST_LINES).map((line, i) => {
            const band = spread?.lineReturns[i]
            const returns = format.countFull(line.incrementalReturns)
            return (
              <tr key={`${line.group} ${line.action} ${line.withOffer}`}>
                <th scope="row">
                  {groupName(line.group, t)}{' '}
                  {line.withOffer && (
                    <Tag tone="accent">
                      {t('whatif.withCoupon', { face: format.moneyFull(minor(faceValue)) })}
                    </Tag>
                  )}
                  <span className={css.second}>{ladderName(line.action ?? '', t)}</span>
                </th>
                <td>{format.countFull(line.customers)}</td>
                <td>{format.moneyBare(minor(line.cost))}</td>
                <td>
                  <ProvenanceNumber
                    where="cell"
                    className={css.strong}
                    value={source(returns, t('whatif.returns'), 'whatif.formulaReturns', true)}
                  />
                  {band && (
                    <span className={css.second}>{format.range(band.p10, band.p90, format.countFull)}</span>
                  )}
                </td>
              </tr>
            )
          })}
          {lines.length === 0 && (
            <tr>
              <td colSpan={4}>{t('whatif.nobody')}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {here.ledgers.fixed > 0
                ? t('whatif.totalFixed', { fixed: format.moneyFull(minor(here.ledgers.fixed)) })
                : t('whatif.total')}
            </th>
            <td>{format.countFull(contacted)}</td>
            <td>{format.moneyBare(minor(here.ledgers.direct))}</td>
            <td>{format.countFull(here.plan.incrementalReturns)}</td>
          </tr>
        </tfoot>
      </table>
      {lines.length > MOST_LINES && (
        <Fragment>{t('whatif.moreLines', { n: format.countFull(lines.length - MOST_LINES) })}</Fragment>
      )}
    </FigurePanel>
  )
}
