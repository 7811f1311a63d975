import type { RfmSegmentTotals, RfmSummary } from '../../../../shared/contract/rfm.ts'
import { FAMILY_HUE, type ChartTokens } from '../../../ui/chartTokens.ts'
import type { Format } from '../../../ui/format.ts'

export interface TreemapWords {
  readonly name: (segment: RfmSegmentTotals) => string
  /** "3,310 位，400 万元" */
  readonly detail: (customers: string, money: string) => string
  /** "30 天 ▼ 96"; null when nothing moved */
  readonly change: (segment: RfmSegmentTotals) => string | null
}

export interface Tile {
  readonly segment: RfmSegmentTotals
  readonly share: number
}

/** Segments with money, largest first. Negative revenue has no area and is left to the table. */
export function tiles(summary: RfmSummary): Tile[] {
  const total = summary.segments.reduce((sum, segment) => sum + Math.max(0, segment.revenueMinor), 0)
  return summary.segments
    .filter((segment) => segment.revenueMinor > 0)
    .map((segment) => ({ segment, share: total > 0 ? segment.revenueMinor / total : 0 }))
    .sort((a, b) => b.share - a.share)
}

/** Area = revenue; hue = family, hatch = low spend, a 3 px edge of the full colour; text only where it fits. */
export function treemapOption(summary: RfmSummary, tokens: ChartTokens, format: Format, words: TreemapWords) {
  const data = tiles(summary).map(({ segment, share }) => {
    const hue = FAMILY_HUE[segment.family]
    const lines = [`{name|${words.name(segment)}}`, `{share|${format.share(share)}}`]
    if (share > 0.04)
      lines.push(
        `{detail|${words.detail(format.countFull(segment.customers), format.money(segment.revenueMinor))}}`,
      )
    const change = words.change(segment)
    if (change !== null && share > 0.03) lines.push(`{detail|${change}}`)
    return {
      name: segment.key,
      value: segment.revenueMinor,
      label: {
        formatter:
          share > 0.025 ? lines.join('\n') : `{name|${words.name(segment)}} {detail|${format.share(share)}}`,
      },
      itemStyle: {
        color: tokens.tile(hue, segment.lowSpend),
        borderColor: tokens.surface,
        ...(segment.lowSpend && { decal: tokens.hatch(tokens.line2) }),
      },
    }
  })
  const text = (size: number, colour: string, weight = 400) => ({
    fontSize: size,
    color: colour,
    fontWeight: weight,
    lineHeight: size + 5,
  })
  return {
    series: [
      {
        type: 'treemap',
        data,
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        sort: 'desc',
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        animationDurationUpdate: 160,
        squareRatio: 0.9,
        itemStyle: { gapWidth: 3, borderWidth: 0, borderRadius: 2 },
        label: {
          show: true,
          position: [10, 8],
          overflow: 'truncate',
          rich: {
            name: text(tokens.body, tokens.text, 600),
            share: text(tokens.title + 2, tokens.text, 600),
            detail: text(tokens.caption, tokens.text2),
          },
        },
      },
    ],
  }
}
