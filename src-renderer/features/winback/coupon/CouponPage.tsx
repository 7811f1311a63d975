import { useDeferredValue, useMemo, useState } from 'react'
import { ENGINE_VERSIONS } from '../../../../shared/contract/version.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { NumberStrip } from '../../../ui/NumberStrip.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { CouponLevers } from '../budget/CouponLevers.tsx'
import { couponHeatOption, couponTable, mostRedemption } from '../charts/couponHeat.ts'
import { FieldLever } from '../Lever.tsx'
import { faceLines, measuredUseOf, readingsOf, withoutCoupon } from '../model/couponPicture.ts'
import { redeemersOf, unsubsidisedOf } from '../model/subsidy.ts'
import { useOfProject } from '../project/audience.ts'
import { StaleNote } from '../project/StaleNote.tsx'
import { ProjectNote } from '../ProjectNote.tsx'
import { inputsText, sourceOfNumbers } from '../provenance.ts'
import { ScenarioActions, ScenarioChoice } from '../ScenarioBar.tsx'
import { changeAll, useWhatIf } from '../store.ts'
import { useLadder } from '../useLadder.ts'
import { useSources } from '../useSources.ts'
import { useTelling } from '../useTelling.ts'
import css from '../Winback.module.css'
import { minor } from '../words.ts'
import { LiftLevers } from './LiftLevers.tsx'
import { ReadingsPanel } from './ReadingsPanel.tsx'
import { couponFinding, couponStrip, heatTitle } from './sentences.ts'
import { SplitPanel } from './SplitPanel.tsx'
import { SubsidyPanels } from './SubsidyPanels.tsx'

/** Which coupon pays, and for whom it is redeemed. */
export function CouponPage() {
  const t = useT()
  const hasOffer = useWhatIf(
    ({ scenario }) => (scenario.offer?.faceValue ?? 0) > 0 && scenario.ladder.some(({ offer }) => offer),
  )
  return hasOffer ? <OfferedPage /> : <NoOfferPage title={t('whatif.couponTitle')} />
}

/** A ladder without a coupon: one can be put on its last step. */
function NoOfferPage({ title }: { readonly title: string }) {
  const t = useT()
  const { ladder, offer } = useWhatIf((state) => state.scenario)
  const add = () =>
    changeAll([
      [
        ['offer'],
        {
          ...offer,
          kind: 'coupon',
          faceValue: 10,
          redeemShare: 0.5,
          redemption: undefined,
          mode: 'habit',
          lift: { maximum: 1, halfFace: 10, shape: 1 },
        },
      ],
      [['ladder', ladder.length - 1, 'offer'], true],
    ])
  return (
    <Page title={title} selectors={<ScenarioChoice />}>
      <EmptyState
        centre
        title={t('whatif.noOfferTitle')}
        why={t('whatif.noOfferWhy')}
        action={
          <Button kind="filled" onClick={add}>
            {t('whatif.addOffer')}
          </Button>
        }
      />
    </Page>
  )
}

function OfferedPage() {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const { scenario, result, bands, isBehind } = useLadder()
  const tokens = useChartTokens()
  const sources = useSources()
  const opened = useWhatIf((state) => state.base)
  const [moved, setMoved] = useState<{ readonly of: object; readonly redemption: number } | null>(null)
  const source = useMemo(() => sourceOfNumbers(scenario, sources, telling), [scenario, sources, telling])
  const redeemers = useMemo(() => redeemersOf(scenario), [scenario])
  const without = useMemo(() => withoutCoupon(scenario), [scenario])
  const late = useDeferredValue(scenario)
  const lines = useMemo(() => faceLines(late), [late])
  const most = useMemo(() => mostRedemption(lines), [lines])
  const here = { face: scenario.offer?.faceValue ?? 0, redemption: result.totals.redemption ?? 0 }
  const redemption = moved?.of === opened ? moved.redemption : here.redemption
  const lateRedemption = useDeferredValue(redemption)
  const readings = useMemo(() => readingsOf(late, lateRedemption), [late, lateRedemption])
  const { face, redemption: now } = here
  const audience = useOfProject((state) => state.audience)
  const measured = useMemo(() => measuredUseOf(audience), [audience])
  const option = useMemo(
    () => couponHeatOption(lines, { face, redemption: now }, measured, tokens, telling),
    [lines, face, now, measured, tokens, telling],
  )
  const table = useMemo(() => couponTable(lines, telling), [lines, telling])
  const unsubsidised = useMemo(() => unsubsidisedOf(late, opened), [late, opened])
  const title = heatTitle(lines, without, telling)
  return (
    <Page
      title={t('whatif.couponTitle')}
      selectors={<ScenarioChoice />}
      actions={<ScenarioActions />}
      finding={couponFinding(scenario, result, without, redeemers, source, telling)}
      sub={[
        t('whatif.subEverybody', { n: format.countFull(result.totals.customers) }),
        t('whatif.subWindow', { days: format.days(scenario.windowDays) }),
        t('whatif.subInterval', { draws: format.countFull(bands.draws) }),
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
          label={t('whatif.couponTitle')}
          items={couponStrip(result, redeemers, bands, source, telling)}
        />
        <div className={css.grid}>
          <Panel title={t('whatif.levers')}>
            <div className={css.levers}>
              <CouponLevers frame={scenario} telling={telling} />
              <LiftLevers telling={telling} />
              <div className={css.part}>
                <h3>{t('whatif.value')}</h3>
                <FieldLever
                  label={t('whatif.marginRate')}
                  path={['value', 'marginRate']}
                  value={scenario.value.marginRate}
                  min={0}
                  max={1}
                  show={format.share}
                />
                {scenario.value.acquisitionCost !== undefined && (
                  <FieldLever
                    label={t('whatif.newCustomer')}
                    path={['value', 'acquisitionCost']}
                    value={scenario.value.acquisitionCost}
                    min={0}
                    max={1e6}
                    show={(units) => format.unitCost(minor(units))}
                  />
                )}
              </div>
            </div>
          </Panel>
          <div className={css.stack}>
            <ChartPanel
              title={title}
              sub={
                measured.length > 0
                  ? `${t('whatif.heatSub')}${t('common.separator')}${t('whatif.heatSubMeasured')}`
                  : t('whatif.heatSub')
              }
              name={title}
              option={option}
              table={table}
              heightPx={360}
              fileName="winback-coupon"
            />
            <SplitPanel
              redeemers={redeemers}
              source={source}
              faceValue={here.face}
              unsubsidised={unsubsidised}
              telling={telling}
            />
          </div>
          <div className={css.stack}>
            <ReadingsPanel
              readings={readings}
              redemption={redemption}
              most={most}
              onRedemption={(next) => setMoved({ of: opened, redemption: next })}
              telling={telling}
            />
          </div>
        </div>
        <SubsidyPanels scenario={late} source={source} telling={telling} />
      </div>
    </Page>
  )
}
