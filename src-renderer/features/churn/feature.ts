import { IconActivityHeartbeat, IconListDetails } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { ChurnPage } from './ChurnPage.tsx'
import { RiskPage } from './RiskPage.tsx'
import { churnPin, riskPin } from './pin.ts'

export const churnFeature: Feature = {
  screens: [
    {
      route: 'churn',
      title: 'churn.title',
      component: ChurnPage,
      rail: { group: 'churn', icon: IconActivityHeartbeat },
      pin: churnPin,
      needsProject: true,
    },
    {
      route: 'risk',
      title: 'risk.title',
      component: RiskPage,
      rail: { group: 'churn', icon: IconListDetails },
      pin: riskPin,
      needsProject: true,
    },
  ],
}
