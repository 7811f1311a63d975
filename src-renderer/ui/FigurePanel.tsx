import { Menu } from '@mantine/core'
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import { IconButton } from './Button.tsx'
import { csvBytesOf } from './chartExport.ts'
import type { ChartTable } from './chartTable.ts'
import { ChartDataTable } from './ChartDataTable.tsx'
import menu from './Menu.module.css'
import { Panel, type PanelProps } from './Panel.tsx'
import { safeFileName, useSaveStore } from './saveStore.ts'
import { pngOfSvg, svgDocument } from './svgExport.ts'
import { toast } from './toastStore.ts'

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

/** A panel around own SVG drawings: table toggle, save as PNG, SVG or CSV, like `ChartPanel` around ECharts. */
export function FigurePanel(props: FigurePanelProps) {
  const { name, table, tools, fileName, drawn = true, children, ...panel } = props
  const t = useT()
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const saveBytes = useSaveStore((state) => state.saveBytes)
  const save = async (extension: string, mimeType: string, make: () => Promise<Uint8Array> | Uint8Array) => {
    const file = `${safeFileName(fileName)}.${extension}`
    if (await saveBytes(file, mimeType, await make())) toast({ text: t('common.savedFile', { name: file }) })
  }
  const drawing = () => svgDocument(figure.current ? [...figure.current.querySelectorAll('svg')] : [])
  return (
    <Panel
      {...panel}
      tools={
        <>
          {tools}
          <IconButton
            small
            label={asTable ? t('common.asChart') : t('common.asTable')}
            icon={asTable ? <IconChartBar size={16} stroke={1.5} /> : <IconTable size={16} stroke={1.5} />}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
          <Menu position="bottom-end" offset={4} classNames={{ dropdown: menu.dropdown, item: menu.item }}>
            <Menu.Target>
              <IconButton
                small
                label={t('common.saveChart')}
                icon={<IconDownload size={16} stroke={1.5} />}
              />
            </Menu.Target>
            <Menu.Dropdown>
              {drawn && !asTable && (
                <>
                  <Menu.Item onClick={() => void save('png', 'image/png', () => pngOfSvg(drawing()))}>
                    {t('common.savePng')}
                  </Menu.Item>
                  <Menu.Item
                    onClick={() =>
                      void save('svg', 'image/svg+xml', () => new TextEncoder().encode(drawing().text))
                    }
                  >
                    {t('common.saveSvg')}
                  </Menu.Item>
                </>
              )}
              <Menu.Item onClick={() => void save('csv', 'text/csv', () => csvBytesOf(table))}>
                {t('common.saveCsv')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <figure ref={figure} aria-label={name} style={{ margin: 0 }}>
        {asTable ? <ChartDataTable name={name} table={table} /> : children}
      </figure>
    </Panel>
  )
}
