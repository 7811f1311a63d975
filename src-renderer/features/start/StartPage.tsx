import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { RecentProject } from '../../../shared/contract/project.ts'
import { Logo } from '../../app/Logo.tsx'
import { attempt, openSample, pickDataFiles, pickProject } from '../../app/projectActions.ts'
import { LanguageSwitch, ThemeSwitch } from '../../app/ProjectBar.tsx'
import { replaceParams, useRoute } from '../../app/router.ts'
import { call, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { JobBar } from '../../ui/Progress.tsx'
import { NewProjectDialog } from './NewProjectDialog.tsx'
import { RecentProjects } from './RecentProjects.tsx'
import css from './Start.module.css'

/** The window before a project is open: open, new from files, sample, drop, recent. */
export function StartPage() {
  const t = useT()
  const { params } = useRoute()
  const files = useSession((state) => state.pendingFiles)
  const job = useSession((state) => state.job)
  const [recent, setRecent] = useState<readonly RecentProject[] | null>(null)
  const [nowMs] = useState(() => Date.now())
  const asking = params['new'] === '1'

  useEffect(() => {
    void attempt(async () => setRecent(await call('project.recent', {})))
  }, [])
  const newFromFiles = () =>
    void attempt(async () => {
      const picked = await pickDataFiles()
      if (picked.length === 0) return
      useSession.setState({ pendingFiles: picked })
      replaceParams({ new: '1' })
    })
  const dismiss = () => {
    useSession.setState({ pendingFiles: [] })
    replaceParams({})
  }
  const forget = (fileToken: string) =>
    void attempt(async () => setRecent(await call('project.forget', { fileToken })))

  return (
    <div className={css.page}>
      <div className={css.column}>
        <div className={css.brand}>
          <Logo sizePx={34} />
          <h1>{t('common.appName')}</h1>
        </div>
        <p className={css.tagline}>{t('start.tagline')}</p>
        <div className={css.actions}>
          <Button kind="filled" onClick={newFromFiles}>
            {t('start.newFromFiles')}
          </Button>
          <Button onClick={() => void attempt(pickProject)}>{t('start.open')}</Button>
          <Button onClick={() => void attempt(openSample)} disabled={job !== null}>
            {t('start.sample')}
          </Button>
        </div>
        {job ? (
          <div className={css.job}>
            <JobBar job={job.progress} onCancel={job.cancel} />
          </div>
        ) : (
          <button type="button" className={css.drop} onClick={newFromFiles}>
            <IconFileImport size={26} stroke={1.4} aria-hidden="true" />
            <b>{t('start.dropTitle')}</b>
            <span>{t('start.dropWhat')}</span>
          </button>
        )}
        <section className={css.recent} aria-label={t('start.recent')}>
          <h2>{t('start.recent')}</h2>
          {recent && <RecentProjects projects={recent} nowMs={nowMs} onForget={forget} />}
        </section>
      </div>
      <footer className={css.foot}>
        <span>{t('start.privacy')}</span>
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
      <NewProjectDialog opened={asking} files={files} onClose={dismiss} />
    </div>
  )
}
