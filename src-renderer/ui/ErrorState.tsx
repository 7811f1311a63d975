import { useState } from 'react'
import type { AppErrorData } from '../../shared/contract/errors.ts'
import { errorText } from '../locale/errorText.ts'
import { useT } from '../locale/t.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import css from './State.module.css'
import { useFormat } from './useFormat.ts'

interface ErrorStateProps {
  readonly error: AppErrorData
  readonly onRetry?: () => void
}

/** What happened, what to do, and the code only under details. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { sentence, remedy } = errorText(error, format)
  return (
    <div className={css.box} role="alert">
      <p className={cx(css.title, css.error)}>{sentence}</p>
      {remedy !== '' && <p className={css.what}>{remedy}</p>}
      <div className={css.row}>
        {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
        <Button kind="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('common.hideDetails') : t('common.details')}
        </Button>
      </div>
      {open && <pre className={css.details}>{detailsOf(error)}</pre>}
    </div>
  )
}

export function detailsOf(error: AppErrorData): string {
  const lines = Object.entries(error.detail).map(([name, value]) => `${name}: ${value}`)
  return [error.code, ...lines, ...(error.trace === undefined ? [] : ['', error.trace])].join('\n')
}
