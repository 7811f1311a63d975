import type { Feature } from '../app/screen.ts'
import { churnFeature } from './churn/feature.ts'
import { customerFeature } from './customer/feature.ts'
import { importFeature } from './import/feature.ts'
import { interventionsFeature } from './interventions/feature.ts'
import { lifetimeFeature } from './lifetime/feature.ts'
import { migrationFeature } from './migration/feature.ts'
import { northStarFeature } from './northstar/feature.ts'
import { qualityFeature } from './quality/feature.ts'
import { rfmFeature } from './rfm/feature.ts'
import { settingsFeature } from './settings/feature.ts'
import { silentFeature } from './silent/feature.ts'
import { startFeature } from './start/feature.ts'
import { storyFeature } from './story/feature.ts'
import { winbackFeature } from './winback/feature.ts'

/** Every feature of the app, in the order of the rail. A screen that does not exist yet is not here. */
export const features: readonly Feature[] = [
  startFeature,
  northStarFeature,
  interventionsFeature,
  rfmFeature,
  migrationFeature,
  lifetimeFeature,
  silentFeature,
  churnFeature,
  winbackFeature,
  customerFeature,
  storyFeature,
  qualityFeature,
  importFeature,
  settingsFeature,
]
