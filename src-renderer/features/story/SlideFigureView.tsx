import type { SlideFigure } from '../../../shared/contract/story.ts'
import { useT } from '../../locale/t.ts'
import { pictureAddress } from './slideText.ts'
import css from './Story.module.css'

/** more cannot be read from afar */
const STAGE_COLUMNS = 5

interface SlideFigureViewProps {
  readonly figure: SlideFigure
  /** few pixels, large text */
  readonly large?: boolean
  readonly rows?: number
}

/** A slide's figure: its drawing, or the first rows of its table. */
export function SlideFigureView({ figure, large = false, rows = 12 }: SlideFigureViewProps) {
  const svg = (large ? figure.largeSvg : null) ?? figure.svg
  if (svg === null)
    return <SlideTableView figure={figure} rows={rows} most={large ? STAGE_COLUMNS : Infinity} />
  return <img className={css.picture} src={pictureAddress(svg)} alt={figure.title} />
}

interface SlideTableViewProps {
  readonly figure: SlideFigure
  readonly rows: number
  /** columns */
  readonly most?: number
}

export function SlideTableView({ figure, rows, most = Infinity }: SlideTableViewProps) {
  const t = useT()
  const { texts, rows: values, totalRows } = figure.table
  const columns = figure.table.columns.slice(0, most)
  const shown = texts.slice(0, rows)
  const isNumber = columns.map((_, c) => values.some((row) => typeof row[c] === 'number'))
  return (
    <div className={css.tableBox}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map(({ label, unit }, c) => (
              <th key={label} scope="col" className={isNumber[c] ? css.number : undefined}>
                {label}
                {unit !== '' && ` (${unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, r) => (
            <tr key={r}>
              {row.slice(0, columns.length).map((text, c) => (
                <td key={columns[c]?.label ?? c} className={isNumber[c] ? css.number : undefined}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {totalRows > shown.length && (
        <p className={css.quiet}>
          {t('story.rowsOf', { n: String(shown.length), total: String(totalRows) })}
        </p>
      )}
    </div>
  )
}
