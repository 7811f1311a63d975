import { Menu } from '@mantine/core'
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react'
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import { IconButton } from './Button.tsx'
import { Chart, type ChartProps } from './Chart.tsx'
import { csvBytesOf, pngOf, svgOf } from './chartExport.ts'
import type { EChartsType } from './echarts.ts'
import menu from './Menu.module.css'
import panel from './Panel.module.css'
import { Panel, type PanelProps } from './Panel.tsx'
import { safeFileName, useSaveStore } from './saveStore.ts'
import { useScheme } from './schemeStore.ts'
import { toast } from './toastStore.ts'

type ChartPanelProps = Omit<PanelProps, 'children' | 'tools'> &
  Omit<ChartProps, 'asTable' | 'onAsTable'> & {
    /** beside table toggle and save */
    readonly tools?: ReactNode
    /** without extension; the page and the as-of day in it */
    readonly fileName: string
    /** under the chart, inside the panel */
    readonly below?: ReactNode
  }

/** A panel around one chart: table toggle, save as PNG, SVG or CSV. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, sub, tools, state, flush, style, className, fileName, below, onChart, ...chartProps } = props
  const [asTable, setAsTable] = useState(false)
  const chart = useRef<EChartsType | null>(null)
  const t = useT()
  const keep = useCallback(
    (instance: EChartsType | null) => {
      chart.current = instance
      onChart?.(instance)
    },
    [onChart],
  )
  const drawn = state === undefined || state.kind === 'ready' || state.kind === 'busy'
  return (
    <Panel
      title={title}
      sub={sub}
      {...(state && { state })}
      {...(flush === true && { flush })}
      {...(style && { style })}
      className={className}
      tools={
        <>
          {tools}
          {drawn && (
            <span className={panel.icons}>
              <IconButton
                small
                label={asTable ? t('common.asChart') : t('common.asTable')}
                keys="T"
                icon={
                  asTable ? <IconChartBar size={16} stroke={1.5} /> : <IconTable size={16} stroke={1.5} />
                }
                aria-pressed={asTable}
                onClick={() => setAsTable(!asTable)}
              />
              <SaveMenu chart={chart} fileName={fileName} {...chartProps} />
            </span>
          )}
        </>
      }
    >
      <Chart {...chartProps} asTable={asTable} onAsTable={setAsTable} onChart={keep} />
      {below}
    </Panel>
  )
}

type SaveMenuProps = Pick<ChartProps, 'option' | 'table'> & {
  readonly chart: { readonly current: EChartsType | null }
  readonly fileName: string
}

function SaveMenu({ chart, fileName, option, table }: SaveMenuProps) {
  const t = useT()
  const scheme = useScheme()
  const saveBytes = useSaveStore((state) => state.saveBytes)
  const save = (extension: string, mimeType: string, bytes: Uint8Array) => {
    const name = `${safeFileName(fileName)}.${extension}`
    void saveBytes(name, mimeType, bytes).then((saved) => {
      if (saved) toast({ text: t('common.savedFile', { name }) })
    })
  }
  const size = () => ({ width: chart.current?.getWidth() ?? 960, height: chart.current?.getHeight() ?? 540 })
  return (
    <Menu
      position="bottom-end"
      offset={4}
      withinPortal
      classNames={{ dropdown: menu.dropdown, item: menu.item }}
    >
      <Menu.Target>
        <IconButton small label={t('common.saveChart')} icon={<IconDownload size={16} stroke={1.5} />} />
      </Menu.Target>
      <Menu.Dropdown>
        {chart.current !== null && (
          <Menu.Item
            onClick={() => {
              if (chart.current) save('png', 'image/png', pngOf(chart.current, scheme))
            }}
          >
            {t('common.savePng')}
          </Menu.Item>
        )}
        <Menu.Item
          onClick={() => save('svg', 'image/svg+xml', svgOf(option, scheme, size().width, size().height))}
        >
          {t('common.saveSvg')}
        </Menu.Item>
        <Menu.Item onClick={() => save('csv', 'text/csv', csvBytesOf(table))}>
          {t('common.saveCsv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
