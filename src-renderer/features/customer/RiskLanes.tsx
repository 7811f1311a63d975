import type { ChurnCustomer } from '../../../shared/contract/churnRisks.ts'
import { subjectText } from '../../locale/churnText.ts'
import { useT } from '../../locale/t.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './ChurnPanel.module.css'
import { LANES, probabilityY, riskPicture, riskWeeks } from './riskLanes.ts'

interface RiskLanesProps {
  readonly risk: ChurnCustomer
  readonly lastDay: number
  readonly customerKey: string
}

/** His probability over time, and under it on the same axis what he did by week. */
export function RiskLanes({ risk, lastDay, customerKey }: RiskLanesProps) {
  const t = useT()
  const format = useFormat()
  const picture = riskPicture(risk, lastDay)
  const names = risk.signals.map(({ subject }) => subjectText(subject, format.language))
  const table: ChartTable = {
    columns: [
      { label: t('customer.week') },
      { label: t('customer.riskP'), format: format.probability },
      ...names.map((label) => ({ label, format: format.countFull })),
    ],
    rows: riskWeeks(risk, lastDay).map(({ startDay, p, counts }) => [format.date(startDay), p, ...counts]),
  }
  const right = LANES.width - LANES.right
  const last = picture.points.at(-1)
  const line = picture.points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const hasInterval = Number.isFinite(risk.pLow) && Number.isFinite(risk.pHigh)
  const name = t('customer.riskLanes', { day: format.date(lastDay) })
  return (
    <FigurePanel
      title={t('customer.riskLanesTitle')}
      sub={name}
      name={`${t('customer.riskLanesTitle')}: ${name}`}
      table={table}
      fileName={`customer-risk-${customerKey}`}
    >
      <svg
        className={css.lanes}
        viewBox={`0 0 ${LANES.width} ${picture.height}`}
        role="img"
        aria-label={name}
      >
        {[0, 0.5, 1].map((p) => (
          <g key={p}>
            <line
              className={css.gridLine}
              x1={LANES.left}
              x2={right}
              y1={probabilityY(p)}
              y2={probabilityY(p)}
            />
            <text className={css.label} x={LANES.left - 6} y={probabilityY(p) + 4} textAnchor="end">
              {format.share(p)}
            </text>
          </g>
        ))}
        <text className={css.name} x={0} y={12}>
          {t('customer.riskP')}
        </text>
        <polyline className={css.line} points={line} />
        {last && hasInterval && (
          <line
            className={css.whisker}
            x1={last.x}
            x2={last.x}
            y1={probabilityY(risk.pLow)}
            y2={probabilityY(risk.pHigh)}
          />
        )}
        {picture.points.map(({ day, p, x, y }) => (
          <circle key={day} className={css.point} cx={x} cy={y} r={3.5}>
            <title>{`${format.date(day)} ${format.probability(p)}`}</title>
          </circle>
        ))}
        {last && (
          <text className={css.value} x={last.x + 7} y={last.y + 4}>
            {format.probability(last.p)}
          </text>
        )}
        {picture.lanes.map(({ subject, baseY, peak, bars }, lane) => (
          <g key={subject}>
            <text className={css.name} x={0} y={baseY - 4}>
              {names[lane]}
            </text>
            <line className={css.gridLine} x1={LANES.left} x2={right} y1={baseY} y2={baseY} />
            {bars.map(
              ({ x, y, width, height }, week) =>
                height > 0 && (
                  <rect key={week} className={css.bar} x={x} y={y} width={width} height={height} />
                ),
            )}
            <text className={css.label} x={right + 6} y={baseY - 4}>
              {peak > 0 ? t('customer.riskPeak', { n: format.countFull(peak) }) : '0'}
            </text>
          </g>
        ))}
        <text className={css.label} x={LANES.left} y={picture.axisY + 15}>
          {format.date(picture.firstDay)}
        </text>
        <text className={css.label} x={right} y={picture.axisY + 15} textAnchor="end">
          {format.date(picture.lastDay)}
        </text>
      </svg>
    </FigurePanel>
  )
}
