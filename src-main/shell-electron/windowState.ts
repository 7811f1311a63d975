import { join } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from '../../shared/contract/zod.ts'
import { openJsonStore } from '../backend/jsonStore.ts'

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof stateSchema>

/** Where the window stood when the app was last closed. */
export interface WindowMemory {
  /** null at the first start, or when the screen that it stood on is gone */
  last(workAreas: readonly Rectangle[]): WindowState | null
  follow(window: BrowserWindow): void
}

/** The memory kept in `dataDir`. */
export function openWindowMemory(dataDir: string): WindowMemory {
  const store = openJsonStore<WindowState | null>(join(dataDir, 'window.json'), stateSchema.nullable(), null)
  return {
    last: (workAreas) => {
      const state = store.get()
      return state !== null && workAreas.some((area) => overlaps(area, state)) ? state : null
    },
    follow: (window) => {
      window.on('close', () => {
        void store.set({ ...window.getNormalBounds(), maximized: window.isMaximized() })
      })
    },
  }
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
