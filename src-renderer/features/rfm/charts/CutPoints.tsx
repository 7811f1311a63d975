import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { RfmSummary } from '../../../../shared/contract/rfm.ts'
import { useT } from '../../../locale/t.ts'
import { useFormat } from '../../../ui/useFormat.ts'
import css from './CutPoints.module.css'
import { wholeCuts, type Dimension } from '../draft.ts'
import { cutLabels, histogramBars, histogramScale, moveCut } from './histogramFigures.ts'

interface CutPointsProps {
  readonly summary: RfmSummary
  readonly onChange: (dimension: Dimension, cuts: readonly number[], done: boolean) => void
}

const WIDTH = 336
const HEIGHT = 40

/** The three distributions with the cut points of the scheme as handles. */
export function CutPoints({ summary, onChange }: CutPointsProps) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={css.box}>
      <Histogram
        dimension="r"
        title={t('rfm.recencyTitle')}
        unit={t('rfm.unitDays')}
        text={format.countFull}
        summary={summary}
        onChange={onChange}
      />
      <Histogram
        dimension="f"
        title={t('rfm.frequencyTitle')}
        unit={t('rfm.unitOrders')}
        text={(value) => format.decimal(value, Number.isInteger(value) ? 0 : 2)}
        summary={summary}
        onChange={onChange}
      />
      <Histogram
        dimension="m"
        title={t('rfm.monetaryTitle')}
        unit={t('rfm.unitMoneyLog', { currency: format.currencySign })}
        text={format.moneyBare}
        summary={summary}
        onChange={onChange}
      />
    </div>
  )
}

interface HistogramProps extends CutPointsProps {
  readonly dimension: Dimension
  readonly title: string
  readonly unit: string
  readonly text: (value: number) => string
}

function Histogram({ dimension, title, unit, text, summary, onChange }: HistogramProps) {
  const t = useT()
  const histogram = summary.histograms[dimension]
  const handles = wholeCuts(dimension, summary.cuts[dimension])
  const cuts = handles.map((one) => one.cut)
  const shownCuts = handles.map((one) => one.shown)
  const [held, setHeld] = useState<number | null>(null)
  const whole = dimension !== 'm'
  const scale = histogramScale(histogram, WIDTH)
  const bars = histogramBars(histogram, shownCuts, WIDTH, HEIGHT)
  const levels = cuts.length + 1
  // R: small is good, so the strong end of the ramp is at the left
  const step = (level: number) => {
    const good = dimension === 'r' ? levels - 1 - level : level
    return 2 + Math.round((good / Math.max(1, levels - 1)) * 4)
  }
  const valueAt = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return scale.value(((event.clientX - box.left) / box.width) * WIDTH)
  }
  const nearest = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * WIDTH
    let best = -1
    let distance = 14
    shownCuts.forEach((cut, i) => {
      const away = Math.abs(scale.x(cut) - x)
      if (away < distance) {
        distance = away
        best = i
      }
    })
    return best
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const cut = cuts[index] ?? 0
    const unitStep = whole ? 1 : Math.max(100, Math.round(cut / 10_000) * 100)
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
      event.key
    ]
    if (by === undefined || event.altKey || event.ctrlKey) return
    event.preventDefault()
    onChange(dimension, moveCut(cuts, index, cut + by * unitStep * (event.shiftKey ? 10 : 1), whole), true)
  }
  return (
    <figure className={css.figure} aria-label={title}>
      <figcaption className={css.head}>
        <span>{title}</span>
        <span>{unit}</span>
      </figcaption>
      <svg
        viewBox={`0 -8 ${WIDTH} ${HEIGHT + 26}`}
        className={css.chart}
        onPointerDown={(event) => {
          const index = nearest(event)
          if (index < 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setHeld(index)
        }}
        onPointerMove={(event) => {
          if (held !== null) onChange(dimension, moveCut(cuts, held, valueAt(event), whole), false)
        }}
        onPointerUp={(event) => {
          if (held === null) return
          onChange(dimension, moveCut(cuts, held, valueAt(event), whole), true)
          setHeld(null)
        }}
        onPointerCancel={() => {
          if (held !== null) onChange(dimension, cuts, true)
          setHeld(null)
        }}
      >
        {bars.map((bar, i) => (
          <rect
            key={i}
            x={bar.x}
            y={HEIGHT - bar.height}
            width={bar.width}
            height={bar.height}
            fill={`var(--seq-${step(bar.level)})`}
          />
        ))}
        <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={css.zero} />
        {shownCuts.map((cut, i) => (
          <g
            key={i}
            role="slider"
            tabIndex={0}
            aria-label={t('rfm.cutOf', { title, n: String(i + 1) })}
            aria-valuemin={histogram.edges[0] ?? 0}
            aria-valuemax={histogram.edges.at(-1) ?? cut}
            aria-valuenow={cut}
            aria-valuetext={`${text(cut)} ${unit}`}
            className={css.cut}
            onKeyDown={(event) => onKeyDown(event, i)}
          >
            <line x1={scale.x(cut)} x2={scale.x(cut)} y1={-2} y2={HEIGHT + 4} />
            <rect x={scale.x(cut) - 3.5} y={-8} width={7} height={10} rx={2} />
          </g>
        ))}
        {cutLabels(shownCuts, scale.x, text, WIDTH).map((label, i) => (
          <text key={i} x={label.x} y={HEIGHT + 16} textAnchor="middle" className={css.label}>
            {label.text}
          </text>
        ))}
      </svg>
    </figure>
  )
}
