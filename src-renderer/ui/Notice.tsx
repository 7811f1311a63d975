import type { ReactNode } from 'react'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './Notice.module.css'

interface NoticeProps {
  readonly tone?: 'warn' | 'error' | 'info'
  /** replaces the leading word 注意 / Note */
  readonly lead?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A calm line with an edge; at most one warning a panel. */
export function Notice({ tone = 'warn', lead, action, children }: NoticeProps) {
  const t = useT()
  return (
    <div className={cx(css.notice, css[tone])} role={tone === 'error' ? 'alert' : 'note'}>
      <p className={css.text}>
        <b>{lead ?? t('common.note')}</b> {children}
      </p>
      {action}
    </div>
  )
}
