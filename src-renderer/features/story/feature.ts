import { IconPresentation } from '@tabler/icons-react'
import type { Feature } from '../../app/screen.ts'
import { ExcursionBar } from './ExcursionBar.tsx'
import { PresentPage } from './PresentPage.tsx'
import { PrintPage } from './PrintPage.tsx'
import { StoryFollower } from './StoryFollower.tsx'
import { StoryPage } from './StoryPage.tsx'

export const storyFeature: Feature = {
  screens: [
    {
      route: 'story',
      title: 'story.title',
      component: StoryPage,
      rail: { group: 'data', icon: IconPresentation },
      needsProject: true,
    },
    { route: 'print', title: 'story.print', component: PrintPage, bare: true, needsProject: true },
    { route: 'present', title: 'story.present', component: PresentPage, bare: true, needsProject: true },
  ],
  overlays: [StoryFollower, ExcursionBar],
}
