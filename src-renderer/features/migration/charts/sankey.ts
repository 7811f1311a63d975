import { FAMILY_HUE, type ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { RfmMigration } from '../../../../shared/contract/rfm.ts'
import type { Flow } from '../figures.ts'

export interface SankeyWords {
  readonly name: (tier: number) => string
  readonly value: (value: number) => string
  readonly flow: (from: string, to: string) => string
}

interface LinkParams {
  readonly dataType?: string
  readonly name?: string
  readonly value?: number
  readonly data?: { readonly title?: string; readonly value?: number }
}

/** Tiers before at the left, now at the right; down orange, up teal, unchanged grey; hover dims the rest. */
export function sankeyOption(
  migration: RfmMigration,
  list: readonly Flow[],
  tokens: ChartTokens,
  words: SankeyWords,
) {
  const order = (tier: number) => (tier < 0 ? 99 : (migration.rank[tier] ?? 98))
  const node = (side: 'a' | 'b', tier: number) => {
    const family = migration.tiers[tier]?.family ?? null
    return {
      name: `${side}${tier}`,
      depth: side === 'a' ? 0 : 1,
      itemStyle: { color: family === null ? tokens.base : tokens.hue(FAMILY_HUE[family]), borderWidth: 0 },
      label: {
        formatter: words.name(tier),
        position: side === 'a' ? 'left' : 'right',
        color: tokens.text2,
        fontSize: tokens.caption,
      },
    }
  }
  const tiersOf = (side: 'from' | 'to') =>
    [...new Set(list.map((flow) => flow[side]))].sort((a, b) => order(a) - order(b))
  const colour = { up: tokens.accent, down: tokens.loss, same: tokens.base }
  const links = list
    .toSorted((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to))
    .map((flow) => ({
      source: `a${flow.from}`,
      target: `b${flow.to}`,
      value: flow.value,
      title: words.flow(words.name(flow.from), words.name(flow.to)),
      lineStyle: {
        color: colour[flow.direction],
        opacity: flow.direction === 'same' ? 0.22 : 0.45,
        curveness: 0.5,
      },
    }))
  return {
    tooltip: {
      trigger: 'item',
      formatter: (params: LinkParams) =>
        tip(
          params.dataType === 'edge'
            ? (params.data?.title ?? '')
            : words.name(Number(String(params.name ?? '').slice(1))),
          [['', words.value(params.value ?? 0)]],
        ),
    },
    series: [
      {
        type: 'sankey',
        left: 96,
        right: 96,
        top: 6,
        bottom: 6,
        nodeWidth: 10,
        nodeGap: 8,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency', lineStyle: { opacity: 0.7 } },
        blur: { lineStyle: { opacity: 0.06 } },
        data: [
          ...tiersOf('from').map((tier) => node('a', tier)),
          ...tiersOf('to').map((tier) => node('b', tier)),
        ],
        links,
      },
    ],
  }
}
