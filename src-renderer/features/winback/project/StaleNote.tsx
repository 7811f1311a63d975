import { attempt } from '../../../app/projectActions.ts'
import { useAsOfDay, useSession } from '../../../app/session.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useWhatIf } from '../store.ts'
import type { Telling } from '../words.ts'
import { changeFilter, isStale, useOfProject } from './audience.ts'

/** That the plan is about other data, or another day, than the project shows now. */
export function StaleNote({ telling: { format } }: { readonly telling: Telling }) {
  const t = useT()
  const audience = useOfProject((state) => state.audience)
  const hasOldData = useIsStale()
  const locked = useWhatIf((state) => state.locked)
  const now = useAsOfDay()
  const chosen = useSession((state) => state.asOfDay)
  if (audience === null || (!hasOldData && audience.asOfDay === now)) return null
  const day = format.date(audience.asOfDay)
  return (
    <Notice
      action={
        !locked && (
          <Button onClick={() => void attempt(async () => changeFilter({ asOfDay: chosen }))}>
            {t('whatif.recompute')}
          </Button>
        )
      }
    >
      {hasOldData ? t('whatif.staleData', { day }) : t('whatif.staleDay', { day, now: format.date(now) })}
    </Notice>
  )
}

/** Whether data came in since the audience was made. */
export function useIsStale(): boolean {
  const of = useOfProject((state) => state.of)
  // a new revision is a new project summary
  useSession((state) => state.project)
  return isStale(of)
}
