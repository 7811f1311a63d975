import type { AppSettings } from '../../shared/contract/project.ts'
import { setLanguage } from '../locale/language.ts'
import { translator } from '../locale/t.ts'
import { systemLanguage, systemScheme, wear } from '../ui/appearance.ts'
import { useSchemeStore } from '../ui/schemeStore.ts'
import { useFormatStore } from '../ui/useFormat.ts'
import { useSession, type SessionState } from './session.ts'

/** What "as the system" means at this moment, and what was chosen. */
export function resolved(settings: AppSettings) {
  return {
    language: settings.language === 'system' ? systemLanguage() : settings.language,
    scheme: settings.theme === 'system' ? systemScheme() : settings.theme,
  }
}

function show({ settings, project }: SessionState): void {
  const { language, scheme } = resolved(settings)
  const { density, textPercent, compactNumbers } = settings
  wear({ language, scheme, density, textPercent })
  setLanguage(language)
  useSchemeStore.setState({ scheme, textScale: textPercent / 100 })
  useFormatStore.setState({ compact: compactNumbers, currency: project?.currency ?? 'CNY' })
  const appName = translator(language)('common.appName')
  document.title = project ? `${project.name} · ${appName}` : appName
}

/** Keeps language, theme, density, text size and currency of the page in step with the session, live. */
export function followSettings(): () => void {
  const now = () => show(useSession.getState())
  now()
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', now)
  const unsubscribe = useSession.subscribe((state, before) => {
    if (state.settings !== before.settings || state.project?.currency !== before.project?.currency)
      show(state)
  })
  return () => {
    dark.removeEventListener('change', now)
    unsubscribe()
  }
}
