import { channelName } from '../../../app/channelName.ts'
import type { ScenarioBands, ScenarioResult } from '../../../../shared/contract/winbackResult.ts'
import { finding, type FindingText } from '../../../ui/Finding.tsx'
import type { StripNumber } from '../../../ui/NumberStrip.tsx'
import type { FlowStep, LadderFlow } from '../model/ladderFlow.ts'
import type { Source } from '../provenance.ts'
import { minor, type Telling } from '../words.ts'

/** The step that takes most of the money, and what it brings for it. */
export function channelsFinding({ steps }: LadderFlow, source: Source, { t, format }: Telling): FindingText {
  const cost = steps.reduce((sum, step) => sum + step.directCost, 0)
  const returns = steps.reduce((sum, step) => sum + step.incrementalReturns, 0)
  const dear = steps.toSorted((a, b) => b.directCost - a.directCost)[0]
  if (!dear || returns <= 0) {
    return finding('whatif.findingNoReturns', {
      cost: source(format.moneySentence(minor(cost)), t('whatif.directCost'), 'whatif.formulaStepCost'),
    })
  }
  const name = stepName(dear, steps.indexOf(dear), { t })
  if (cost <= 0) {
    return finding('whatif.findingFree', {
      n: source(format.countSentence(returns, 2), t('whatif.returns'), 'whatif.formulaReturns'),
    })
  }
  return finding('whatif.findingChannels', {
    name,
    returns: source(
      format.share(dear.incrementalReturns / returns),
      t('whatif.shareOfReturns'),
      'whatif.formulaShareReturns',
    ),
    cost: source(format.share(dear.directCost / cost), t('whatif.shareOfCost'), 'whatif.formulaStepCost'),
    each: source(
      format.unitCost(dear.costPerIncrementalReturn === null ? null : minor(dear.costPerIncrementalReturn)),
      t('whatif.costPerReturn'),
      'whatif.formulaStepEach',
    ),
  })
}

export const stepName = (
  { channel }: Pick<FlowStep, 'channel'>,
  s: number,
  { t }: Pick<Telling, 't'>,
): string => `${s + 1} ${channelName(channel, t)}`

/** Contacts, returns, healthy returns, opt-outs, and profit of the whole ladder. */
export function channelsStrip(
  result: ScenarioResult,
  bands: ScenarioBands | null,
  source: Source,
  { t, format }: Telling,
): StripNumber[] {
  const { totals, costPerHealthyReturn, acquisition } = result
  const of = (band: keyof ScenarioBands['bands']) => bands?.bands[band] ?? null
  const returns = of('incrementalReturns')
  const healthy = of('healthyReturns')
  const profit = of('profit')
  const money = (value: number | null | undefined) => format.money(minor(value ?? 0))
  return [
    {
      label: t('whatif.contacts'),
      value: source(format.count(totals.contacts), t('whatif.contacts'), 'whatif.formulaContacts'),
      note: t('whatif.noteDelivered', { n: format.countFull(totals.delivered) }),
    },
    {
      label: t('whatif.returns'),
      value: source(
        format.count(totals.incrementalReturns),
        t('whatif.returns'),
        'whatif.formulaReturns',
        true,
      ),
      ...(returns && {
        interval: format.range(returns.p10, returns.p90),
        bar: { min: 0, max: returns.p90 * 1.2, low: returns.p10, high: returns.p90, median: returns.p50 },
      }),
      note: t('whatif.noteOrganic', { n: format.countFull(totals.organicReturns) }),
    },
    {
      label: t('whatif.healthy'),
      value: source(format.count(totals.healthyReturns), t('whatif.healthy'), 'whatif.formulaHealthy', true),
      ...(healthy && {
        interval: format.range(healthy.p10, healthy.p90),
        bar: {
          min: 0,
          max: (returns?.p90 ?? healthy.p90) * 1.2,
          low: healthy.p10,
          high: healthy.p90,
          median: healthy.p50,
        },
      }),
      note:
        acquisition && costPerHealthyReturn !== null
          ? t('whatif.noteHealthy', {
              cost: format.unitCost(minor(costPerHealthyReturn)),
              new: format.unitCost(minor(acquisition.cost)),
            })
          : t('whatif.noteHealthyPlain'),
    },
    {
      label: t('whatif.optOuts'),
      value: source(format.count(totals.optOuts), t('whatif.optOuts'), 'whatif.formulaOptOuts'),
      note: t('whatif.noteFatigue', {
        share: format.share(totals.customers > 0 ? totals.optOuts / totals.customers : null),
      }),
    },
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
      note: t('whatif.noteLadder'),
    },
  ]
}
