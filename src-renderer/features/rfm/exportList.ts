import { countShare, host, runJob } from '../../app/session.ts'
import type { Translate } from '../../locale/t.ts'
import type { Format } from '../../ui/format.ts'
import { toast } from '../../ui/toastStore.ts'
import { useRfm } from './store.ts'

/** The filtered (or selected) customers as CSV, where the person wants it. */
export async function exportList(selected: ReadonlySet<number>, t: Translate, format: Format): Promise<void> {
  const { result, filter } = useRfm.getState()
  if (result.kind !== 'ready') return
  const name = `rfm-${format.date(result.summary.params.asOfDay)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'rfm.export',
    {
      runId: result.runId,
      filter,
      language: format.language,
      target,
      ...(selected.size > 0 && { customerIds: [...selected] }),
    },
    t('rfm.exportList'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('rfm.exported', { n: format.countFull(rows) }) })
}
