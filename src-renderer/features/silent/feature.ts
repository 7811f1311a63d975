import { IconZzz } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { SilentPage } from './SilentPage.tsx'

export const silentFeature: Feature = {
  screens: [
    {
      route: 'silent',
      title: 'silent.title',
      component: SilentPage,
      rail: { group: 'customers', icon: IconZzz },
      needsProject: true,
    },
  ],
}
