import type { ComponentType } from 'react'
import type { SlideLive } from '../../shared/contract/story.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { MessageKey, SlotsOfKey } from '../locale/catalogue.ts'

/** Keys of messages without slots. */
export type PlainKey = { [K in MessageKey]: [SlotsOfKey<K>] extends [never] ? K : never }[MessageKey]

/** Groups of the rail, top to bottom; the first has no heading. */
export const RAIL_GROUPS = ['top', 'customers', 'churn', 'winback', 'data'] as const
export type RailGroup = (typeof RAIL_GROUPS)[number]

/** How the numbers of a screen's strip are worked out again: a method with its input, and where each number stands. */
export interface Recipe {
  readonly method: string
  readonly input: unknown
  /** the answer that the screen shows now */
  readonly answer: unknown
  /** of each number of the strip, in order, its path in the answer; null = not to be worked out again */
  readonly paths: readonly (string | null)[]
}

/** What a stage is told. */
export interface StageProps {
  readonly intervals: boolean
}

/** What of a screen a slide keeps. */
export interface ScreenPin {
  /** what the person chose on the screen, as plain JSON */
  readonly take: () => unknown
  /** the screen as it was when `take` was asked; what is not of that form is left alone */
  readonly put: (state: unknown) => void
  readonly recipe?: () => Recipe | null
  /** the simulator that the slide runs while it is shown */
  readonly live?: () => SlideLive | null
  /** the screen's state on a stage: one finding, one figure, one slider, large */
  readonly stage?: ComponentType<StageProps>
}

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
  /** absent = nothing of it can be pinned */
  readonly pin?: ScreenPin
  /** without an open project the start screen is shown instead */
  /** nothing of the frame around it: no bar, no rail */
  readonly bare?: boolean
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
