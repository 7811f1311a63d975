import { useT } from '../../locale/t.ts'
import { Page } from '../../ui/Page.tsx'

export function StartPage() {
  const t = useT()
  return <Page title={t('start.title')}>{null}</Page>
}
