import type { ReactNode } from 'react'
import type { SegmentFamily } from '../../shared/contract/rfm.ts'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './Tag.module.css'

export function Tag({
  tone = 'neutral',
  children,
}: {
  readonly tone?: 'neutral' | 'accent' | 'warn' | 'error' | 'info'
  readonly children: ReactNode
}) {
  return <span className={cx(css.tag, css[tone])}>{children}</span>
}

/** Where a rate comes from: measured (tint), entered (outline), default (dashed). */
export function SourceTag({ source }: { readonly source: 'measured' | 'entered' | 'default' }) {
  const t = useT()
  const word = {
    measured: t('common.measured'),
    entered: t('common.entered'),
    default: t('common.byDefault'),
  }
  return <span className={cx(css.tag, css[source])}>{word[source]}</span>
}

/** Risk is form first, always with its word. */
export function RiskBadge({ level }: { readonly level: 'high' | 'medium' | 'low' | 'unknown' }) {
  const t = useT()
  if (level === 'unknown') return <span title={t('common.riskUnknown')}>—</span>
  const glyph = { high: '▲', medium: '◆', low: '○' }[level]
  const word = { high: t('common.riskHigh'), medium: t('common.riskMedium'), low: t('common.riskLow') }[level]
  return (
    <span className={cx(css.tag, css[level])}>
      <span aria-hidden="true">{glyph}</span>
      {word}
    </span>
  )
}

/** A segment with its family's colour; hatched when it is a low-spend one. */
export function SegmentChip({
  name,
  family,
  lowSpend,
}: {
  readonly name: string
  readonly family: SegmentFamily | null
  readonly lowSpend: boolean
}) {
  return (
    <span className={css.segment}>
      <i aria-hidden="true" className={cx(css.swatch, family && css[family], lowSpend && css.lowSpend)} />
      {name}
    </span>
  )
}

/** A change with arrow and colour; the text carries its own sign. */
export function Change({
  direction,
  children,
}: {
  readonly direction: 'up' | 'down' | 'same'
  readonly children: ReactNode
}) {
  const t = useT()
  if (direction === 'same') return <span>{children}</span>
  const up = direction === 'up'
  return (
    <span>
      <span
        className={cx(css.arrow, up ? css.gain : css.loss)}
        role="img"
        aria-label={up ? t('common.gain') : t('common.loss')}
      >
        {up ? '▲' : '▼'}
      </span>
      {children}
    </span>
  )
}
