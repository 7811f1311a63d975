import { useMemo } from 'react'
import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import type { Telling } from '../words.ts'
import { AudienceFilter } from './AudienceFilter.tsx'
import { useOfProject } from './audience.ts'
import css from './Sources.module.css'
import { sourceLines, sourcesTable } from './sourcesTable.ts'

/** Where every input of a project's plan came from, with its interval; nothing while the screen stands on assumptions. */
export function SourcesPanel({ telling }: { readonly telling: Telling }) {
  const t = useT()
  const { format } = telling
  const audience = useOfProject((state) => state.audience)
  const lines = useMemo(() => (audience === null ? [] : sourceLines(audience, telling)), [audience, telling])
  if (audience === null) return null
  const { rates } = audience
  const measured = rates.filter(({ source, tier }) => source === 'measured' && tier === null).length
  const all = rates.filter(({ tier }) => tier === null).length
  const title = t('whatif.sourcesTitle', {
    measured: format.countFull(measured),
    rest: format.countFull(all - measured),
  })
  const table = sourcesTable(lines, telling)
  return (
    <FigurePanel
      title={title}
      name={title}
      sub={t('whatif.sourcesSub', {
        n: format.countFull(audience.customers),
        day: format.date(audience.asOfDay),
        cells: format.countFull(audience.cells),
        days: format.countFull(audience.filter.silentDays),
        recent: format.countFull(audience.tooRecent),
        unreachable: format.countFull(audience.unreachable),
      })}
      table={table}
      fileName="winback-sources"
      drawn={false}
    >
      <AudienceFilter telling={telling} />
      <div className={css.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={css.table}>
          <thead>
            <tr>
              {table.columns.map(({ label }, i) => (
                <th key={label} scope="col" className={i === 2 || i === 3 ? css.number : ''}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={i}>
                <th scope="row">{line.what}</th>
                <td>{line.tier}</td>
                <td className={css.number}>{line.value}</td>
                <td className={css.number}>{line.interval}</td>
                <td className={line.tone === 'default' ? css.default : ''}>{line.source}</td>
                <td>{line.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
