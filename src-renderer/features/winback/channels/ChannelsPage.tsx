import { useMemo } from 'react'
import { ENGINE_VERSIONS } from '../../../../shared/contract/version.ts'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { NumberStrip } from '../../../ui/NumberStrip.tsx'
import { Page } from '../../../ui/Page.tsx'
import { CapMeters } from '../budget/CapMeters.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ladderSankeyOption, ladderTable } from '../charts/ladderSankey.ts'
import { pictureOf, planOf } from '../model/budgetPicture.ts'
import { ladderFlow } from '../model/ladderFlow.ts'
import { StaleNote } from '../project/StaleNote.tsx'
import { ProjectNote } from '../ProjectNote.tsx'
import { inputsText, sourceOfNumbers } from '../provenance.ts'
import { ScenarioActions, ScenarioChoice } from '../ScenarioBar.tsx'
import { useLadder } from '../useLadder.ts'
import { useSources } from '../useSources.ts'
import { useTelling } from '../useTelling.ts'
import css from '../Winback.module.css'
import { ChannelLevers } from './ChannelLevers.tsx'
import { channelsFinding, channelsStrip } from './sentences.ts'
import { StepPanel } from './StepPanel.tsx'

/** Which step of the ladder earns, and what is passed on. */
export function ChannelsPage() {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const { scenario, result, bands, isBehind } = useLadder()
  const tokens = useChartTokens()
  const sources = useSources()
  const source = useMemo(() => sourceOfNumbers(scenario, sources, telling), [scenario, sources, telling])
  const flow = useMemo(() => ladderFlow(scenario), [scenario])
  const option = useMemo(() => ladderSankeyOption(flow, tokens, telling), [flow, tokens, telling])
  const table = useMemo(() => ladderTable(flow, telling), [flow, telling])
  const plan = useMemo(
    () => (scenario.caps.length > 0 ? planOf(scenario, pictureOf(scenario)).plan : null),
    [scenario],
  )
  const title = t('whatif.sankeyTitle', {
    back: format.countFull(result.totals.incrementalReturns),
    n: format.countFull(flow.customers),
  })
  return (
    <Page
      title={t('whatif.channelsTitle')}
      selectors={<ScenarioChoice />}
      actions={<ScenarioActions />}
      finding={channelsFinding(flow, source, telling)}
      sub={[
        t('whatif.subEverybody', { n: format.countFull(flow.customers) }),
        t('whatif.subWindow', { days: format.days(scenario.windowDays) }),
        t('whatif.subInterval', { draws: format.countFull(bands.draws) }),
        t('whatif.subIndependent'),
        inputsText(sources, telling),
        <ProjectNote key="project" />,
      ]}
      status={
        isBehind
          ? t('whatif.statusBehind')
          : t('whatif.statusExact', { n: format.countFull(scenario.groups.length) })
      }
      statusRight={t('whatif.statusEngine', { seed: String(bands.seed), version: ENGINE_VERSIONS.winback })}
    >
      <div className={css.page}>
        <StaleNote telling={telling} />
        <NumberStrip
          label={t('whatif.channelsTitle')}
          items={channelsStrip(result, bands, source, telling)}
        />
        <div className={css.two}>
          <ChannelLevers telling={telling} />
          <div className={css.stack}>
            <ChartPanel
              title={title}
              sub={t('whatif.sankeySub')}
              name={title}
              option={option}
              table={table}
              heightPx={340}
              fileName="winback-ladder"
            />
            <StepPanel flow={flow} telling={telling} />
            {plan && plan.caps.length > 0 && (
              <Panel title={t('whatif.capsTitle')}>
                <CapMeters plan={plan} telling={telling} />
              </Panel>
            )}
          </div>
        </div>
      </div>
    </Page>
  )
}
