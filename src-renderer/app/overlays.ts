import { create } from 'zustand'

/** The frame's own overlays; at most one is open. */
export const useOverlays = create<{ open: 'palette' | 'help' | 'anonymise' | null }>(() => ({ open: null }))

export const showPalette = (): void => useOverlays.setState({ open: 'palette' })
export const showHelp = (): void => useOverlays.setState({ open: 'help' })
export const showAnonymise = (): void => useOverlays.setState({ open: 'anonymise' })
export const closeOverlay = (): void => useOverlays.setState({ open: null })
