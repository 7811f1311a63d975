import { IconStar } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { NorthStarPage } from './NorthStarPage.tsx'
import { spansWindow } from './months.ts'
import { northStarPin } from './pin.ts'

export const northStarFeature: Feature = {
  screens: [
    {
      route: 'northstar',
      title: 'northstar.title',
      component: NorthStarPage,
      rail: { group: 'top', icon: IconStar },
      pin: northStarPin,
      needsProject: true,
      opensProject: spansWindow,
    },
  ],
}
