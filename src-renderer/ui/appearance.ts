import type { AppSettings } from '../../shared/contract/project.ts'
import { tokenSheetText } from './cssVariables.ts'
import type { Scheme } from './tokens.ts'

/** What the root element wears. Everything else follows by CSS and by `useAppearance`. */
export interface Appearance {
  readonly scheme: Scheme
  readonly language: 'zh-CN' | 'en'
  readonly density: AppSettings['density']
  readonly textPercent: AppSettings['textPercent']
}

let adopted = false

/** A constructed sheet, because the content security policy refuses style elements. */
function adoptTokens() {
  if (adopted) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(tokenSheetText())
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  adopted = true
}

export function wear(appearance: Appearance): void {
  adoptTokens()
  const root = document.documentElement
  root.lang = appearance.language
  root.dataset['theme'] = appearance.scheme
  root.dataset['density'] = appearance.density
  root.style.fontSize = `${appearance.textPercent}%`
}

export const systemScheme = (): Scheme =>
  window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

export const systemLanguage = (): 'zh-CN' | 'en' =>
  (navigator.languages[0] ?? 'en').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
