import { cx } from '../../ui/cx.ts'
import css from './BarList.module.css'

export interface BarRow {
  readonly key: string
  readonly name: string
  readonly value: number
  readonly text: string
}

interface BarListProps {
  readonly label: string
  readonly rows: readonly BarRow[]
  readonly chosen?: string | null
  /** absent = the rows are not to be chosen */
  readonly onChoose?: (key: string) => void
  readonly canChoose?: (key: string) => boolean
}

/** Names, bars from 0 and numbers, one a row. */
export function BarList({ label, rows, chosen = null, onChoose, canChoose = () => true }: BarListProps) {
  const top = Math.max(1e-9, ...rows.map((row) => row.value))
  return (
    <ul className={css.list} aria-label={label}>
      {rows.map((row) => {
        const content = (
          <>
            <span className={css.name} title={row.name}>
              {row.name}
            </span>
            <span className={css.track} aria-hidden="true">
              <i style={{ width: `${Math.max(0, (row.value / top) * 100)}%` }} />
            </span>
            <span className={css.text}>{row.text}</span>
          </>
        )
        return (
          <li key={row.key}>
            {onChoose && canChoose(row.key) ? (
              <button
                type="button"
                className={cx(css.row, css.open, row.key === chosen && css.chosen)}
                aria-pressed={row.key === chosen}
                onClick={() => onChoose(row.key)}
              >
                {content}
              </button>
            ) : (
              <div className={css.row}>{content}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
