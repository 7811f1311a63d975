import type { Feature } from '../../app/screen.ts'
import { CustomerDrawer } from './CustomerDrawer.tsx'

/** The drawer that opens from any customer key on any screen. */
export const customerFeature: Feature = { screens: [], overlays: [CustomerDrawer] }
