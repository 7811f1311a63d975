import { isoFromDay } from '../../../../shared/contract/calendar.ts'
import type { SilenceProposal, SilentMonth } from '../../../../shared/contract/silent.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

const LEAST_SHOWN = 60

/** Days of the curve that are shown: twice the churn horizon, or as many as there are. */
const shownDays = ({ returnShare, horizonDays }: SilenceProposal): number =>
  Math.min(returnShare.length - 1, Math.max(LEAST_SHOWN, 2 * horizonDays))

/** Of those silent for so many days, the share that came back later; the chosen day as a line, one half dashed. */
export function curveOption(
  proposal: SilenceProposal,
  silenceDays: number,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const last = Math.max(1, shownDays(proposal))
  const data = Array.from(proposal.returnShare.subarray(0, last + 1), (share, day) => [day, share])
  return {
    grid: { left: 46, right: 18, top: 14, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const [day = 0, share = 0] = data[params[0]?.dataIndex ?? 0] ?? []
        return tip(t('silent.curveDay', { n: format.countFull(day) }), [
          [t('silent.curveShare'), format.share(share)],
        ])
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: last,
      splitLine: { show: false },
      name: t('silent.curveX'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
    },
    yAxis: { type: 'value', min: 0, max: 1, interval: 0.25, axisLabel: { formatter: format.share } },
    series: [
      {
        type: 'line',
        symbol: 'none',
        data,
        color: tokens.accent,
        lineStyle: { color: tokens.accent, width: 2.4 },
        areaStyle: { color: tokens.band, opacity: 1 },
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: [
          [0, 0.5],
          [last, 0.5],
        ],
        lineStyle: { color: tokens.base, width: 1.4, type: 'dashed' },
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: [
          [Math.min(silenceDays, last), 0],
          [Math.min(silenceDays, last), 1],
        ],
        lineStyle: { color: tokens.text2, width: 1.6 },
      },
    ],
  }
}

export function curveTable(proposal: SilenceProposal, { t, format }: Telling): ChartTable {
  const last = shownDays(proposal)
  return {
    columns: [
      { label: t('silent.curveX'), format: format.countFull },
      { label: t('silent.curveShare'), format: format.probability },
    ],
    rows: Array.from(proposal.returnShare.subarray(0, last + 1), (share, day) => [day, share]).filter(
      ([day = 0]) => day % 5 === 0,
    ),
  }
}

/** Month by month: the silent as bars, who fell silent and who came back as lines. */
export function sizeOption(months: readonly SilentMonth[], tokens: ChartTokens, { t, format }: Telling) {
  const line = (values: readonly number[], colour: string, dashed: boolean) => ({
    type: 'line',
    data: values,
    symbol: 'circle',
    symbolSize: 6,
    color: colour,
    lineStyle: { color: colour, width: 2, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
  })
  return {
    grid: { left: 52, right: 14, top: 14, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const month = months[params[0]?.dataIndex ?? 0]
        if (!month) return ''
        return tip(format.date(month.day), [
          [t('silent.colSilent'), format.countFull(month.silent)],
          [t('silent.colFell'), format.countFull(month.fellSilent)],
          [t('silent.colBack'), format.countFull(month.cameBack)],
          [t('silent.colSeen'), format.countFull(month.seen)],
        ])
      },
    },
    xAxis: {
      type: 'category',
      data: months.map(({ day }) => isoFromDay(day).slice(2, 7)),
      axisLabel: { hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { formatter: (n: number) => format.axis(n) } },
    series: [
      { type: 'bar', data: months.map(({ silent }) => silent), itemStyle: { color: tokens.base } },
      line(
        months.map(({ fellSilent }) => fellSilent),
        tokens.loss,
        false,
      ),
      line(
        months.map(({ cameBack }) => cameBack),
        tokens.accent,
        true,
      ),
    ],
  }
}

export function sizeTable(months: readonly SilentMonth[], { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('silent.colDay') },
      { label: t('silent.colSeen'), format: format.countFull },
      { label: t('silent.colSilent'), format: format.countFull },
      { label: t('silent.colFell'), format: format.countFull },
      { label: t('silent.colBack'), format: format.countFull },
    ],
    rows: months.map((month) => [
      isoFromDay(month.day),
      month.seen,
      month.silent,
      month.fellSilent,
      month.cameBack,
    ]),
  }
}
