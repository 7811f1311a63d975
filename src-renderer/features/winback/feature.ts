import { IconCoinYuan } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { BudgetPage } from './budget/BudgetPage.tsx'

export const winbackFeature: Feature = {
  screens: [
    {
      route: 'budget',
      title: 'whatif.budgetTitle',
      component: BudgetPage,
      rail: { group: 'winback', icon: IconCoinYuan },
      needsProject: false,
    },
  ],
}
