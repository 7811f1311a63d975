import { useT } from '../../../locale/t.ts'
import { cx } from '../../../ui/cx.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import type { ChartTable } from '../../../ui/chartTable.ts'
import { minor, type Telling } from '../words.ts'
import type { Measure, MeasureDot } from './measures.ts'
import { exact, rateRange, strategyName } from './sentences.ts'
import css from './Strategies.module.css'

interface MeasureRowsProps {
  readonly measures: readonly Measure[]
  readonly value: number
  readonly telling: Telling
}

/** Dot and interval of every strategy, one axis a measure, each from 0. */
export function MeasureRows({ measures, value, telling }: MeasureRowsProps) {
  const t = useT()
  const { format } = telling
  const title = t('whatif.measuresTitle')
  const label = (measure: Measure) =>
    measure.label === 'whatif.profitAtValue'
      ? t('whatif.profitAtValueOf', { value: format.unitCost(minor(value)) })
      : t(measure.label)
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.measuresSub')}
      name={title}
      table={measureTable(measures, label, telling)}
      fileName="winback-strategies"
      drawn={false}
    >
      <div className={css.measures}>
        {measures.map((measure) => {
          const values = measure.dots.flatMap(({ value: one, low, high }) => [one ?? 0, low ?? 0, high ?? 0])
          const ends = [Math.min(0, ...values), Math.max(1e-9, ...values)] as const
          return (
            <section key={measure.label} className={css.measure} aria-label={label(measure)}>
              <h3>{label(measure)}</h3>
              {measure.dots.map((dot) => (
                <div key={dot.name} className={cx(css.lane, dot.name === t('whatif.ownPlan') && css.own)}>
                  <span className={css.strategy}>{strategyName(dot.name, telling)}</span>
                  <Lane dot={dot} ends={ends} />
                  <span className={css.number}>
                    {text(dot.value, measure, telling)}
                    {dot.low !== null && dot.high !== null && (
                      <span className={css.range}>
                        {measure.unit === 'rate'
                          ? rateRange(dot.low, dot.high)
                          : format.range(dot.low, dot.high, (one) => format.money(minor(one ?? 0)))}
                      </span>
                    )}
                  </span>
                </div>
              ))}
            </section>
          )
        })}
      </div>
    </FigurePanel>
  )
}

function Lane({
  dot,
  ends: [min, max],
}: {
  readonly dot: MeasureDot
  readonly ends: readonly [number, number]
}) {
  const at = (value: number) => 6 + (288 * (value - min)) / (max - min)
  return (
    <svg className={css.axis} viewBox="0 0 300 16" preserveAspectRatio="none" aria-hidden="true">
      <line className={css.base} x1={6} x2={294} y1={8} y2={8} />
      <line className={css.zero} x1={at(0)} x2={at(0)} y1={2} y2={14} />
      {dot.low !== null && dot.high !== null && (
        <line className={css.interval} x1={at(dot.low)} x2={at(dot.high)} y1={8} y2={8} />
      )}
      {dot.value !== null && <line className={css.dot} x1={at(dot.value)} x2={at(dot.value)} y1={8} y2={8} />}
    </svg>
  )
}

function text(value: number | null, { unit }: Measure, { format }: Telling): string {
  if (unit === 'rate') return format.share(value)
  return unit === 'unit' ? exact(value, format) : format.money(value === null ? null : minor(value))
}

function measureTable(
  measures: readonly Measure[],
  label: (measure: Measure) => string,
  telling: Telling,
): ChartTable {
  const { t, format } = telling
  const show = (value: number) => format.decimal(value, 4)
  return {
    columns: [
      { label: t('whatif.measure') },
      { label: t('whatif.strategy') },
      { label: t('whatif.amount'), format: show },
      { label: t('whatif.low'), format: show },
      { label: t('whatif.high'), format: show },
    ],
    rows: measures.flatMap((measure) =>
      measure.dots.map((dot) => [
        label(measure),
        strategyName(dot.name, telling),
        dot.value,
        dot.low,
        dot.high,
      ]),
    ),
  }
}
