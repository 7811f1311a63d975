import { IconZzz } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { SilentPage } from './SilentPage.tsx'
import { silentPin } from './pin.ts'

export const silentFeature: Feature = {
  screens: [
    {
      route: 'silent',
      title: 'silent.title',
      component: SilentPage,
      rail: { group: 'customers', icon: IconZzz },
      pin: silentPin,
      needsProject: true,
    },
  ],
}
