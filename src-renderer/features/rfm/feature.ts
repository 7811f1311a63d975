import { IconLayoutGrid } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { RfmPage } from './RfmPage.tsx'

export const rfmFeature: Feature = {
  screens: [
    {
      route: 'rfm',
      title: 'rfm.title',
      component: RfmPage,
      rail: { group: 'customers', icon: IconLayoutGrid },
      needsProject: true,
    },
  ],
}
