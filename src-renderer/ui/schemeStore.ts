import { create } from 'zustand'
import type { Scheme } from './tokens.ts'

/** The theme and text size that are shown now; canvas charts cannot read CSS variables. */
export const useSchemeStore = create<{ scheme: Scheme; textScale: number }>(() => ({
  scheme: 'light',
  textScale: 1,
}))

export const useScheme = (): Scheme => useSchemeStore((state) => state.scheme)
