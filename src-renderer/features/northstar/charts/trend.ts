import { isoFromDay } from '../../../../shared/contract/calendar.ts'
import type { NorthStarMonth, NorthStarRecall } from '../../../../shared/contract/northstar.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import { percent, percentRange, type Telling } from '../sentences.ts'

const isWhole = (month: NorthStarMonth) => month.isFinished && month.isWindowComplete

/** What the trend shows: the months, the one that is told, contacts by month, and the share that is aimed at. */
export interface TrendData {
  readonly months: readonly NorthStarMonth[]
  readonly told: number | null
  readonly recalls: readonly NorthStarRecall[]
  readonly targetShare: number | null
}

/** The share of each month with its band; months that are not whole are hollow, the way to an unfinished one is dashed. */
export function trendOption(
  { months, told, recalls, targetShare }: TrendData,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const shares = [
    ...months.flatMap(({ northStar }) => (northStar ? [northStar.low, northStar.high] : [])),
    ...(targetShare === null ? [] : [targetShare]),
  ]
  const recallOf = new Map(recalls.map((recall) => [recall.monthDay, recall]))
  const min = Math.floor(10 * Math.min(1, ...shares)) / 10
  const max = Math.ceil(10 * Math.max(0, ...shares)) / 10
  const floor = Math.min(min, max - 0.1)
  const last = months.length - 1
  const isOpen = months[last]?.isFinished === false
  const labels = months.map(
    ({ monthDay, core }) => `${isoFromDay(monthDay).slice(2, 7)}\n${format.axis(core)}`,
  )
  const value = (month: NorthStarMonth) => month.northStar?.value ?? null
  const dot = (month: NorthStarMonth) => ({
    value: value(month),
    symbolSize: month.monthDay === told ? 12 : 7,
    itemStyle: {
      color: isWhole(month) ? tokens.accent : tokens.surface,
      borderColor: tokens.accent,
      borderWidth: 1.6,
    },
  })
  const line = { type: 'line', symbol: 'circle', showAllSymbol: true, color: tokens.accent }
  return {
    grid: { left: 44, right: 26, top: 16, bottom: 42 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const month = months[params[0]?.dataIndex ?? 0]
        if (!month) return ''
        return tip(
          format.month(month.monthDay),
          [
            [
              t('northstar.colShare'),
              `${percent(value(month), format)} (${percentRange(month.northStar, format)})`,
            ],
            [t('northstar.colCore'), format.countFull(month.core)],
            [
              t('northstar.stripMoves'),
              `+${format.countFull(month.entered)} / −${format.countFull(month.left)}`,
            ],
            ...(recallOf.has(month.monthDay)
              ? [recallLine(recallOf.get(month.monthDay), { t, format })]
              : []),
          ],
          isWhole(month) ? undefined : stateText(month, t),
        )
      },
    },
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true, lineHeight: 16 } },
    yAxis: {
      type: 'value',
      min: floor,
      max,
      interval: max - min > 0.5 ? 0.2 : 0.1,
      axisLabel: { formatter: (share: number) => format.share(share) },
    },
    series: [
      band(
        months.map(({ northStar }) => northStar?.low ?? null),
        tokens,
        false,
      ),
      band(
        months.map(({ northStar }) => (northStar ? northStar.high - northStar.low : null)),
        tokens,
        true,
      ),
      {
        ...line,
        data: months.map((month, i) => (isOpen && i === last ? null : dot(month))),
        lineStyle: { color: tokens.accent, width: 2.4 },
      },
      ...(isOpen
        ? [
            {
              ...line,
              data: months.map((month, i) =>
                i === last ? dot(month) : i === last - 1 ? { value: value(month), symbolSize: 0 } : null,
              ),
              lineStyle: { color: tokens.accent, width: 1.6, type: 'dashed' },
            },
          ]
        : []),
      ...(targetShare === null
        ? []
        : [
            {
              type: 'line',
              silent: true,
              symbol: 'none',
              data: months.map(() => targetShare),
              lineStyle: { color: tokens.text3, width: 1.4, type: 'dotted' },
              endLabel: {
                show: true,
                formatter: t('northstar.targetAt', { share: percent(targetShare, format) }),
                color: tokens.text2,
                fontSize: tokens.caption,
                align: 'right',
                verticalAlign: 'bottom',
                offset: [-6, -4],
              },
            },
          ]),
      {
        type: 'line',
        silent: true,
        symbol: 'triangle',
        symbolSize: 9,
        showAllSymbol: true,
        data: months.map(({ monthDay }) => (recallOf.has(monthDay) ? floor : null)),
        lineStyle: { width: 0, opacity: 0 },
        itemStyle: { color: tokens.text2 },
        clip: false,
      },
    ],
  }
}

/** "Recalls: 1,240 contacts (autumn)". */
function recallLine(recall: NorthStarRecall | undefined, { t, format }: Telling): [string, string] {
  const names = recall === undefined ? [] : recall.campaigns.filter((name) => name !== '')
  const contacts = t('northstar.recallContacts', { n: format.countFull(recall?.contacts ?? 0) })
  return [t('northstar.recalls'), names.length === 0 ? contacts : `${contacts} (${names.join(', ')})`]
}

const band = (data: readonly (number | null)[], tokens: ChartTokens, filled: boolean) => ({
  type: 'line',
  silent: true,
  stack: 'band',
  data,
  lineStyle: { width: 0, opacity: 0 },
  symbol: 'none',
  ...(filled && { areaStyle: { color: tokens.band, opacity: 1 } }),
})

export const stateText = (month: NorthStarMonth, t: Telling['t']): string =>
  !month.isFinished
    ? t('northstar.stateUnfinished')
    : month.isWindowComplete
      ? t('northstar.stateDone')
      : t('northstar.stateShort')

/** Every month of the board: what the chart shows, and what the export holds. */
export function monthsTable(
  months: readonly NorthStarMonth[],
  { t, format }: Telling,
  recalls: readonly NorthStarRecall[],
): ChartTable {
  const contacts = new Map(recalls.map((recall) => [recall.monthDay, recall.contacts]))
  const share = (value: number) => percent(value, format)
  return {
    columns: [
      { label: t('northstar.colMonth') },
      { label: t('northstar.colShare'), format: share },
      { label: t('northstar.colLow'), format: share },
      { label: t('northstar.colHigh'), format: share },
      { label: t('northstar.colCore'), format: format.countFull },
      { label: t('northstar.colActive'), format: format.countFull },
      { label: t('northstar.colEntered'), format: format.countFull },
      { label: t('northstar.colLeft'), format: format.countFull },
      { label: t('northstar.colRepurchase'), format: share },
      { label: t('northstar.colReturn'), format: share },
      { label: t('northstar.recalls'), format: format.countFull },
      { label: t('northstar.colState') },
    ],
    rows: months.map((month) => [
      isoFromDay(month.monthDay).slice(0, 7),
      month.northStar?.value ?? null,
      month.northStar?.low ?? null,
      month.northStar?.high ?? null,
      month.core,
      month.coreActive,
      month.entered,
      month.left,
      month.repurchaseRate?.value ?? null,
      month.returnRate?.value ?? null,
      contacts.get(month.monthDay) ?? null,
      stateText(month, t),
    ]),
  }
}
