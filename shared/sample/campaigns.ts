import { dayFromCivil } from '../contract/calendar.ts'
import type { ContactChannel } from './population.ts'
import { SAMPLE_FIRST_DAY } from './season.ts'

/** One arm of a campaign: how it reaches people and what it offers. */
export interface Variant {
  readonly key: string
  readonly channel: ContactChannel
  readonly couponYuan: number
  /** sent only to those who have not ordered since the campaign began, so many days later */
  readonly followUpDays?: number
  readonly followUpOf?: string
}

/** Whom the shop picks, by what it knows: days since the last order, orders, recent spend. */
interface Audience {
  readonly silentDays: readonly [from: number, to: number]
  readonly minOrders: number
  /** only the best so many of a thousand of all members, by recent spend */
  readonly bestPerMille?: number
  /** a random part of those who qualify */
  readonly share?: number
}

/** A past campaign. `controlShare` 0 = a routine mailing without a control group. */
export interface Campaign {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly day: number
  readonly audience: Audience
  readonly controlShare: number
  readonly variants: readonly Variant[]
  /** calls that the call centre can make a day, of a thousand members, and on how many days */
  readonly calls?: { readonly perMilleADay: number; readonly days: number }
}

const at = (year: number, month: number, dayOfMonth: number): number =>
  dayFromCivil(year, month, dayOfMonth) - SAMPLE_FIRST_DAY

const plain = (channel: ContactChannel): Variant => ({ key: channel, channel, couponYuan: 0 })
const coupon = (channel: ContactChannel, couponYuan: number): Variant => ({
  key: `${channel}-${couponYuan}`,
  channel,
  couponYuan,
})

/** Randomised campaigns: within the audience chance alone decides who is contacted, how, or not at all. */
const RANDOMISED: readonly Campaign[] = [
  {
    key: 'spring-push-2024',
    nameZh: '2024 春茶唤醒 Push',
    nameEn: 'Spring tea push 2024',
    day: at(2024, 3, 18),
    audience: { silentDays: [30, 150], minOrders: 1 },
    controlShare: 0.2,
    variants: [plain('push')],
  },
  {
    key: 'care-email-2024',
    nameZh: '2024 关怀邮件',
    nameEn: 'Caring e-mail 2024',
    day: at(2024, 5, 20),
    audience: { silentDays: [45, 210], minOrders: 1 },
    controlShare: 0.25,
    variants: [plain('email')],
  },
  {
    key: '618-sms-2024',
    nameZh: '2024 年 618 短信召回',
    nameEn: '618 text recall 2024',
    day: at(2024, 6, 13),
    audience: { silentDays: [60, 240], minOrders: 1 },
    controlShare: 0.2,
    variants: [plain('sms'), coupon('sms', 20)],
  },
  {
    key: 'vip-call-2024',
    nameZh: '2024 高价值人工回访',
    nameEn: 'Calls to the best 2024',
    day: at(2024, 8, 12),
    audience: { silentDays: [45, 240], minOrders: 2 },
    controlShare: 0.3,
    variants: [plain('call')],
    calls: { perMilleADay: 7, days: 5 },
  },
  {
    key: 'wallet-2024',
    nameZh: '2024 双11 账户券',
    nameEn: 'Coupon in the account 2024',
    day: at(2024, 11, 4),
    audience: { silentDays: [40, 300], minOrders: 1 },
    controlShare: 0.2,
    variants: [coupon('coupon', 15), coupon('coupon', 30)],
  },
  {
    key: 'new-year-face-2025',
    nameZh: '2025 年货券面测试',
    nameEn: 'New-year coupon test 2025',
    day: at(2025, 1, 6),
    audience: { silentDays: [60, 300], minOrders: 1 },
    controlShare: 0.25,
    variants: [plain('sms'), coupon('sms', 10), coupon('sms', 30)],
  },
  {
    key: 'channel-test-2025',
    nameZh: '2025 渠道对比测试',
    nameEn: 'Channel test 2025',
    day: at(2025, 5, 12),
    audience: { silentDays: [25, 400], minOrders: 1 },
    controlShare: 0.25,
    variants: [plain('push'), plain('email'), plain('sms')],
  },
  {
    key: 'vip-call-2025',
    nameZh: '2025 高价值人工回访',
    nameEn: 'Calls to the best 2025',
    day: at(2025, 7, 21),
    audience: { silentDays: [45, 300], minOrders: 2 },
    controlShare: 0.3,
    variants: [plain('call'), coupon('call', 30)],
    calls: { perMilleADay: 7, days: 5 },
  },
  {
    key: 'face-test-2025',
    nameZh: '2025 券面梯度测试',
    nameEn: 'Coupon ladder test 2025',
    day: at(2025, 8, 25),
    audience: { silentDays: [50, 365], minOrders: 1 },
    controlShare: 0.2,
    variants: [coupon('sms', 10), coupon('sms', 20), coupon('sms', 40)],
  },
  {
    key: 'ladder-2025',
    nameZh: '2025 中秋 Push 转短信',
    nameEn: 'Mid-Autumn ladder 2025',
    day: at(2025, 9, 18),
    audience: { silentDays: [45, 270], minOrders: 1 },
    controlShare: 0.2,
    variants: [plain('push'), { ...coupon('sms', 20), followUpOf: 'push', followUpDays: 6 }],
  },
  {
    key: 'recall-2025',
    nameZh: '2025 双11 前召回',
    nameEn: 'Recall before Double 11, 2025',
    day: at(2025, 10, 10),
    audience: { silentDays: [40, 300], minOrders: 1, share: 0.8 },
    controlShare: 0.3,
    variants: [plain('sms'), coupon('sms', 20), coupon('push', 20)],
  },
]

/** The routine: every month the members who bought of late hear from the shop, most of all those who buy much. */
function routine(): Campaign[] {
  const campaigns: Campaign[] = []
  for (let month = 0; month < 23; month++) {
    const year = 2023 + Math.floor((11 + month) / 12)
    const inYear = ((11 + month) % 12) + 1
    const label = `${year}-${String(inYear).padStart(2, '0')}`
    campaigns.push({
      key: `member-day-${label}`,
      nameZh: `${label} 会员日`,
      nameEn: `Member day ${label}`,
      day: at(year, inYear, 8),
      audience: { silentDays: [0, 90], minOrders: 2, bestPerMille: 170 },
      controlShare: 0,
      variants: [month % 3 === 2 ? plain('sms') : plain('push')],
    })
  }
  return campaigns
}

/** All campaigns in order of their day. */
export const CAMPAIGNS: readonly Campaign[] = [...RANDOMISED, ...routine()].toSorted((a, b) => a.day - b.day)

/** Price of one contact in fen, by channel. */
export const CONTACT_COST_MINOR: Readonly<Record<ContactChannel, number>> = {
  push: 1,
  email: 1,
  sms: 5,
  call: 350,
  coupon: 0,
}

/** Days for which a campaign's coupon is good. */
export const COUPON_DAYS = 14
