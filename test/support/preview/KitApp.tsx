import { useEffect, useState } from 'react'
import { followSettings } from '../../../src-renderer/app/appearance.ts'
import { useSession } from '../../../src-renderer/app/session.ts'
import type { AppSettings } from '../../../shared/contract/project.ts'
import { KitProvider } from '../../../src-renderer/ui/KitProvider.tsx'
import { SAMPLE_PROJECT, SAMPLE_SETTINGS } from '../fakeClient.ts'
import { KitPage } from './KitPage.tsx'

/** All components of the kit on one page, with canned numbers. */
export function KitApp({ settings }: { readonly settings: Partial<AppSettings> }) {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    useSession.setState({ settings: { ...SAMPLE_SETTINGS, ...settings }, project: SAMPLE_PROJECT })
    setReady(true)
    return followSettings()
  }, [settings])
  return (
    <KitProvider>
      <main>{ready && <KitPage />}</main>
    </KitProvider>
  )
}
