import { useT } from '../../locale/t.ts'
import { Page } from '../../ui/Page.tsx'

export function SettingsPage() {
  const t = useT()
  return <Page title={t('settings.title')}>{null}</Page>
}
