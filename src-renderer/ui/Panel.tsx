import { useEffect, useState, type CSSProperties, type ReactNode } from 'react'
import type { AppErrorData } from '../../shared/contract/errors.ts'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import { ErrorState } from './ErrorState.tsx'
import css from './Panel.module.css'
import { PanelBoundary } from './PanelBoundary.tsx'
import { motion } from './tokens.ts'

/**
 * `ready` shows the content; `busy` keeps the old picture and says so after 400 ms; `first` has never had a picture;
 * `failed` and `empty` take the panel's own size, other panels stay.
 */
export type PanelState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'first' }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly onRetry?: () => void }
  | { readonly kind: 'empty'; readonly content: ReactNode }

export interface PanelProps {
  /** a finding where there is one, else the question it answers */
  readonly title: ReactNode
  readonly sub?: ReactNode
  /** behind the title: search, chips, a count */
  readonly beside?: ReactNode
  readonly tools?: ReactNode
  readonly state?: PanelState
  /** no padding: for tables */
  readonly flush?: boolean
  readonly style?: CSSProperties
  readonly className?: string | undefined
  readonly children?: ReactNode
}

const READY: PanelState = { kind: 'ready' }

export function Panel({
  title,
  sub,
  beside,
  tools,
  state = READY,
  flush = false,
  style,
  className,
  children,
}: PanelProps) {
  const t = useT()
  const slow = useLater(state.kind === 'busy', motion.loadingAfter)
  return (
    <section
      className={cx(css.panel, flush && css.flush, className)}
      style={style}
      aria-busy={state.kind === 'busy'}
    >
      <header className={css.head}>
        <h2>{title}</h2>
        {beside !== undefined && <div className={css.beside}>{beside}</div>}
        {slow && <span className={css.busy}>{t('common.loading')}</span>}
        {tools !== undefined && <span className={css.tools}>{tools}</span>}
      </header>
      {sub !== undefined && <p className={css.sub}>{sub}</p>}
      <div className={cx(css.body, slow && css.stale)}>
        <PanelBoundary>
          <Body state={state}>{children}</Body>
        </PanelBoundary>
      </div>
    </section>
  )
}

function Body({ state, children }: { state: PanelState; children: ReactNode }) {
  switch (state.kind) {
    case 'ready':
    case 'busy':
      return children
    case 'first':
      return <Skeleton />
    case 'failed':
      return <ErrorState error={state.error} {...(state.onRetry && { onRetry: state.onRetry })} />
    case 'empty':
      return state.content
  }
}

/** Grey lines where there never was a picture; nothing in the first 100 ms. */
export function Skeleton() {
  const t = useT()
  const shown = useLater(true, motion.nothingBefore)
  if (!shown) return null
  return (
    <div className={css.skeleton} role="status" aria-label={t('common.loadingFirst')}>
      {[62, 88, 74, 80, 46].map((percent) => (
        <i key={percent} style={{ width: `${percent}%` }} />
      ))}
    </div>
  )
}

/** True once `active` has lasted for `ms`. */
export function useLater(active: boolean, ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!active) return
    const timer = setTimeout(() => setLate(true), ms)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [active, ms])
  return active && late
}
