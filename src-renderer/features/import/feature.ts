import { IconFileImport } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { ImportPage } from './ImportPage.tsx'

export const importFeature: Feature = {
  screens: [
    {
      route: 'import',
      title: 'import.title',
      component: ImportPage,
      rail: { group: 'data', icon: IconFileImport },
      needsProject: true,
    },
  ],
}
