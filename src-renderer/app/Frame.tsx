import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { errorText } from '../locale/errorText.ts'
import { useT } from '../locale/t.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FrameStatus } from '../ui/frameStatus.ts'
import { ProgressBar, useJobWords } from '../ui/Progress.tsx'
import { useFormat } from '../ui/useFormat.ts'
import { AnonymiseDialog } from './AnonymiseDialog.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import css from './Frame.module.css'
import { screenOf } from './frameCommands.ts'
import { KeyHelp } from './KeyHelp.tsx'
import { useOverlays } from './overlays.ts'
import { Palette } from './Palette.tsx'
import { ProjectBar } from './ProjectBar.tsx'
import { Rail } from './Rail.tsx'
import { navigate, useRoute } from './router.ts'
import { useSession, type SessionJob } from './session.ts'
import { useFileDrop } from './useFileDrop.ts'

/** Bar, rail and page. */
export function Frame() {
  const t = useT()
  const route = useRoute()
  const page = useRef<HTMLElement>(null)
  const hasProject = useSession((state) => state.project !== null)
  const job = useSession((state) => state.job)
  const visit = useSession((state) => state.visit)
  const overlay = useOverlays((state) => state.open)
  const dropping = useFileDrop()
  const wanted = screenOf(route.name)
  const screen = wanted?.needsProject === true && !hasProject ? screenOf('start') : wanted
  const Component = screen?.component
  const hasBar = screen?.route !== 'start' && screen?.bare !== true

  useEffect(() => {
    page.current?.scrollTo(0, 0)
  }, [route.name])

  return (
    <div className={css.frame}>
      <a
        className={css.skip}
        href="#page"
        onClick={(event) => {
          event.preventDefault()
          page.current?.focus()
        }}
      >
        {t('shell.skip')}
      </a>
      {hasBar && <ProjectBar />}
      {job && (
        <div className={css.jobLine}>
          <ProgressBar thin label={job.progress.label} share={job.progress.share} />
        </div>
      )}
      <FrameFailure />
      <div className={css.middle}>
        {screen?.full !== true && screen?.bare !== true && <Rail />}
        <main ref={page} id="page" className={css.page} tabIndex={-1} data-region="page">
          <FrameStatus value={job ? <JobWords job={job} /> : null}>
            <ErrorBoundary key={`${route.name} ${visit}`}>
              {Component ? (
                <Component />
              ) : (
                <EmptyState
                  centre
                  title={t('shell.screenMissing')}
                  why={`#/${route.name}`}
                  action={<Button onClick={() => navigate('start')}>{t('shell.toStart')}</Button>}
                />
              )}
            </ErrorBoundary>
          </FrameStatus>
        </main>
      </div>
      <Palette opened={overlay === 'palette'} />
      <AnonymiseDialog opened={overlay === 'anonymise'} />
      <KeyHelp opened={overlay === 'help'} />
      {dropping && <div className={css.drop}>{t('shell.dropHere')}</div>}
    </div>
  )
}

function JobWords({ job }: { job: SessionJob }) {
  const t = useT()
  const words = useJobWords(job.progress)
  return (
    <span className={css.status}>
      {job.progress.label}
      {words !== '' && ` · ${words}`}
      <Button kind="link" onClick={job.cancel} disabled={job.progress.cancelling === true}>
        {t('common.cancel')}
      </Button>
    </span>
  )
}

function FrameFailure() {
  const t = useT()
  const format = useFormat()
  const error = useSession((state) => state.frameError)
  if (!error) return null
  const { sentence, remedy } = errorText(error, format)
  return (
    <div className={css.error} role="alert">
      <p>
        <b>{sentence}</b> {remedy}
      </p>
      <IconButton
        small
        label={t('common.close')}
        icon={<IconX size={14} />}
        onClick={() => useSession.setState({ frameError: null })}
      />
    </div>
  )
}
