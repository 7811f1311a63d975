import type { SilentSummary } from '../../../shared/contract/silent.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { SourceTag } from '../../ui/Tag.tsx'
import css from './Silent.module.css'
import { actionName, planText, potentialName, totalProfit, type Telling } from './sentences.ts'

interface TierPanelProps {
  readonly summary: SilentSummary
  readonly telling: Telling
}

/** What each potential is worth and the cheapest thing that pays; nobody is disturbed for less than it costs. */
export function TierPanel({ summary, telling }: TierPanelProps) {
  const { t, format } = telling
  const { tiers, actions } = summary
  const currency = format.currencySign
  const money = (value: number) => format.decimal(value, 0)
  const sum = totalProfit(summary)
  const title =
    sum.customers === 0
      ? t('silent.tierTitleNone')
      : t('silent.tierTitle', { profit: format.money(sum.profit), cost: format.money(sum.cost) })
  const table: ChartTable = {
    columns: [
      { label: t('silent.colPotential') },
      { label: t('silent.colAction') },
      { label: t('silent.colSource') },
      { label: t('silent.colCustomers'), format: format.countFull },
      { label: t('silent.colResponse'), format: (value) => format.probability(value) },
      { label: t('silent.colLow'), format: (value) => format.probability(value) },
      { label: t('silent.colHigh'), format: (value) => format.probability(value) },
      { label: t('silent.colReturns'), format: (value) => format.decimal(value, 1) },
      { label: t('silent.colCost', { currency }), format: money },
      { label: t('silent.colProfit', { currency }), format: money },
    ],
    rows: tiers.flatMap((tier) =>
      tier.options.map((option) => {
        const action = actions[option.action]
        return [
          potentialName(tier.potential, t),
          actionName(action, telling),
          action?.source === 'measured' ? t('silent.measured') : t('silent.starting'),
          option.customers,
          option.response.value,
          option.response.low,
          option.response.high,
          option.incrementalReturns,
          option.costMinor / 100,
          option.profitMinor / 100,
        ]
      }),
    ),
  }
  return (
    <FigurePanel
      drawn={false}
      title={title}
      sub={t('silent.tierSub')}
      name={title}
      table={table}
      fileName="silent-plan"
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('silent.colPotential')}</th>
              <th scope="col" className={css.number}>
                {t('silent.colCustomers')}
              </th>
              <th scope="col" className={css.number}>
                {t('silent.colBasket', { currency })}
              </th>
              <th scope="col" className={css.number}>
                {t('silent.colOrganic')}
              </th>
              <th scope="col" className={css.number}>
                {t('silent.colWorth', { currency })}
              </th>
              <th scope="col">{t('silent.colPlan')}</th>
              <th scope="col" className={css.number}>
                {t('silent.colProfit', { currency })}
              </th>
            </tr>
          </thead>
          <tbody>
            {tiers.map((tier) => {
              const profit = tier.plan.reduce((total, line) => total + line.profitMinor, 0)
              const low = tier.plan.reduce((total, line) => total + line.profitLowMinor, 0)
              const high = tier.plan.reduce((total, line) => total + line.profitHighMinor, 0)
              const source = actions[tier.options[tier.plan[0]?.option ?? -1]?.action ?? -1]?.source
              return (
                <tr key={tier.potential}>
                  <th scope="row">{potentialName(tier.potential, t)}</th>
                  <td className={css.number}>
                    {format.countFull(tier.customers)}
                    <small>
                      {t('silent.tierReach', {
                        gone: format.countFull(tier.uninstalled),
                        out: format.countFull(tier.unreachable),
                      })}
                    </small>
                  </td>
                  <td className={css.number}>{format.moneyBare(tier.meanBasketMinor ?? Number.NaN)}</td>
                  <td className={css.number}>
                    {format.probability(tier.organic?.value)}
                    {tier.organic && (
                      <small>
                        {format.range(100 * tier.organic.low, 100 * tier.organic.high, (value) =>
                          format.decimal(value, 1),
                        )}
                        %
                      </small>
                    )}
                  </td>
                  <td className={css.number}>
                    {format.moneyBare(tier.returnValue?.meanMinor ?? Number.NaN)}
                    {tier.returnValue && (
                      <small>
                        {tier.returnValue.isPooled
                          ? t('silent.worthPooled', { n: format.countFull(tier.returnValue.n) })
                          : t('silent.worthOwn', { n: format.countFull(tier.returnValue.n) })}
                      </small>
                    )}
                  </td>
                  <td>
                    <span className={css.plan}>
                      {planText(tier, summary, telling).map((part) => (
                        <span key={part}>{part}</span>
                      ))}
                      {source && <SourceTag source={source === 'measured' ? 'measured' : 'default'} />}
                    </span>
                  </td>
                  <td className={css.number}>
                    <b>{format.moneyBare(profit)}</b>
                    {tier.plan.length > 0 && (
                      <small>{format.range(low, high, (minor) => format.moneyBare(minor))}</small>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
