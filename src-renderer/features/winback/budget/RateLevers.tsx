import { memo } from 'react'
import { channelName } from '../../../app/channelName.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { FieldLever } from '../Lever.tsx'
import type { Path } from '../model/paths.ts'
import { useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { groupName, type Telling } from '../words.ts'

interface RateLeversProps {
  /** of any budget */
  readonly frame: Scenario
  readonly telling: Telling
}

/** Response by step and group, and who comes back by himself. */
export const RateLevers = memo(function RateLevers({ frame, telling: { format } }: RateLeversProps) {
  const t = useT()
  const { ladder, groups } = frame
  const isOfProject = useWhatIf((state) => state.origin.kind === 'project')
  const show = (share: number) => `${format.decimal(share * 100, 2)}%`
  const rows = ladder.flatMap(({ channel, response }, s): { name: string; path: Path; value: number }[] => {
    const name = `${s + 1} ${channelName(channel, t)}`
    if (typeof response === 'number') return [{ name, path: ['ladder', s, 'response'], value: response }]
    return Object.entries(response).map(([group, value]) => ({
      name: `${name} · ${groupName(group, t)}`,
      path: ['ladder', s, 'response', group],
      value,
    }))
  })
  // rates of a project stand in the table of sources
  if (isOfProject) return null
  return (
    <details className={css.part}>
      <summary>{t('whatif.rates')}</summary>
      <div className={css.rows}>
        <p className={css.say}>{t('whatif.responseIs')}</p>
        {rows.map(({ name, path, value }) => (
          <FieldLever
            key={path.join('.')}
            label={name}
            path={path}
            value={value}
            min={0}
            max={1}
            show={show}
          />
        ))}
        <p className={css.say}>{t('whatif.organicIs')}</p>
        {groups.map(({ name, organicReturn }, i) => (
          <FieldLever
            key={name}
            label={groupName(name, t)}
            path={['audience', 'groups', i, 'organicReturn']}
            value={organicReturn}
            min={0}
            max={1}
            show={show}
          />
        ))}
      </div>
    </details>
  )
})
