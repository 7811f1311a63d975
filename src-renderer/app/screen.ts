import type { ComponentType } from 'react'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { MessageKey, SlotsOfKey } from '../locale/catalogue.ts'

/** Keys of messages without slots. */
export type PlainKey = { [K in MessageKey]: [SlotsOfKey<K>] extends [never] ? K : never }[MessageKey]

/** Groups of the rail, top to bottom; the first has no heading. */
export const RAIL_GROUPS = ['top', 'customers', 'churn', 'winback', 'data'] as const
export type RailGroup = (typeof RAIL_GROUPS)[number]

/** One screen: a page at `#/route`. */
export interface Screen {
  readonly route: string
  readonly title: PlainKey
  readonly component: ComponentType
  /** in the palette, for screens outside of the rail */
  readonly icon?: ComponentType<{ size?: number; stroke?: number }>
  /** absent = not in the rail */
  readonly rail?: {
    readonly group: RailGroup
    readonly icon: ComponentType<{ size?: number; stroke?: number }>
    /** open data warnings behind the word */
    readonly badge?: 'open-warnings'
  }
  /** fills the window: no rail */
  readonly full?: boolean
  /** without an open project the start screen is shown instead */
  readonly needsProject: boolean
  /** whether it can be the first that an opened project shows; absent = it can */
  readonly opensProject?: (project: ProjectSummary) => boolean
}

/** What a folder of `features/` gives to the frame. Features never import each other. */
export interface Feature {
  readonly screens: readonly Screen[]
  /** always mounted beside the page, e.g. a drawer that opens from any screen */
  readonly overlays?: readonly ComponentType[]
}
