import { sourceColumns } from '../../../shared/contract/mapping.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'
import { fieldText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Import.module.css'

/** The first rows as the file writes them; columns that are used carry their field. */
export function FirstRows({ preview }: { preview: TablePreview }) {
  const t = useT()
  const { language, countFull } = useFormat()
  const fields = new Map<string, string[]>()
  for (const [field, source] of Object.entries(preview.mapping?.columns ?? {})) {
    for (const column of sourceColumns(source))
      fields.set(column, [...(fields.get(column) ?? []), fieldText(field, language)])
  }
  return (
    <Panel flush title={t('import.firstRows', { n: countFull(preview.rows.length) })}>
      <div
        className={css.rows}
        tabIndex={0}
        role="region"
        aria-label={t('import.firstRows', { n: countFull(preview.rows.length) })}
      >
        <table>
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.name}
                  <small>{fields.get(column.name)?.join(' · ') ?? '\u00A0'}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, i) => (
              <tr key={i}>
                {preview.columns.map((column, c) => (
                  <td key={column.name} title={cells[c] ?? ''}>
                    {cells[c] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
