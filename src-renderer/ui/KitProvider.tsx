import './mantine.css'
import './base.css'
import { createTheme, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useScheme } from './schemeStore.ts'
import { mono, sans } from './tokens.ts'
import { Toasts } from './Toasts.tsx'
import { useT } from '../locale/t.ts'

const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: mono,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, offset: 6, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    Portal: { defaultProps: { target: '#overlays' } },
  },
})

const noStorage = {
  get: (value: 'light' | 'dark' | 'auto') => value,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

/**
 * Mantine without its style elements: the variables come from the token sheet, and the content security policy allows
 * no inline style sheets.
 */
export function KitProvider({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme()
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      colorSchemeManager={noStorage}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
      <Overlays />
    </MantineProvider>
  )
}

/** Menus, popovers, dialogs and toasts: a landmark of their own, so that nothing stands outside of all landmarks. */
function Overlays() {
  const t = useT()
  return (
    <section id="overlays" aria-label={t('common.overlays')}>
      <Toasts />
    </section>
  )
}
