import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import { ProvenanceNumber } from './ProvenanceNumber.tsx'
import type { Sourced } from './provenance.ts'
import { useShownStrip } from './shown.ts'
import css from './NumberStrip.module.css'

/** Positions on the strip's own fixed axis, all in the number's unit. */
export interface IntervalBar {
  readonly min: number
  readonly max: number
  readonly low: number
  readonly high: number
  readonly median: number
}

export interface StripNumber {
  readonly label: string
  readonly value: Sourced
  /** 位, 万 ... set small behind the number */
  readonly unit?: string
  /** "355–470" */
  readonly interval?: string
  readonly bar?: IntervalBar
  readonly note?: string
  readonly approximate?: boolean
}

/** At most five numbers above the panels. */
export function NumberStrip({
  items,
  label,
}: {
  readonly items: readonly StripNumber[]
  readonly label: string
}) {
  const t = useT()
  useShownStrip(items)
  return (
    <section className={css.strip} aria-label={label}>
      <div className={css.items}>
        {items.slice(0, 5).map((item) => (
          <div key={item.label} className={css.item}>
            <div className={css.label}>{item.label}</div>
            <div className={css.row}>
              {item.approximate === true && (
                <span className={css.value} role="img" aria-label={t('common.approximate')}>
                  ≈
                </span>
              )}
              <ProvenanceNumber
                where="strip"
                value={item.value}
                smallUnit
                className={cx(css.value, item.bar && spansZero(item.bar) && css.spans)}
              />
              {item.unit !== undefined && item.unit !== '' && <span className={css.unit}>{item.unit}</span>}
              {item.interval !== undefined && <span className={css.interval}>{item.interval}</span>}
            </div>
            {item.bar && <Bar of={item.bar} />}
            {item.note !== undefined && (
              <div className={css.note} title={item.note}>
                {item.note}
              </div>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}

const spansZero = (bar: IntervalBar) => bar.low < 0 && bar.high > 0

function Bar({ of }: { of: IntervalBar }) {
  const at = (value: number) => {
    const span = of.max - of.min
    const share = span > 0 ? (value - of.min) / span : 0.5
    return 4 + 160 * Math.min(1, Math.max(0, share))
  }
  return (
    <svg className={css.bar} viewBox="0 0 168 14" preserveAspectRatio="xMinYMid" aria-hidden="true">
      <line className={css.axis} x1={4} x2={164} y1={7} y2={7} />
      {of.min < 0 && of.max > 0 && <line className={css.zero} x1={at(0)} x2={at(0)} y1={1} y2={13} />}
      <line className={css.thick} x1={at(of.low)} x2={at(of.high)} y1={7} y2={7} />
      <line className={css.tick} x1={at(of.median)} x2={at(of.median)} y1={1.5} y2={12.5} />
    </svg>
  )
}
