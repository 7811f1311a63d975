import { create } from 'zustand'

/** Saves bytes that the renderer made; answers false when the person dismissed. Set by the session. */
export type SaveBytes = (suggestedName: string, mimeType: string, bytes: Uint8Array) => Promise<boolean>

export const useSaveStore = create<{ saveBytes: SaveBytes }>(() => ({
  saveBytes: () => Promise.resolve(false),
}))

/** A file name that every system takes. */
export const safeFileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80) || 'huiliu'
