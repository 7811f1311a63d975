import { cellText, headerOf, type ChartTable } from './chartTable.ts'
import { cx } from './cx.ts'
import css from './Chart.module.css'

/** The same data as the chart, as a real table. */
export function ChartDataTable({ name, table }: { readonly name: string; readonly table: ChartTable }) {
  const numeric = table.columns.map((_, i) => table.rows.some((row) => typeof row[i] === 'number'))
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={name}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, i) => (
              <th key={i} scope="col" className={cx(numeric[i] === true && css.number)}>
                {headerOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={r}>
              {row.map((value, i) => (
                <td key={i} className={cx(numeric[i] === true && css.number)}>
                  {cellText(table.columns[i], value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
