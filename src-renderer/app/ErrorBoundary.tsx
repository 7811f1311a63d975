import { Component, type ReactNode } from 'react'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { t } from '../locale/t.ts'
import { Button } from '../ui/Button.tsx'
import { detailsOf } from '../ui/ErrorState.tsx'
import css from './Frame.module.css'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

/** A defect of one page stays on that page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: AppErrorData | null }> {
  override state: { error: AppErrorData | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: AppError.from(thrown).toData() }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={css.message} role="alert">
        <h1>{t('shell.crashed')}</h1>
        <p>{t('shell.crashedWhat')}</p>
        <div className={css.status}>
          <Button kind="filled" onClick={() => this.setState({ error: null })}>
            {t('common.retry')}
          </Button>
          <Button onClick={() => void navigator.clipboard.writeText(detailsOf(error))}>
            {t('shell.copyDetails')}
          </Button>
        </div>
      </div>
    )
  }
}
