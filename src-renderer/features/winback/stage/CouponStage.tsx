import { mostFace } from '../../../../shared/analytics/winback/index.ts'
import { useDeferredValue, useMemo, useState } from 'react'
import type { StageProps } from '../../../app/screen.ts'
import { useT } from '../../../locale/t.ts'
import { Chart } from '../../../ui/Chart.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { couponHeatOption, couponTable } from '../charts/couponHeat.ts'
import { couponFinding, couponStrip, heatTitle } from '../coupon/sentences.ts'
import { faceLines, measuredUseOf, withoutCoupon } from '../model/couponPicture.ts'
import { redeemersOf } from '../model/subsidy.ts'
import { useOfProject } from '../project/audience.ts'
import { sourceOfNumbers } from '../provenance.ts'
import { useLadder } from '../useLadder.ts'
import { useSources } from '../useSources.ts'
import { useTelling } from '../useTelling.ts'
import { minor } from '../words.ts'
import { StageView } from './StageView.tsx'

const FACE = ['offer', 'faceValue'] as const

/** The coupon's face value before a room. */
export function CouponStage({ intervals }: StageProps) {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const tokens = useChartTokens()
  const { scenario, result, bands } = useLadder()
  const sources = useSources()
  const [asTable, setAsTable] = useState(false)
  const source = useMemo(() => sourceOfNumbers(scenario, sources, telling), [scenario, sources, telling])
  const redeemers = useMemo(() => redeemersOf(scenario), [scenario])
  const without = useMemo(() => withoutCoupon(scenario), [scenario])
  const late = useDeferredValue(scenario)
  const lines = useMemo(() => faceLines(late), [late])
  const face = scenario.offer?.faceValue ?? 0
  const redemption = result.totals.redemption ?? 0
  const audience = useOfProject((state) => state.audience)
  const measured = useMemo(() => measuredUseOf(audience), [audience])
  const option = useMemo(
    () => couponHeatOption(lines, { face, redemption }, measured, tokens, telling),
    [lines, face, redemption, measured, tokens, telling],
  )
  const table = useMemo(() => couponTable(lines, telling), [lines, telling])
  return (
    <StageView
      intervals={intervals}
      finding={couponFinding(scenario, result, without, redeemers, source, telling)}
      numbers={couponStrip(result, redeemers, bands, source, telling)}
      figure={
        <Chart
          name={heatTitle(lines, without, telling)}
          option={option}
          table={table}
          asTable={asTable}
          onAsTable={setAsTable}
        />
      }
      lever={{
        label: t('whatif.face'),
        path: FACE,
        value: face,
        min: 0,
        max: mostFace(scenario),
        step: 1,
        show: (units) => format.moneyFull(minor(units)),
      }}
    />
  )
}
