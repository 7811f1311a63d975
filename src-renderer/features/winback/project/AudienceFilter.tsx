import { attempt } from '../../../app/projectActions.ts'
import { useT } from '../../../locale/t.ts'
import { NumberField } from '../../../ui/NumberField.tsx'
import { useWhatIf } from '../store.ts'
import type { Telling } from '../words.ts'
import { changeFilter, useOfProject } from './audience.ts'
import css from './Sources.module.css'

/** Whom of the project the plan is about, and how far a return's worth is counted. */
export function AudienceFilter({ telling: { format } }: { readonly telling: Telling }) {
  const t = useT()
  const filter = useOfProject((state) => state.audience?.filter)
  const locked = useWhatIf((state) => state.locked)
  if (filter === undefined) return null
  return (
    <div className={css.filter}>
      <NumberField
        label={t('whatif.filterSilent')}
        value={filter.silentDays}
        min={0}
        max={3_650}
        show={format.days}
        disabled={locked}
        onCommit={(days) => void attempt(async () => changeFilter({ silentDays: Math.round(days) }))}
      />
      <NumberField
        label={t('whatif.filterValue')}
        value={filter.valueDays}
        min={1}
        max={3_650}
        show={format.days}
        disabled={locked}
        onCommit={(days) => void attempt(async () => changeFilter({ valueDays: Math.round(days) }))}
      />
    </div>
  )
}
