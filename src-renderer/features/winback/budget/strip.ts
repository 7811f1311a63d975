import type { Band } from '../../../../shared/contract/winbackResult.ts'
import type { StripNumber } from '../../../ui/NumberStrip.tsx'
import type { BudgetPicture, BudgetPlan } from '../model/budgetPicture.ts'
import type { CurveSpread, Ends, PlanSpread } from '../model/spread.ts'
import type { Source } from '../provenance.ts'
import { minor, type Telling } from '../words.ts'

type Show = (value: number | null | undefined) => string

/** Profit, returns, contribution ROI, cost per incremental return, and what the next money earns. */
export function budgetStrip(
  picture: BudgetPicture,
  here: BudgetPlan,
  spread: PlanSpread | null,
  curve: CurveSpread | null,
  organic: number,
  source: Source,
  { t, format }: Telling,
): StripNumber[] {
  const { plan, ledgers } = here
  const money: Show = (value) => format.money(value === null || value === undefined ? null : minor(value))
  const unit: Show = (value) => format.unitCost(value === null || value === undefined ? null : minor(value))
  const contribution =
    ledgers.direct > 0 ? (ledgers.incrementalMargin - ledgers.direct) / ledgers.direct : null
  const perReturn = plan.incrementalReturns > 0 ? ledgers.direct / plan.incrementalReturns : null
  const worlds = spread ? Math.round(spread.losing * spread.draws) : 0
  return [
    {
      label: t('whatif.profit'),
      value: source(money(plan.profit), t('whatif.profit'), 'whatif.formulaProfit', true),
      ...band(spread?.profit, curve?.axes.profit, format.range, money),
      note: spread
        ? t('whatif.noteWorlds', { n: format.countFull(worlds), draws: format.countFull(spread.draws) })
        : '',
    },
    {
      label: t('whatif.returns'),
      value: source(
        format.count(plan.incrementalReturns),
        t('whatif.returns'),
        'whatif.formulaReturns',
        true,
      ),
      unit: t('whatif.people'),
      ...band(spread?.returns, curve?.axes.returns, format.range, format.count),
      note: t('whatif.noteOrganic', { n: format.countFull(Math.round(organic)) }),
    },
    {
      label: t('whatif.contribution'),
      value: source(format.share(contribution), t('whatif.contribution'), 'whatif.formulaContribution', true),
      ...band(spread?.contribution, curve?.axes.contribution, format.range, format.share),
      note: t('whatif.noteContribution'),
    },
    {
      label: t('whatif.costPerReturn'),
      value: source(unit(perReturn), t('whatif.costPerReturn'), 'whatif.formulaCostPerReturn', true),
      ...band(spread?.costPerReturn, curve?.axes.costPerReturn, format.range, unit),
      note: t('whatif.noteDirect', { money: format.moneyFull(minor(ledgers.direct)) }),
    },
    {
      label: t('whatif.nextLabel', { money: format.moneyFull(minor(picture.nextMoney)) }),
      value: source(
        format.moneySigned(minor(here.nextGain)),
        t('whatif.nextEarns'),
        'whatif.formulaNext',
        true,
      ),
      ...nextBand(spread?.next, picture.nextMoney, format.rangeSigned, money),
      note:
        here.nextGain <= 0
          ? t('whatif.noteNextNone')
          : t('whatif.noteShadow', { price: format.decimal(plan.shadowPrice, 2) }),
    },
  ]
}

function band(
  of: Band | null | undefined,
  ends: Ends | undefined,
  range: (low: number, high: number, one: Show) => string,
  one: Show,
): Pick<StripNumber, 'interval' | 'bar'> {
  if (!of || !ends) return {}
  return {
    interval: range(of.p10, of.p90, one),
    bar: {
      min: Math.min(ends[0], 0),
      max: ends[1],
      low: Math.max(ends[0], of.p10),
      high: Math.min(ends[1], of.p90),
      median: of.p50,
    },
  }
}

function nextBand(
  of: Band | null | undefined,
  nextMoney: number,
  range: (low: number, high: number, one: Show) => string,
  one: Show,
): Pick<StripNumber, 'interval' | 'bar'> {
  if (!of || (of.p10 === 0 && of.p90 === 0)) return {}
  const most = Math.max(nextMoney, Math.abs(of.p10), Math.abs(of.p90))
  return {
    interval: range(of.p10, of.p90, one),
    bar: { min: -most, max: most, low: of.p10, high: of.p90, median: of.p50 },
  }
}
