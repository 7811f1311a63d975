import { IconSettings } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { SettingsPage } from './SettingsPage.tsx'

export const settingsFeature: Feature = {
  screens: [
    {
      route: 'settings',
      title: 'settings.title',
      component: SettingsPage,
      icon: IconSettings,
      needsProject: false,
    },
  ],
}
