import type { Feature } from '../../app/screen.ts'
import { SettingsPage } from './SettingsPage.tsx'

export const settingsFeature: Feature = {
  screens: [{ route: 'settings', title: 'settings.title', component: SettingsPage, needsProject: false }],
}
