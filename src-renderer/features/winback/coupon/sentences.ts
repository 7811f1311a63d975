import type { Scenario } from '../../../../shared/contract/winback.ts'
import type { ScenarioBands, ScenarioResult } from '../../../../shared/contract/winbackResult.ts'
import { finding, type FindingText } from '../../../ui/Finding.tsx'
import type { StripNumber } from '../../../ui/NumberStrip.tsx'
import type { FaceLine } from '../model/couponPicture.ts'
import type { Redeemers } from '../model/subsidy.ts'
import type { Source } from '../provenance.ts'
import { minor, type Telling } from '../words.ts'

/** What the coupon earns against no coupon, and how much of it goes to people who come anyway. */
export function couponFinding(
  scenario: Scenario,
  result: ScenarioResult,
  without: ScenarioResult,
  redeemers: Redeemers,
  source: Source,
  { t, format }: Telling,
): FindingText {
  const face = format.moneyFull(minor(scenario.offer?.faceValue ?? 0))
  const delta = result.totals.profit - without.totals.profit
  const money = source(
    format.moneySentence(minor(Math.abs(delta))),
    t('whatif.againstNone'),
    'whatif.formulaAgainstNone',
  )
  if (redeemers.all <= 0) return finding('whatif.findingUnused', { face })
  const wasted = source(
    format.moneyFull(minor(Math.round((100 * redeemers.forNothing) / redeemers.all))),
    t('whatif.wasted'),
    'whatif.formulaWasted',
  )
  const hundred = format.moneyFull(minor(100))
  return delta >= 0
    ? finding('whatif.findingCouponEarns', { face, money, wasted, hundred })
    : finding('whatif.findingCouponLoses', { face, money, wasted, hundred })
}

/** Profit, redemption with its range, break-even, coupon money, cost of a healthy return. */
export function couponStrip(
  result: ScenarioResult,
  redeemers: Redeemers,
  bands: ScenarioBands | null,
  source: Source,
  { t, format }: Telling,
): StripNumber[] {
  const { totals, breakEven, redemptionRange, costPerHealthyReturn, acquisition } = result
  const money = (value: number | null | undefined) => format.money(minor(value ?? 0))
  const rate = (share: number | null) => (share === null ? '—' : `${format.decimal(share * 100, 2)}%`)
  const profit = bands?.bands.profit ?? null
  const face = totals.couponsRedeemed > 0 ? totals.couponCost / totals.couponsRedeemed : 0
  return [
    {
      label: t('whatif.profitLadder'),
      value: source(money(totals.profit), t('whatif.profitLadder'), 'whatif.formulaProfit', true),
      ...(profit && {
        interval: format.range(profit.p10, profit.p90, money),
        bar: {
          min: Math.min(0, profit.p10),
          max: Math.max(1, profit.p90 * 1.1),
          low: profit.p10,
          high: profit.p90,
          median: profit.p50,
        },
      }),
      note: bands ? t('whatif.noteProfitable', { share: format.probability(bands.pProfit) }) : '',
    },
    {
      label: t('whatif.redemption'),
      value: source(rate(totals.redemption), t('whatif.redemption'), 'whatif.formulaRedemption'),
      note: redemptionRange
        ? t('whatif.noteRange', { low: rate(redemptionRange[0]), high: rate(redemptionRange[1]) })
        : '',
    },
    {
      label: t('whatif.breakEven'),
      value: source(rate(breakEven.redemption), t('whatif.breakEven'), 'whatif.formulaBreakEven'),
      note:
        breakEven.redemption !== null
          ? t('whatif.noteBreakEven')
          : totals.profit > 0
            ? t('whatif.noteAlwaysEarns')
            : t('whatif.noteAlwaysLoses'),
    },
    {
      label: t('whatif.couponCost'),
      value: source(money(totals.couponCost), t('whatif.couponCost'), 'whatif.formulaCouponCost'),
      note: t('whatif.noteAnyway', { money: money(redeemers.forNothing * face) }),
    },
    {
      label: t('whatif.perHealthy'),
      value: source(
        format.unitCost(costPerHealthyReturn === null ? null : minor(costPerHealthyReturn)),
        t('whatif.perHealthy'),
        'whatif.formulaPerHealthy',
      ),
      note: acquisition
        ? t('whatif.noteNew', { cost: format.unitCost(minor(acquisition.cost)) })
        : t('whatif.noteHealthyPlain'),
    },
  ]
}

/** "at this share of holders profit is highest at ..." over the heat map. */
export function heatTitle(
  lines: readonly FaceLine[],
  without: ScenarioResult,
  { t, format }: Telling,
): string {
  const best = lines.toSorted((a, b) => b.here.profit - a.here.profit)[0]
  if (!best || best.here.profit <= without.totals.profit) return t('whatif.heatNone')
  return t('whatif.heatBest', {
    face: format.moneyFull(minor(Math.round(best.face))),
    profit: format.moneySentence(minor(best.here.profit)),
  })
}
