import { cleanup, configure, render, type RenderResult } from '@testing-library/react'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import type { HostApi, HostFile } from '../../shared/contract/host.ts'
import { DEFAULT_SETTINGS, useSession } from '../../src-renderer/app/session.ts'
import { setLanguage } from '../../src-renderer/locale/language.ts'
import { Toasts } from '../../src-renderer/ui/Toasts.tsx'
import { useFormatStore } from '../../src-renderer/ui/useFormat.ts'
import { useToasts } from '../../src-renderer/ui/toastStore.ts'
import {
  createFakeClient,
  createFakeHost,
  SAMPLE_PROJECT,
  type FakeAnswers,
  type FakeClient,
} from './fakeClient.ts'

// a loaded machine needs more than the second that the library gives
configure({ asyncUtilTimeout: 15_000 })

/** Renders a piece of the interface without transitions; the session has no client. */
export function renderUi(node: ReactNode, language: 'zh-CN' | 'en' = 'en'): RenderResult {
  setLanguage(language)
  useFormatStore.setState({ currency: 'CNY', compact: true })
  return render(
    <MantineProvider env="test">
      {node}
      <Toasts />
    </MantineProvider>,
  )
}

/** Renders a screen over a stand-in client, with the sample project open. */
export function renderScreen(
  node: ReactNode,
  answers: FakeAnswers = {},
  options: { language?: 'zh-CN' | 'en'; files?: readonly HostFile[] } = {},
): RenderResult & { client: FakeClient; host: HostApi & { readonly saved: Map<string, Uint8Array> } } {
  const client = createFakeClient(answers)
  const host = createFakeHost(options.files)
  useSession.setState({
    connection: { kind: 'open', client, host },
    project: SAMPLE_PROJECT,
    settings: DEFAULT_SETTINGS,
    asOfDay: null,
    job: null,
    frameError: null,
    pendingFiles: [],
    customerId: null,
  })
  return { ...renderUi(node, options.language), client, host }
}

/** Between tests. */
export function forgetScreen(): void {
  cleanup()
  useToasts.setState({ toasts: [] })
}
