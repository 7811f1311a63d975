import type { ReactNode } from 'react'
import css from './Settings.module.css'

interface RowProps {
  readonly label: string
  readonly hint?: string
  readonly wide?: boolean
  readonly children: ReactNode
}

/** One setting: its name left, its control right. The control names itself for screen readers. */
export function Row({ label, hint, wide = false, children }: RowProps) {
  return (
    <div className={css.row}>
      <div className={css.what}>
        {label}
        {hint !== undefined && <span className={css.hint}>{hint}</span>}
      </div>
      <div className={css.control}>{wide ? <div className={css.wide}>{children}</div> : children}</div>
    </div>
  )
}
