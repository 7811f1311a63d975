import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { attempt } from '../../../app/projectActions.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { budgetOf, pictureOf } from '../model/budgetPicture.ts'
import { useWhatIf } from '../store.ts'
import { minor, type Telling } from '../words.ts'
import { exportPlan, useOfProject } from './audience.ts'
import { useIsStale } from './StaleNote.tsx'
import { useExact } from './useExact.ts'

/** The plan over every customer beside that over the cells, and its list; nothing while the screen stands on assumptions. */
export function ExactNote({ telling }: { readonly telling: Telling }) {
  const audience = useOfProject((state) => state.audience)
  const isStale = useIsStale()
  return audience === null || isStale ? null : (
    <ProjectNote cells={audience.cells} n={audience.customers} telling={telling} />
  )
}

interface ProjectNoteProps {
  readonly cells: number
  readonly n: number
  readonly telling: Telling
}

function ProjectNote({ cells, n, telling }: ProjectNoteProps) {
  const t = useT()
  const { format } = telling
  const scenario = useWhatIf((state) => state.scenario)
  const budget = useMemo(() => scenario.budget ?? budgetOf(scenario, pictureOf(scenario)), [scenario])
  const { plan, isBusy, hasFailed } = useExact(budget)
  const money = (units: number) => format.moneyFull(minor(units))
  const customers = format.countFull(n)
  const text = hasFailed
    ? t('whatif.exactFailed')
    : plan === null || isBusy
      ? t('whatif.exactBusy', { n: customers })
      : t('whatif.exactText', {
          n: customers,
          contacted: format.countFull(plan.contacted),
          cost: money(plan.exact.cost),
          profit: money(plan.exact.profit),
          returns: format.countFull(plan.exact.incrementalReturns),
          cells: format.countFull(cells),
          approx: money(plan.cells.profit),
          gap: money(Math.abs(plan.exact.profit - plan.cells.profit)),
        })
  return (
    <Notice
      tone="info"
      lead={t('whatif.exactLead')}
      action={
        <Button
          icon={<IconDownload size={16} />}
          onClick={() => void attempt(async () => exportPlan(telling))}
        >
          {t('whatif.exportPlan')}
        </Button>
      }
    >
      {text}
    </Notice>
  )
}
