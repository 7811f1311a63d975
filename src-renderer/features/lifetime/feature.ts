import { IconChartAreaLine } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { LifetimePage } from './LifetimePage.tsx'

export const lifetimeFeature: Feature = {
  screens: [
    {
      route: 'lifetime',
      title: 'lifetime.title',
      component: LifetimePage,
      rail: { group: 'customers', icon: IconChartAreaLine },
      needsProject: true,
    },
  ],
}
