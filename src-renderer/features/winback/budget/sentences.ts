import { finding, type FindingText } from '../../../ui/Finding.tsx'
import { roundToInterval } from '../../../ui/format.ts'
import type { BudgetPicture, BudgetPlan } from '../model/budgetPicture.ts'
import type { PlanSpread } from '../model/spread.ts'
import type { Source } from '../provenance.ts'
import { minor, type Telling } from '../words.ts'

/** The budget's finding: what it brings, what the next money earns, where it stops paying. */
export function budgetFinding(
  picture: BudgetPicture,
  here: BudgetPlan,
  spread: PlanSpread | null,
  customers: number,
  source: Source,
  { t, format }: Telling,
): FindingText {
  const { plan } = here
  const budget = format.moneySentence(minor(here.budget))
  const money = (units: number) => format.moneySentence(minor(units))
  if (picture.best.gain <= 0) {
    return finding('whatif.findingNothing', {
      n: format.countFull(customers),
      fixed: source(money(picture.fixed), t('whatif.fixedAll'), 'whatif.formulaFixed'),
    })
  }
  const band = spread?.returns
  const rounded = band
    ? roundToInterval(plan.incrementalReturns, band.p10, band.p90)
    : plan.incrementalReturns
  const returns = source(
    format.countSentence(rounded > 0 ? rounded : plan.incrementalReturns, 2),
    t('whatif.returns'),
    'whatif.formulaReturns',
    true,
  )
  const peak = source(
    money(picture.peak),
    t('whatif.peak'),
    picture.hasCaps ? 'whatif.formulaPeakCaps' : 'whatif.formulaPeak',
  )
  if (plan.profit < 0) {
    return finding('whatif.findingLoses', {
      budget,
      returns,
      profit: source(money(plan.profit), t('whatif.profit'), 'whatif.formulaProfit', true),
      fixed: source(money(picture.fixed), t('whatif.fixedAll'), 'whatif.formulaFixed'),
    })
  }
  if (here.nextGain <= 0) {
    const isAtPeak = here.budget <= picture.peak * 1.02 + 1
    return isAtPeak
      ? finding('whatif.findingAtPeak', { returns, peak })
      : finding('whatif.findingPast', { budget, returns, peak })
  }
  return finding('whatif.findingEarns', {
    budget,
    returns,
    peak,
    next: money(picture.nextMoney),
    gain: source(
      format.moneySentence(minor(here.nextGain), 2),
      t('whatif.nextEarns'),
      'whatif.formulaNext',
      true,
    ),
  })
}

/** Row of doubt: null where hardly a world loses. */
export function losingText(spread: PlanSpread, profit: number, { t, format }: Telling): string | null {
  const worlds = Math.round(spread.losing * spread.draws)
  if (spread.losing < 0.05) return null
  const values = { n: format.countFull(worlds), draws: format.countFull(spread.draws) }
  return profit < 0 ? t('whatif.losesWorlds', values) : t('whatif.mayLose', values)
}

/** "profit peaks at ..." over the frontier. */
export function frontierTitle(picture: BudgetPicture, { t, format }: Telling): string {
  if (picture.best.gain <= 0) return t('whatif.frontierNothing')
  const peak = format.moneySentence(minor(picture.peak))
  return picture.hasCaps ? t('whatif.frontierCapped', { peak }) : t('whatif.frontierPeak', { peak })
}

export function waterfallTitle({ ledgers }: BudgetPlan, { t, format }: Telling): string {
  const margin = format.moneySentence(minor(ledgers.incrementalMargin))
  const profit = format.moneySentence(minor(ledgers.profit))
  return ledgers.profit < 0
    ? t('whatif.waterfallLoses', { margin, loss: format.moneySentence(minor(-ledgers.profit)) })
    : t('whatif.waterfallTitle', { margin, profit })
}
