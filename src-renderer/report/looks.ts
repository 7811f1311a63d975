import type { StoryLanguage } from '../../shared/contract/story.ts'
import { useSession } from '../app/session.ts'
import { setLanguage } from '../locale/language.ts'
import { wear } from '../ui/appearance.ts'
import { useSaveStore } from '../ui/saveStore.ts'
import { useFormatStore } from '../ui/useFormat.ts'

/** A report is read on paper-white in its language; the reader may switch it. */
export function wearReport(language: StoryLanguage, currency: string): void {
  speak(language)
  useFormatStore.setState({ currency, compact: true })
  useSaveStore.setState({ saveBytes: (name, type, bytes) => Promise.resolve(download(name, type, bytes)) })
  useSession.setState({ settings: { ...useSession.getState().settings, theme: 'light' } })
}

export function speak(language: StoryLanguage): void {
  wear({ language, scheme: 'light', density: 'dense', textPercent: 100 })
  setLanguage(language)
}

function download(name: string, type: string, bytes: Uint8Array): boolean {
  const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
  return true
}
