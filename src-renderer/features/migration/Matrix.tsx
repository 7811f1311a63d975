import { useRef, type KeyboardEvent } from 'react'
import type { RfmMigration } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import { cx } from '../../ui/cx.ts'
import { moveAt, valueOf, type Move, type MoveMeasure } from './figures.ts'
import css from './Matrix.module.css'

interface MatrixProps {
  readonly migration: RfmMigration
  readonly measure: MoveMeasure
  readonly name: (tier: number) => string
  readonly text: (value: number) => string
  readonly selected: { readonly from: number; readonly to: number } | null
  readonly onSelect: (move: Move) => void
}

/** Tiers by tiers as a real table; one tab stop, arrows walk, Enter filters the list below. */
export function Matrix({ migration, measure, name, text, selected, onSelect }: MatrixProps) {
  const t = useT()
  const table = useRef<HTMLTableElement>(null)
  const tiers = migration.tiers.map((_, i) => i)
  const used = tiers.filter((tier) =>
    tiers.some(
      (other) => moveAt(migration, tier, other).customers + moveAt(migration, other, tier).customers > 0,
    ),
  )
  const cells = used.flatMap((from) => used.map((to) => moveAt(migration, from, to)))
  const most = cells
    .filter((move) => move.direction !== 'same')
    .reduce((max, move) => Math.max(max, valueOf(move, measure)), 1)
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!step) return
    event.preventDefault()
    const to = `${clamp(row + (step[0] ?? 0), used.length)}-${clamp(column + (step[1] ?? 0), used.length)}`
    table.current?.querySelector<HTMLButtonElement>(`[data-at="${to}"]`)?.focus()
  }
  const sum = (list: readonly Move[]) => text(list.reduce((total, move) => total + valueOf(move, measure), 0))
  return (
    <div className={css.scroll}>
      <table ref={table} className={css.matrix}>
        <caption className="visually-hidden">{t('migration.fromTo')}</caption>
        <thead>
          <tr>
            <td />
            {used.map((tier) => (
              <th key={tier} scope="col">
                {name(tier)}
              </th>
            ))}
            <th scope="col" className={css.total}>
              {t('migration.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {used.map((from, row) => (
            <tr key={from}>
              <th scope="row">{name(from)}</th>
              {used.map((to, column) => {
                const move = moveAt(migration, from, to)
                const value = valueOf(move, measure)
                const chosen = selected?.from === from && selected.to === to
                return (
                  <td key={to}>
                    <button
                      type="button"
                      data-at={`${row}-${column}`}
                      tabIndex={row === 0 && column === 0 ? 0 : -1}
                      aria-pressed={chosen}
                      aria-label={t('migration.cellLabel', {
                        from: name(from),
                        to: name(to),
                        value: text(value),
                      })}
                      className={cx(css.cell, value > 0 && css[move.direction], chosen && css.chosen)}
                      style={
                        {
                          '--strength': `${Math.round(strength(value, most, move.direction) * 100)}%`,
                        } as React.CSSProperties
                      }
                      onClick={() => onSelect(move)}
                      onKeyDown={(event) => onKeyDown(event, row, column)}
                    >
                      {value > 0 ? text(value) : ''}
                    </button>
                  </td>
                )
              })}
              <td className={css.total}>{sum(used.map((to) => moveAt(migration, from, to)))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className={css.total}>
              {t('migration.total')}
            </th>
            {used.map((to) => (
              <td key={to} className={css.total}>
                {sum(used.map((from) => moveAt(migration, from, to)))}
              </td>
            ))}
            <td className={css.total}>{sum(cells)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const clamp = (index: number, length: number) => Math.min(length - 1, Math.max(0, index))

/** Tint by square root, so that small flows are seen; text keeps its contrast at the strongest. */
const strength = (value: number, most: number, direction: Move['direction']) =>
  direction === 'same' ? 0.16 : 0.08 + 0.24 * Math.sqrt(value / most)
