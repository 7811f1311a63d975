import { IconHome } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { StartPage } from './StartPage.tsx'

export const startFeature: Feature = {
  screens: [
    {
      route: 'start',
      title: 'start.title',
      component: StartPage,
      icon: IconHome,
      full: true,
      needsProject: false,
    },
  ],
}
