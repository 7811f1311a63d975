/** One piece of software that ships inside the app. */
export interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
}

/** What the app is made with, for the page "about"; a test compares it with what is installed and imported. */
export const LICENCES: readonly Licence[] = [
  { name: '@e965/xlsx', version: '0.20.3', licence: 'Apache-2.0' },
  { name: '@mantine/core', version: '9.7.4', licence: 'MIT' },
  { name: '@mantine/hooks', version: '9.7.4', licence: 'MIT' },
  { name: '@tabler/icons-react', version: '3.51.0', licence: 'MIT' },
  { name: 'better-sqlite3', version: '13.2.0', licence: 'MIT' },
  { name: 'chardet', version: '2.2.0', licence: 'MIT' },
  { name: 'echarts', version: '6.1.0', licence: 'Apache-2.0' },
  { name: 'electron', version: '45.4.1', licence: 'MIT' },
  { name: 'jszip', version: '3.10.2', licence: '(MIT OR GPL-3.0-or-later)' },
  { name: 'pptxgenjs', version: '4.0.1', licence: 'MIT' },
  { name: 'react', version: '19.3.1', licence: 'MIT' },
  { name: 'react-dom', version: '19.3.1', licence: 'MIT' },
  { name: 'ws', version: '8.23.0', licence: 'MIT' },
  { name: 'zod', version: '4.6.7', licence: 'MIT' },
  { name: 'zrender', version: '6.1.0', licence: 'BSD-3-Clause' },
  { name: 'zustand', version: '5.1.0', licence: 'MIT' },
  { name: 'SQLite', version: '3.54.1', licence: 'Public domain' },
]
