import { IconDatabase } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { QualityPage } from './QualityPage.tsx'

export const qualityFeature: Feature = {
  screens: [
    {
      route: 'quality',
      title: 'quality.title',
      component: QualityPage,
      rail: { group: 'data', icon: IconDatabase, badge: 'open-warnings' },
      needsProject: true,
    },
  ],
}
