import { IconFirstAidKit } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { InterventionsPage } from './InterventionsPage.tsx'
import { interventionsPin } from './pin.ts'

export const interventionsFeature: Feature = {
  screens: [
    {
      route: 'interventions',
      title: 'interventions.title',
      component: InterventionsPage,
      rail: { group: 'top', icon: IconFirstAidKit },
      pin: interventionsPin,
      needsProject: true,
      opensProject: () => false,
    },
  ],
}
