import { IconFirstAidKit } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { InterventionsPage } from './InterventionsPage.tsx'

export const interventionsFeature: Feature = {
  screens: [
    {
      route: 'interventions',
      title: 'interventions.title',
      component: InterventionsPage,
      rail: { group: 'top', icon: IconFirstAidKit },
      needsProject: true,
      opensProject: () => false,
    },
  ],
}
