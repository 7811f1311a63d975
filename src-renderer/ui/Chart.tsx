import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useT } from '../locale/t.ts'
import { rowText, type ChartTable } from './chartTable.ts'
import { ChartDataTable } from './ChartDataTable.tsx'
import css from './Chart.module.css'
import type { EChartsCoreOption, EChartsType } from './echarts.ts'
import { useEChart } from './useEChart.ts'

export interface ChartProps {
  /** the accessible name: the chart's finding */
  readonly name: string
  /** made by a pure builder from data, tokens and texts; keep it stable with `useMemo` */
  readonly option: EChartsCoreOption
  /** the same data as a table: `T`, the reading keys and the CSV */
  readonly table: ChartTable
  readonly asTable: boolean
  readonly onAsTable: (asTable: boolean) => void
  /** P was pressed; absent = the page may have it */
  readonly onPin?: () => void
  readonly heightPx?: number
  /** the instance, for clicks and handles; called again with null when it goes */
  readonly onChart?: (chart: EChartsType | null) => void
  /** row of `table` that the reading keys stand on, -1 when they leave; e.g. to highlight the mark */
  readonly onWalk?: (row: number) => void
}

/** A figure with one tab stop: Enter goes in, arrows read the points, T swaps in the table, Esc goes out. */
export function Chart(props: ChartProps) {
  const { name, table, asTable, onAsTable, onPin, heightPx, onWalk } = props
  const t = useT()
  const hintId = useId()
  const figure = useRef<HTMLElement>(null)
  const [at, setAt] = useState(-1)

  const walk = (row: number) => {
    setAt(row)
    onWalk?.(row)
  }
  const swap = () => {
    walk(-1)
    onAsTable(!asTable)
    requestAnimationFrame(() => figure.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const last = table.rows.length - 1
    const moves: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
    }
    const to = moves[event.key] ?? { Home: 0, End: last }[event.key]
    if (event.key.toLowerCase() === 't') swap()
    else if (onPin && event.key.toLowerCase() === 'p') onPin()
    else if (asTable) return
    else if (event.key === 'Enter' && at < 0) walk(Math.min(0, last))
    else if (event.key === 'Escape' && at >= 0) walk(-1)
    else if (at >= 0 && to !== undefined) walk(Math.min(last, Math.max(0, to)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const reading =
    at < 0
      ? ''
      : `${t('common.chartPoint', { index: String(at + 1), total: String(table.rows.length) })}: ${rowText(table, at)}`
  return (
    <figure
      ref={figure}
      aria-label={name}
      className={css.figure}
      style={heightPx === undefined ? {} : { height: heightPx, flexBasis: heightPx }}
      onKeyDown={onKeyDown}
    >
      {asTable ? (
        <ChartDataTable name={name} table={table} />
      ) : (
        <Picture {...props} hintId={hintId} onLeave={() => walk(-1)} />
      )}
      <span id={hintId} className="visually-hidden">
        {t('common.chartHint')}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {reading}
      </span>
    </figure>
  )
}

function Picture({
  name,
  option,
  onChart,
  hintId,
  onLeave,
}: ChartProps & { hintId: string; onLeave: () => void }) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useEChart(host, option)
  useEffect(() => {
    onChart?.(chart)
  }, [chart, onChart])
  return (
    <div
      ref={host}
      role="img"
      aria-label={name}
      aria-describedby={hintId}
      tabIndex={0}
      className={css.canvas}
      onBlur={onLeave}
    />
  )
}
