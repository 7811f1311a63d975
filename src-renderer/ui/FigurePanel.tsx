import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { ChartTable } from './chartTable.ts'
import { ChartDataTable } from './ChartDataTable.tsx'
import { FigureTools } from './FigureTools.tsx'
import { Panel, type PanelProps } from './Panel.tsx'
import { usePin } from './pinStore.ts'
import { useShownFigure } from './shown.ts'
import { pngOfSvg, svgDocument } from './svgExport.ts'

type FigurePanelProps = Omit<PanelProps, 'tools'> & {
  /** the accessible name: the figure's finding */
  readonly name: string
  readonly table: ChartTable
  readonly tools?: ReactNode
  /** without extension */
  readonly fileName: string
  /** false where the figure is itself a table: nothing to save but its data */
  readonly drawn?: boolean
}

/** A panel around own SVG drawings, with the same tools and keys as `ChartPanel` around ECharts. */
export function FigurePanel(props: FigurePanelProps) {
  const { name, table, tools, fileName, drawn = true, children, ...panel } = props
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const pin = usePin()
  /** the table stands where the picture stood, in its size: nothing jumps */
  const [heightPx, setHeightPx] = useState(0)
  const swap = (next: boolean) => {
    if (next) setHeightPx(figure.current?.offsetHeight ?? 0)
    setAsTable(next)
  }
  const drawings = () => (figure.current ? [...figure.current.querySelectorAll('svg')] : [])
  const shown = useShownFigure({
    key: fileName,
    name,
    title: typeof panel.title === 'string' ? panel.title : name,
    sub: typeof panel.sub === 'string' ? panel.sub : '',
    table,
    drawable: drawn ? { kind: 'svg', drawings } : { kind: 'table' },
    size: () => ({
      widthPx: figure.current?.offsetWidth ?? 960,
      heightPx: Math.max(1, figure.current?.offsetHeight ?? 540),
    }),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.target instanceof HTMLInputElement) return
    const key = event.key.toLowerCase()
    if (key === 'p' && pin) {
      event.preventDefault()
      pin(shown)
    }
    if (key !== 't') return
    event.preventDefault()
    swap(!asTable)
    requestAnimationFrame(() => figure.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }
  const drawing = () => svgDocument(drawings())
  return (
    <Panel
      {...panel}
      tools={
        <>
          {tools}
          <FigureTools
            asTable={asTable}
            onAsTable={swap}
            table={table}
            shown={shown}
            fileName={fileName}
            {...(drawn && {
              png: () => pngOfSvg(drawing()),
              svg: () => new TextEncoder().encode(drawing().text),
            })}
          />
        </>
      }
    >
      <figure
        ref={figure}
        aria-label={name}
        style={asTable ? { position: 'relative', flex: 1, minHeight: Math.max(120, heightPx) } : {}}
        onKeyDown={onKeyDown}
      >
        {asTable ? <ChartDataTable name={name} table={table} /> : children}
      </figure>
    </Panel>
  )
}
