import { Menu } from '@mantine/core'
import { IconChartBar, IconDownload, IconPin, IconTable } from '@tabler/icons-react'
import { useT } from '../locale/t.ts'
import { IconButton } from './Button.tsx'
import { csvBytesOf } from './chartExport.ts'
import type { ChartTable } from './chartTable.ts'
import menu from './Menu.module.css'
import panel from './Panel.module.css'
import { usePin } from './pinStore.ts'
import type { Box, ShownFigure } from './shown.ts'
import { safeFileName, useSaveStore } from './saveStore.ts'
import { toast } from './toastStore.ts'

interface FigureToolsProps {
  readonly asTable: boolean
  readonly onAsTable: (asTable: boolean) => void
  readonly table: ChartTable
  readonly shown: Box<ShownFigure>
  /** without extension */
  readonly fileName: string
  /** the picture's bytes, made when they are wanted; absent where there is no picture to save */
  readonly png?: () => Promise<Uint8Array> | Uint8Array
  readonly svg?: () => Promise<Uint8Array> | Uint8Array
}

/** The tools of every figure: table toggle, save as PNG, SVG or CSV. */
export function FigureTools({ asTable, onAsTable, table, shown, fileName, png, svg }: FigureToolsProps) {
  const t = useT()
  const pin = usePin()
  const saveBytes = useSaveStore((state) => state.saveBytes)
  const save = async (extension: string, mimeType: string, make: () => Promise<Uint8Array> | Uint8Array) => {
    const name = `${safeFileName(fileName)}.${extension}`
    if (await saveBytes(name, mimeType, await make())) toast({ text: t('common.savedFile', { name }) })
  }
  return (
    <span className={panel.icons}>
      {pin !== null && (
        <IconButton
          small
          label={t('common.pin')}
          keys="P"
          icon={<IconPin size={16} stroke={1.5} />}
          onClick={() => pin(shown)}
        />
      )}
      <IconButton
        small
        label={asTable ? t('common.asChart') : t('common.asTable')}
        keys="T"
        icon={asTable ? <IconChartBar size={16} stroke={1.5} /> : <IconTable size={16} stroke={1.5} />}
        aria-pressed={asTable}
        onClick={() => onAsTable(!asTable)}
      />
      <Menu position="bottom-end" offset={4} classNames={{ dropdown: menu.dropdown, item: menu.item }}>
        <Menu.Target>
          <IconButton small label={t('common.saveChart')} icon={<IconDownload size={16} stroke={1.5} />} />
        </Menu.Target>
        <Menu.Dropdown>
          {png && !asTable && (
            <Menu.Item onClick={() => void save('png', 'image/png', png)}>{t('common.savePng')}</Menu.Item>
          )}
          {svg && !asTable && (
            <Menu.Item onClick={() => void save('svg', 'image/svg+xml', svg)}>
              {t('common.saveSvg')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => void save('csv', 'text/csv', () => csvBytesOf(table))}>
            {t('common.saveCsv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
