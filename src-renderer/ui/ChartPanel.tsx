import { useCallback, useRef, useState, type ReactNode } from 'react'
import { Chart, type ChartProps } from './Chart.tsx'
import { pngOf, svgOf } from './chartExport.ts'
import type { EChartsType } from './echarts.ts'
import { FigureTools } from './FigureTools.tsx'
import { usePin } from './pinStore.ts'
import { Panel, type PanelProps } from './Panel.tsx'
import { useScheme } from './schemeStore.ts'
import { useShownFigure } from './shown.ts'

type ChartPanelProps = Omit<PanelProps, 'children' | 'tools'> &
  Omit<ChartProps, 'asTable' | 'onAsTable' | 'onPin'> & {
    /** beside table toggle and save */
    readonly tools?: ReactNode
    /** without extension; the page and the as-of day in it */
    readonly fileName: string
    /** under the chart, inside the panel */
    readonly below?: ReactNode
  }

/** A panel around one ECharts figure: table toggle, save as PNG, SVG or CSV. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, sub, beside, tools, state, flush, style, className, fileName, below, onChart, ...figure } =
    props
  const [asTable, setAsTable] = useState(false)
  const chart = useRef<EChartsType | null>(null)
  const scheme = useScheme()
  const pin = usePin()
  const shown = useShownFigure({
    key: fileName,
    name: figure.name,
    title: typeof title === 'string' ? title : figure.name,
    sub: typeof sub === 'string' ? sub : '',
    table: figure.table,
    drawable: { kind: 'chart', option: figure.option },
    size: () => ({
      widthPx: chart.current?.getWidth() ?? 960,
      heightPx: chart.current?.getHeight() ?? figure.heightPx ?? 540,
    }),
  })
  const keep = useCallback(
    (instance: EChartsType | null) => {
      chart.current = instance
      onChart?.(instance)
    },
    [onChart],
  )
  const png = () => (chart.current ? pngOf(chart.current, scheme) : new Uint8Array())
  const svg = () =>
    svgOf(figure.option, scheme, chart.current?.getWidth() ?? 960, chart.current?.getHeight() ?? 540)
  const drawn = state === undefined || state.kind === 'ready' || state.kind === 'busy'
  return (
    <Panel
      title={title}
      sub={sub}
      beside={beside}
      {...(state && { state })}
      {...(flush === true && { flush })}
      {...(style && { style })}
      className={className}
      tools={
        <>
          {tools}
          {drawn && (
            <FigureTools
              asTable={asTable}
              onAsTable={setAsTable}
              table={figure.table}
              shown={shown}
              fileName={fileName}
              png={png}
              svg={svg}
            />
          )}
        </>
      }
    >
      <Chart
        {...figure}
        asTable={asTable}
        onAsTable={setAsTable}
        onChart={keep}
        {...(pin && { onPin: () => pin(shown) })}
      />
      {below}
    </Panel>
  )
}
