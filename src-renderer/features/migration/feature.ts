import { IconArrowsExchange } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { MigrationPage } from './MigrationPage.tsx'
import { migrationPin } from './pin.ts'

export const migrationFeature: Feature = {
  screens: [
    {
      route: 'migration',
      title: 'migration.title',
      component: MigrationPage,
      rail: { group: 'customers', icon: IconArrowsExchange },
      pin: migrationPin,
      needsProject: true,
    },
  ],
}
