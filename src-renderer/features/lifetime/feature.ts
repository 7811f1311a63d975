import { IconChartAreaLine } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { LifetimePage } from './LifetimePage.tsx'
import { lifetimePin } from './pin.ts'

export const lifetimeFeature: Feature = {
  screens: [
    {
      route: 'lifetime',
      title: 'lifetime.title',
      component: LifetimePage,
      rail: { group: 'customers', icon: IconChartAreaLine },
      pin: lifetimePin,
      needsProject: true,
    },
  ],
}
