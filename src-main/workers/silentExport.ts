import { isoFromDay } from '../../shared/contract/calendar.ts'
import type { Potential, SilentPage, SilentSummary } from '../../shared/contract/silent.ts'
import { plainMoney, type ExportStyle } from './analyticsExport.ts'

/** A list of silent customers on its way to a file. */
export interface SilentList {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly (string | number | null)[]>
  readonly nRows: number
}

const POTENTIAL_NAMES: Readonly<Record<ExportStyle['language'], Readonly<Record<Potential, string>>>> = {
  'zh-CN': { high: '高', medium: '中', low: '低' },
  en: { high: 'high', medium: 'medium', low: 'low' },
}

/** Column names, in the order of `silentRow`. */
export function silentHeader({ language, currency }: ExportStyle): string[] {
  return language === 'zh-CN'
    ? [
        '客户',
        '潜力',
        '最后活动日',
        '沉默天数',
        '订单数',
        `客单价 ${currency}`,
        `净消费 ${currency}`,
        '已卸载',
        '可触达',
        '计划渠道',
        `计划券面 ${currency}`,
        '收藏未买且已降价',
        `收藏时价 ${currency}`,
        `现价 ${currency}`,
        '常买品类',
      ]
    : [
        'customer',
        'potential',
        'last sign of life',
        'days silent',
        'orders',
        `mean order ${currency}`,
        `net spend ${currency}`,
        'app removed',
        'reachable',
        'planned channel',
        `planned coupon ${currency}`,
        'favourite that is cheaper now',
        `price then ${currency}`,
        `price now ${currency}`,
        'usual category',
      ]
}

/** One customer as cells; no planned channel = do not disturb. */
export function silentRow(
  page: SilentPage,
  i: number,
  { actions, asOfDay }: SilentSummary,
  { language }: ExportStyle,
): readonly (string | number | null)[] {
  const potential = page.potential[i]!
  const action = actions[page.plannedAction[i]!]
  const hook = page.cheaperProduct[i]!
  return [
    page.customerKey[i]!,
    POTENTIAL_NAMES[language][potential],
    isoFromDay(page.lastSeenDay[i]!),
    asOfDay - page.lastSeenDay[i]!,
    page.orders[i]!,
    page.orders[i] === 0 ? null : plainMoney(page.basketMinor[i]!),
    plainMoney(page.spendMinor[i]!),
    page.isUninstalled[i]!,
    page.isReachable[i]!,
    action?.channel ?? null,
    action === undefined || action.couponFaceMinor === 0 ? null : plainMoney(action.couponFaceMinor),
    hook === '' ? null : hook,
    hook === '' ? null : plainMoney(page.priceThenMinor[i]!),
    hook === '' ? null : plainMoney(page.priceNowMinor[i]!),
    page.usualCategory[i] === '' ? null : page.usualCategory[i]!,
  ]
}
