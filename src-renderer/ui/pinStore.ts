import { use } from 'react'
import { create } from 'zustand'
import { Pinnable } from './pinnable.ts'
import type { Box, ShownFigure } from './shown.ts'

/** Pins a figure as a slide; null where there is nothing to pin to. Set by the session. */
export const usePinStore = create<{ pin: ((figure: Box<ShownFigure>) => void) | null }>(() => ({ pin: null }))

/** What pins figures here; null where nothing can be pinned. */
export function usePin(): ((figure: Box<ShownFigure>) => void) | null {
  const pin = usePinStore((state) => state.pin)
  return use(Pinnable) ? pin : null
}
