import { useRef, type KeyboardEvent } from 'react'
import { useT } from '../../../locale/t.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { NONE } from '../../../ui/format.ts'
import { useFormat } from '../../../ui/useFormat.ts'
import { isEmptyLevel, levelRanges, rowSums, type GridCell } from './gridFigures.ts'
import css from './HeatMap.module.css'

interface HeatMapProps {
  readonly name: string
  readonly cells: readonly GridCell[]
  readonly diverging: boolean
  readonly cuts: { readonly r: readonly number[]; readonly f: readonly number[] }
  readonly text: (value: number) => string
  /** chosen cells as r * 10 + f */
  readonly selected: ReadonlySet<number>
  readonly onToggle: (cell: number) => void
}

const WIDTH = 392
const HEIGHT = 272
const LEFT = 88
const TOP = 24
const CELL = { width: 51, height: 37, gap: 2 }

/** Recency by frequency, five by five. A cell filters the table; arrows walk, Space or Enter chooses. */
export function HeatMap(props: HeatMapProps) {
  const { cells, diverging, cuts, text, selected, onToggle } = props
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const group = useRef<SVGGElement>(null)
  const rangeText = (range: { low: number | null; high: number | null } | undefined) => {
    if (!range) return ''
    if (range.low === null && range.high === null) return ''
    if (range.low === null) return `≤ ${format.countFull(range.high)}`
    if (range.high === null) return `≥ ${format.countFull(range.low)}`
    if (range.high < range.low) return NONE
    if (range.high === range.low) return format.countFull(range.low)
    return format.range(range.low, range.high, format.countFull)
  }
  const r = levelRanges(cuts.r, false)
  const f = levelRanges(cuts.f, true)
  const sums = rowSums(cells)
  const isEmpty = (cell: GridCell) => isEmptyLevel(r[cell.r - 1]) || isEmptyLevel(f[cell.f - 1])
  const xOf = (score: number) => LEFT + (score - 1) * (CELL.width + CELL.gap)
  const yOf = (score: number) => TOP + (5 - score) * (CELL.height + CELL.gap)
  const walk = (event: KeyboardEvent, at: GridCell) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[event.key]
    if (step) {
      event.preventDefault()
      const to = `${clamp(at.r + (step[0] ?? 0))}${clamp(at.f + (step[1] ?? 0))}`
      group.current?.querySelector<SVGGElement>(`[data-cell="${to}"]`)?.focus()
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      onToggle(at.r * 10 + at.f)
    }
  }
  const middleX = xOf(3) - CELL.gap / 2
  const middleY = yOf(3) - CELL.gap / 2
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={css.chart} role="group" aria-label={props.name}>
      <text x={56} y={14} textAnchor="end" className={css.axis}>
        {t('rfm.unitDays')}
      </text>
      <text x={middleX - 6} y={14} textAnchor="end" className={css.family}>
        {t('rfm.familyDevelop')}
      </text>
      <text x={middleX + 6} y={14} className={css.family}>
        {t('rfm.familyCore')}
      </text>
      <text x={WIDTH} y={14} textAnchor="end" className={css.axis}>
        {t('rfm.total')}
      </text>
      <g ref={group}>
        {cells.map((cell, i) => {
          const tied = isEmpty(cell)
          const paint = tied
            ? { fill: 'var(--sunken)', ink: 'var(--text3)' }
            : colourOf(tokens, cell, diverging)
          const key = cell.r * 10 + cell.f
          const label = t('rfm.cellLabel', {
            r: String(cell.r),
            f: String(cell.f),
            days: rangeText(r[cell.r - 1]),
            orders: rangeText(f[cell.f - 1]),
            value: tied ? t('rfm.levelEmpty') : text(cell.value),
          })
          return (
            <g
              key={key}
              role="button"
              aria-pressed={selected.has(key)}
              aria-label={label}
              data-cell={key}
              tabIndex={i === 0 ? 0 : -1}
              className={css.cell}
              onClick={() => onToggle(key)}
              onKeyDown={(event) => walk(event, cell)}
            >
              <title>{label}</title>
              <rect
                x={xOf(cell.f)}
                y={yOf(cell.r)}
                width={CELL.width}
                height={CELL.height}
                rx={2}
                fill={paint.fill}
                className={selected.has(key) ? css.chosen : undefined}
              />
              <text
                x={xOf(cell.f) + CELL.width / 2}
                y={yOf(cell.r) + CELL.height / 2 + 4.5}
                textAnchor="middle"
                fill={paint.ink}
                className={css.value}
              >
                {tied ? '' : text(cell.value)}
              </text>
            </g>
          )
        })}
      </g>
      {[5, 4, 3, 2, 1].map((score) => (
        <g key={score} className={css.axis}>
          <text x={56} y={yOf(score) + 23} textAnchor="end">
            {rangeText(r[score - 1])}
          </text>
          <text x={80} y={yOf(score) + 23} textAnchor="end" className={css.level}>
            R{score}
          </text>
          <text x={WIDTH} y={yOf(score) + 23} textAnchor="end">
            {text(sums[5 - score] ?? 0)}
          </text>
          <text x={xOf(score) + CELL.width / 2} y={yOf(1) + 54} textAnchor="middle" className={css.level}>
            F{score}
          </text>
          <text x={xOf(score) + CELL.width / 2} y={yOf(1) + 68} textAnchor="middle">
            {rangeText(f[score - 1])}
          </text>
        </g>
      ))}
      <text x={middleX - 6} y={yOf(1) + 86} textAnchor="end" className={css.family}>
        {t('rfm.familyWinback')}
      </text>
      <text x={middleX + 6} y={yOf(1) + 86} className={css.family}>
        {t('rfm.familyKeep')}
      </text>
      <text x={56} y={yOf(1) + 68} textAnchor="end" className={css.axis}>
        {t('rfm.unitOrders')}
      </text>
      <path d={`M${middleX} ${TOP - 6}V${yOf(1) + CELL.height + 4}`} className={css.cut} />
      <path d={`M${LEFT - 6} ${middleY}H${xOf(5) + CELL.width + 4}`} className={css.cut} />
    </svg>
  )
}

const clamp = (score: number) => Math.min(5, Math.max(1, score))

function colourOf(tokens: ChartTokens, cell: GridCell, diverging: boolean) {
  if (diverging) return tokens.diverge(cell.shade)
  return cell.value === 0 ? tokens.heat(0) : tokens.heat(cell.shade)
}
