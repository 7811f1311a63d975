import type { MenuItemConstructorOptions } from 'electron'

const WORDS = {
  'zh-CN': { file: '文件', edit: '编辑', view: '显示', window: '窗口' },
  en: { file: 'File', edit: 'Edit', view: 'View', window: 'Window' },
} as const

/** The menu: what a system expects to find there. Opening, importing and exporting are in the page, with their keys. */
export function menuTemplate(
  locale: string,
  platform: NodeJS.Platform,
  isDevelopment: boolean,
): MenuItemConstructorOptions[] {
  const words = WORDS[locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en']
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: words.file, submenu: [isMac ? { role: 'close' } : { role: 'quit' }] },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isDevelopment
          ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])
          : []),
      ],
    },
    { label: words.window, submenu: [{ role: 'minimize' }, { role: 'zoom' }] },
  ]
}
