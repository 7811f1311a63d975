import { useT } from '../../locale/t.ts'
import { Page } from '../../ui/Page.tsx'
import { About } from './About.tsx'
import { DisplaySettings, NumberSettings } from './DisplaySettings.tsx'
import { ProjectSettings } from './ProjectSettings.tsx'
import css from './Settings.module.css'

export function SettingsPage() {
  const t = useT()
  return (
    <Page title={t('settings.title')} statusRight={t('shell.onlyLocal')}>
      <div className={css.grid}>
        <div className={css.column}>
          <ProjectSettings />
          <DisplaySettings />
        </div>
        <div className={css.column}>
          <NumberSettings />
          <About />
        </div>
      </div>
    </Page>
  )
}
