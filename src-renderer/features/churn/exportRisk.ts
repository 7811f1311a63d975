import type { ChurnSummary } from '../../../shared/contract/churn.ts'
import type { ChurnFilter } from '../../../shared/contract/churnRisks.ts'
import { countShare, host, runJob } from '../../app/session.ts'
import type { Translate } from '../../locale/t.ts'
import type { Format } from '../../ui/format.ts'
import { toast } from '../../ui/toastStore.ts'

/** The filtered (or selected) customers as CSV, where the person wants it. */
export async function exportRisk(
  { runId, scored }: Pick<ChurnSummary, 'runId' | 'scored'>,
  filter: ChurnFilter,
  selected: ReadonlySet<number>,
  { t, format }: { readonly t: Translate; readonly format: Format },
): Promise<void> {
  const name = `churn-risk${scored.asOfDay === null ? '' : `-${format.date(scored.asOfDay)}`}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'churn.export',
    {
      runId,
      filter,
      language: format.language,
      target,
      ...(selected.size > 0 && { customerIds: [...selected] }),
    },
    t('risk.exportList'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('risk.exported', { n: format.countFull(rows) }) })
}
