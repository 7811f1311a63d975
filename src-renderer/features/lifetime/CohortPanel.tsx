import { useMemo, useState } from 'react'
import { isoFromDay } from '../../../shared/contract/calendar.ts'
import type { LifetimeCohorts } from '../../../shared/contract/lifetime.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { cohortRows, type CohortMeasure } from './cohortFigures.ts'
import css from './Lifetime.module.css'
import type { Telling } from './sentences.ts'

const SHOWN = 13

interface CohortPanelProps {
  readonly cohorts: LifetimeCohorts
  readonly telling: Telling
}

/** Retention and spend of customers who began in the same month; the latest 13 on screen, all in the table. */
export function CohortPanel({ cohorts, telling }: CohortPanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const [measure, setMeasure] = useState<CohortMeasure>('retention')
  const rows = useMemo(() => cohortRows(cohorts, measure), [cohorts, measure])
  const shown = rows.slice(-SHOWN)
  const first = measure === 'retention' ? 1 : 0
  const ages = Array.from({ length: Math.max(0, Math.min(SHOWN, rows.length) - first) }, (_, i) => i + first)
  const top = Math.max(1e-9, ...shown.flatMap(({ cells }) => ages.map((age) => cells[age] ?? 0)))
  const currency = format.currencySign
  const text = (value: number) => (measure === 'retention' ? format.share(value) : format.moneyBare(value))
  const table: ChartTable = {
    columns: [
      { label: t('lifetime.colCohort') },
      { label: t('lifetime.cohortCustomers'), format: format.countFull },
      ...rows.map((_, age) => ({
        label: t('lifetime.cohortAge', { n: String(age) }),
        format: measure === 'retention' ? format.share : (value: number) => format.decimal(value, 0),
      })),
    ],
    rows: rows.map(({ periodDay, customers, cells }) => [
      isoFromDay(periodDay).slice(0, 7),
      customers,
      ...cells.map((cell) => (cell !== null && measure === 'spend' ? cell / 100 : cell)),
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={t('lifetime.cohortTitle')}
      sub={t('lifetime.cohortSub')}
      name={t('lifetime.cohortTitle')}
      table={table}
      fileName={`cohorts-${measure}-${format.date(cohorts.asOfDay)}`}
      tools={
        <Segmented
          label={t('lifetime.cohortMeasure')}
          options={[
            { value: 'retention', label: t('lifetime.cohortRetention') },
            { value: 'spend', label: t('lifetime.cohortSpend', { currency }) },
          ]}
          value={measure}
          onChange={setMeasure}
        />
      }
    >
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('lifetime.cohortTitle')}>
        <table className={css.heat}>
          <thead>
            <tr>
              <th scope="col">{t('lifetime.colCohort')}</th>
              <th scope="col">{t('lifetime.cohortCustomers')}</th>
              {ages.map((age) => (
                <th key={age} scope="col">
                  {t('lifetime.cohortAge', { n: String(age) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ periodDay, customers, cells }) => (
              <tr key={periodDay}>
                <th scope="row">{format.month(periodDay)}</th>
                <td>{format.countFull(customers)}</td>
                {ages.map((age) => {
                  const cell = cells[age] ?? null
                  if (cell === null) return <td key={age} />
                  const { fill, ink } = tokens.heat(cell / top)
                  return (
                    <td key={age} style={{ background: fill, color: ink }}>
                      {text(cell)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
