import type { LifetimeHeterogeneity } from '../../../../shared/contract/lifetime.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

export type HeterogeneityOf = 'rate' | 'leave'

interface Bin {
  readonly label: string
  readonly share: number
}

/** Bins of one of the two distributions, with their words. */
export function heterogeneityBins(
  found: LifetimeHeterogeneity,
  of: HeterogeneityOf,
  { format }: Pick<Telling, 'format'>,
): Bin[] {
  const edges = of === 'rate' ? found.rateEdges : found.leaveEdges
  const shares = of === 'rate' ? found.rateShares : found.leaveShares
  const edge = (value: number) =>
    of === 'rate' ? format.decimal(value, (edges[1] ?? 1) < 0.1 ? 2 : 1) : format.share(value)
  return Array.from(shares, (share, i) => ({
    share,
    label:
      of === 'rate' && i === shares.length - 1
        ? `≥ ${edge(edges[i] ?? 0)}`
        : `${edge(edges[i] ?? 0)}–${edge(edges[i + 1] ?? 0)}`,
  }))
}

export function heterogeneityOption(
  found: LifetimeHeterogeneity,
  of: HeterogeneityOf,
  tokens: ChartTokens,
  telling: Telling,
) {
  const { t, format } = telling
  const bins = heterogeneityBins(found, of, telling)
  return {
    grid: { left: 46, right: 14, top: 12, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const bin = bins[params[0]?.dataIndex ?? 0]
        return bin ? tip(bin.label, [[t('lifetime.heteroShare'), format.probability(bin.share)]]) : ''
      },
    },
    xAxis: {
      type: 'category',
      data: bins.map(({ label }) => label),
      axisLabel: { hideOverlap: true },
      axisTick: { show: false },
      name: axisName(found, of, telling),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
    },
    yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { formatter: format.share } },
    series: [
      {
        type: 'bar',
        data: bins.map(({ share }) => share),
        barCategoryGap: '12%',
        itemStyle: { color: tokens.accent },
      },
    ],
  }
}

export const axisName = (found: LifetimeHeterogeneity, of: HeterogeneityOf, { t }: Pick<Telling, 't'>) =>
  of === 'rate'
    ? t('lifetime.heteroRateAxis')
    : found.leaveKind === 'after-an-order'
      ? t('lifetime.heteroOrderAxis')
      : t('lifetime.heteroDaysAxis')

export function heterogeneityTable(
  found: LifetimeHeterogeneity,
  of: HeterogeneityOf,
  telling: Telling,
): ChartTable {
  return {
    columns: [
      { label: axisName(found, of, telling) },
      { label: telling.t('lifetime.heteroShare'), format: telling.format.probability },
    ],
    rows: heterogeneityBins(found, of, telling).map(({ label, share }) => [label, share]),
  }
}
