import { IconLayoutGrid } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { RfmPage } from './RfmPage.tsx'
import { rfmPin } from './pin.ts'

export const rfmFeature: Feature = {
  screens: [
    {
      route: 'rfm',
      title: 'rfm.title',
      component: RfmPage,
      rail: { group: 'customers', icon: IconLayoutGrid },
      pin: rfmPin,
      needsProject: true,
    },
  ],
}
