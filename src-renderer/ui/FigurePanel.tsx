import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { ChartTable } from './chartTable.ts'
import { ChartDataTable } from './ChartDataTable.tsx'
import { FigureTools } from './FigureTools.tsx'
import { Panel, type PanelProps } from './Panel.tsx'
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
  /** the table stands where the picture stood, in its size: nothing jumps */
  const [heightPx, setHeightPx] = useState(0)
  const swap = (next: boolean) => {
    if (next) setHeightPx(figure.current?.offsetHeight ?? 0)
    setAsTable(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLInputElement || event.nativeEvent.isComposing) return
    event.preventDefault()
    swap(!asTable)
    requestAnimationFrame(() => figure.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }
  const drawing = () => svgDocument(figure.current ? [...figure.current.querySelectorAll('svg')] : [])
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
