import type { ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import css from './State.module.css'

interface EmptyStateProps {
  /** what would be here */
  readonly title: string
  /** why it is not */
  readonly why: string
  /** the one button that does it */
  readonly action?: ReactNode
  /** opens the sample shop */
  readonly onSample?: () => void
  readonly centre?: boolean
}

export function EmptyState({ title, why, action, onSample, centre = false }: EmptyStateProps) {
  const t = useT()
  return (
    <div className={cx(css.box, centre && css.centre)}>
      <p className={css.title}>{title}</p>
      <p className={css.what}>{why}</p>
      {(action !== undefined || onSample !== undefined) && (
        <div className={css.row}>
          {action}
          {onSample && (
            <Button kind="link" onClick={onSample}>
              {t('common.orSample')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
