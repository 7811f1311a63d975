import { IconCoinYuan, IconColumns2, IconRoute, IconTicket, IconVersions } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { BudgetPage } from './budget/BudgetPage.tsx'
import { ChannelsPage } from './channels/ChannelsPage.tsx'
import { CouponPage } from './coupon/CouponPage.tsx'
import { pins } from './pin.ts'
import { SavedFollower } from './saved/SavedFollower.tsx'
import { ScenariosPage } from './saved/ScenariosPage.tsx'
import { StrategiesPage } from './strategies/StrategiesPage.tsx'

export const winbackFeature: Feature = {
  screens: [
    {
      route: 'budget',
      pin: pins['budget']!,
      title: 'whatif.budgetTitle',
      component: BudgetPage,
      rail: { group: 'winback', icon: IconCoinYuan },
      needsProject: false,
    },
    {
      route: 'coupon',
      pin: pins['coupon']!,
      title: 'whatif.couponTitle',
      component: CouponPage,
      rail: { group: 'winback', icon: IconTicket },
      needsProject: false,
    },
    {
      route: 'channels',
      pin: pins['channels']!,
      title: 'whatif.channelsTitle',
      component: ChannelsPage,
      rail: { group: 'winback', icon: IconRoute },
      needsProject: false,
    },
    {
      route: 'strategies',
      pin: pins['strategies']!,
      title: 'whatif.strategiesTitle',
      component: StrategiesPage,
      rail: { group: 'winback', icon: IconColumns2 },
      needsProject: false,
    },
    {
      route: 'scenarios',
      title: 'whatif.scenariosTitle',
      component: ScenariosPage,
      pin: pins['scenarios']!,
      rail: { group: 'winback', icon: IconVersions },
      needsProject: true,
    },
  ],
  overlays: [SavedFollower],
}
