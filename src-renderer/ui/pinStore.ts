import { create } from 'zustand'
import type { Box, ShownFigure } from './shown.ts'

/** Pins a figure as a slide; null where there is nothing to pin to. Set by the session. */
export const usePinStore = create<{ pin: ((figure: Box<ShownFigure>) => void) | null }>(() => ({ pin: null }))

/** Pins if something can be pinned to; answers whether. */
export function pinOf(figure: Box<ShownFigure>): boolean {
  const { pin } = usePinStore.getState()
  pin?.(figure)
  return pin !== null
}
