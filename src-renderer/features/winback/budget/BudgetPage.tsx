import { useMemo } from 'react'
import { Notice } from '../../../ui/Notice.tsx'
import { NumberStrip } from '../../../ui/NumberStrip.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useT } from '../../../locale/t.ts'
import { ENGINE_VERSIONS } from '../../../../shared/contract/version.ts'
import { evaluationOf } from '../model/evaluation.ts'
import { ExactNote } from '../project/ExactNote.tsx'
import { SourcesPanel } from '../project/SourcesPanel.tsx'
import { StaleNote } from '../project/StaleNote.tsx'
import { ProjectNote } from '../ProjectNote.tsx'
import { inputsText, sourceOfNumbers } from '../provenance.ts'
import { ScenarioActions, ScenarioChoice } from '../ScenarioBar.tsx'
import { useSources } from '../useSources.ts'
import { useTelling } from '../useTelling.ts'
import css from '../Winback.module.css'
import { AlonePanel } from './AlonePanel.tsx'
import { BudgetLevers } from './BudgetLevers.tsx'
import { FrontierPanel } from './FrontierPanel.tsx'
import { SameMoneyPanel } from './SameMoneyPanel.tsx'
import { budgetFinding, losingText } from './sentences.ts'
import { budgetStrip } from './strip.ts'
import { useBudget } from './useBudget.ts'
import { WaterfallPanel } from './WaterfallPanel.tsx'
import { WhoPanel } from './WhoPanel.tsx'

/** How much to spend on winning back, and where it stops paying. */
export function BudgetPage() {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const view = useBudget()
  const { scenario, picture, here, spread, curve } = view
  const sources = useSources()
  const source = useMemo(() => sourceOfNumbers(scenario, sources, telling), [scenario, sources, telling])
  const { totals } = evaluationOf(scenario).result
  const contacted = totals.customers - here.plan.leftAlone.customers
  const doubt = losingText(spread, here.plan.profit, telling)
  return (
    <Page
      title={t('whatif.budgetTitle')}
      selectors={<ScenarioChoice />}
      actions={<ScenarioActions />}
      finding={budgetFinding(picture, here, spread, totals.customers, source, telling)}
      sub={[
        t('whatif.subPeople', {
          n: format.countFull(totals.customers),
          contacted: format.countFull(contacted),
          alone: format.countFull(here.plan.leftAlone.customers),
        }),
        t('whatif.subWindow', { days: format.days(scenario.windowDays) }),
        t('whatif.subInterval', { draws: format.countFull(spread.draws) }),
        inputsText(sources, telling),
        <ProjectNote key="project" />,
      ]}
      status={
        view.isBehind
          ? t('whatif.statusBehind')
          : t('whatif.statusExact', { n: format.countFull(scenario.groups.length) })
      }
      statusRight={t('whatif.statusEngine', { seed: String(spread.seed), version: ENGINE_VERSIONS.winback })}
    >
      <div className={css.page}>
        <StaleNote telling={telling} />
        <ExactNote telling={telling} />
        {doubt !== null && <Notice>{doubt}</Notice>}
        <NumberStrip
          label={t('whatif.budgetTitle')}
          items={budgetStrip(picture, here, spread, curve, totals.organicReturns, source, telling)}
        />
        <div className={css.grid}>
          <BudgetLevers frame={view.frame} picture={picture} here={here} telling={telling} />
          <div className={`${css.stack} ${css.still}`}>
            <FrontierPanel view={view} telling={telling} />
            <WaterfallPanel view={view} telling={telling} />
            <SameMoneyPanel view={view} source={source} telling={telling} />
          </div>
          <div className={css.stack}>
            <WhoPanel
              here={here}
              spread={view.isBehind ? null : spread}
              faceValue={scenario.offer?.faceValue ?? 0}
              source={source}
              telling={telling}
            />
            <AlonePanel picture={picture} here={here} telling={telling} />
          </div>
        </div>
        <SourcesPanel telling={telling} />
      </div>
    </Page>
  )
}
