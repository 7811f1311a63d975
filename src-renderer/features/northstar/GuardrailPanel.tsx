import { isoFromDay } from '../../../shared/contract/calendar.ts'
import type { NorthStarBoard, NorthStarMonth } from '../../../shared/contract/northstar.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Spark } from '../../ui/Spark.tsx'
import { guardrails, type GuardrailKey } from './guardrails.ts'
import { monthBefore, shownMonths } from './months.ts'
import css from './NorthStar.module.css'
import { percent, type Telling } from './sentences.ts'

interface GuardrailPanelProps {
  readonly board: NorthStarBoard
  readonly month: NorthStarMonth
  readonly telling: Telling
}

/** How much of the repurchases is bought with coupons, beside what an order brings. */
export function GuardrailPanel({ board, month, telling }: GuardrailPanelProps) {
  const { t, format } = telling
  const months = shownMonths(board).filter((one) => one.monthDay <= month.monthDay)
  const year = monthBefore(board, month, 12)
  const list = guardrails(months, board.hasCoupons, telling)
  const now = guardrails([month], board.hasCoupons, telling)
  const before = year === null ? [] : guardrails([year], board.hasCoupons, telling)
  const words: Record<GuardrailKey, string> = {
    orders: t('northstar.guardOrders'),
    revenue: t('northstar.guardRevenue'),
    only: t('northstar.guardOnly'),
    basket: t('northstar.guardBasket'),
  }
  const share = percent(now.find((one) => one.key === 'orders')?.values[0], format)
  const shareBefore = before.find((one) => one.key === 'orders')?.values[0] ?? null
  const title = !board.hasCoupons
    ? t('northstar.guardTitlePlain')
    : shareBefore === null
      ? t('northstar.guardTitleNow', { share })
      : t('northstar.guardTitle', { share, before: percent(shareBefore, format) })
  const n = format.countFull(months.length)
  const table: ChartTable = {
    columns: [
      { label: t('northstar.colMonth') },
      ...list.map(({ key, text }) =>
        key === 'basket'
          ? {
              label: words[key],
              unit: format.currencySign,
              format: (value: number) => format.decimal(value, 0),
            }
          : { label: words[key], format: text },
      ),
    ],
    rows: months.map((one, i) => [
      isoFromDay(one.monthDay).slice(0, 7),
      ...list.map(({ key, values }) => {
        const value = values[i] ?? null
        return value !== null && key === 'basket' ? value / 100 : value
      }),
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={title}
      sub={t('northstar.guardSub', { n })}
      name={title}
      fileName={`guardrails-${format.date(board.asOfDay)}`}
      table={table}
    >
      {!board.hasCoupons && <p className={css.quiet}>{t('northstar.guardNoCoupons')}</p>}
      <table className={css.guard}>
        <thead>
          <tr>
            <th scope="col">{t('northstar.guardMeasure')}</th>
            <th scope="col" className={css.number}>
              {t('northstar.guardNow', { month: format.month(month.monthDay) })}
            </th>
            <th scope="col" className={css.number}>
              {t('northstar.guardYear')}
            </th>
            <th scope="col">{t('northstar.guardTrend', { n })}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((rail, i) => (
            <tr key={rail.key}>
              <th scope="row">
                {words[rail.key]}
                {rail.key === 'only' && <small>{t('northstar.guardOnlyNote')}</small>}
              </th>
              <td className={css.number}>
                <b>{rail.text(now[i]?.values[0] ?? null)}</b>
              </td>
              <td className={css.number}>{rail.text(before[i]?.values[0] ?? null)}</td>
              <td>
                <Spark
                  values={rail.values.map((value) => value ?? 0)}
                  label={`${words[rail.key]}: ${t('northstar.guardTrend', { n })}`}
                  widthPx={148}
                  heightPx={30}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigurePanel>
  )
}
