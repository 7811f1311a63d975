import type { ChurnReason, ReasonSubject } from '../../contract/features.ts'
import type { FeatureUnit } from '../../contract/features.ts'

/** Languages of reasons. */
export type ReasonLanguage = 'zh-CN' | 'en'

/** How numbers are written; defaults: plain digits. `minor` gets minor units of money. */
export interface ReasonFormatters {
  readonly count: (value: number) => string
  readonly decimal: (value: number) => string
  readonly percent: (share: number) => string
  readonly minor: (minor: number) => string
  /** the name of a category's code */
  readonly category: (featureKey: string, code: number) => string
}

const PLAIN: ReasonFormatters = {
  count: (value) => String(Math.round(value)),
  decimal: (value) => String(Math.round(value * 10) / 10),
  percent: (share) => `${Math.round(share * 100)}%`,
  minor: (minor) => (minor / 100).toFixed(2),
  category: (_, code) => String(code),
}

/** What is counted: Chinese verb phrase, measure word and the words after 「没」 (the verb alone); English plural. */
interface Noun {
  readonly zh: string
  readonly unit: string
  readonly en: string
  readonly one: string
}

const NOUNS: Readonly<Record<ReasonSubject, Noun>> = {
  rhythm: { zh: '下单', unit: '单', en: 'orders', one: 'order' },
  orders: { zh: '下单', unit: '单', en: 'orders', one: 'order' },
  tenure: { zh: '下单', unit: '单', en: 'orders', one: 'order' },
  spend: { zh: '消费', unit: '', en: 'spend', one: 'spend' },
  basket: { zh: '客单价', unit: '', en: 'basket', one: 'basket' },
  variety: { zh: '品类', unit: '个', en: 'categories', one: 'category' },
  availability: { zh: '常买商品', unit: '天', en: 'favourite product', one: 'favourite product' },
  coupons: { zh: '用券', unit: '单', en: 'coupon orders', one: 'coupon order' },
  refunds: { zh: '退款', unit: '行', en: 'refunded lines', one: 'refunded line' },
  channels: { zh: '渠道', unit: '个', en: 'channels', one: 'channel' },
  timing: { zh: '下单时间', unit: '', en: 'time of orders', one: 'time of orders' },
  season: { zh: '季节', unit: '', en: 'season', one: 'season' },
  logins: { zh: '登录', unit: '次', en: 'logins', one: 'login' },
  visits: { zh: '访问', unit: '次', en: 'visits', one: 'visit' },
  views: { zh: '浏览商品', unit: '次', en: 'product views', one: 'product view' },
  newArrivals: { zh: '看新品', unit: '次', en: 'new-arrival views', one: 'new-arrival view' },
  searches: { zh: '搜索', unit: '次', en: 'searches', one: 'search' },
  favourites: { zh: '收藏', unit: '次', en: 'favourites', one: 'favourite' },
  carts: { zh: '加购', unit: '次', en: 'cart adds', one: 'cart add' },
  cartRemoves: { zh: '移出购物车', unit: '次', en: 'cart removes', one: 'cart remove' },
  checkIns: { zh: '签到', unit: '次', en: 'check-ins', one: 'check-in' },
  activity: { zh: '活跃', unit: '天', en: 'active days', one: 'active day' },
  contacts: { zh: '触达', unit: '次', en: 'contacts', one: 'contact' },
  pressure: { zh: '触达打扰', unit: '次', en: 'contact pressure', one: 'contact pressure' },
  app: { zh: '应用', unit: '天', en: 'app', one: 'app' },
  lifetime: { zh: '客户价值', unit: '', en: 'lifetime value', one: 'lifetime value' },
  attributes: { zh: '属性', unit: '', en: 'attribute', one: 'attribute' },
}

/**
 * A reason in words, without full stop or capital: for lists, tables, CSV and terminal alike. Missing formatters write
 * plain digits. Cost: one string.
 */
export function reasonText(
  reason: ChurnReason,
  language: ReasonLanguage,
  formatters: Partial<ReasonFormatters> = {},
): string {
  const format = { ...PLAIN, ...formatters }
  return language === 'en' ? english(reason, format) : chinese(reason, format)
}

/** Several reasons as one sentence's parts: 「；」 or "; " between them. */
export function reasonsText(
  reasons: readonly ChurnReason[],
  language: ReasonLanguage,
  formatters: Partial<ReasonFormatters> = {},
): string {
  return reasons
    .map((reason) => reasonText(reason, language, formatters))
    .join(language === 'en' ? '; ' : '；')
}

function chinese(reason: ChurnReason, format: ReasonFormatters): string {
  const { subject, kind, feature } = reason
  const { zh, unit } = NOUNS[subject]
  const [a = NaN, b = NaN, c = NaN] = reason.values
  const { count, percent } = format
  switch (kind) {
    case 'fell':
    case 'rose':
      return `${count(c)} 天内${zh} ${count(a)} → ${count(b)} ${unit}`.trimEnd()
    case 'fellShare':
      return `${b === 30 ? '' : `近 ${count(b)} 天`}${zh}少了 ${percent(a)}`
    case 'noneFor':
      return `${count(a)} 天没${zh}`
    case 'never':
      return `从没${zh}`
    case 'overdue':
      return `平时约 ${count(b)} 天买一次，已 ${count(c)} 天没买（${format.decimal(a)} 倍）`
    case 'onTime':
      return `${count(a)} 天前刚买过，平时约 ${count(b)} 天买一次`
    case 'recent':
      return `${count(a)} 天前买过`
    case 'low':
      return `${count(b)} 天里只${zh} ${count(a)} ${unit}`
    case 'high':
      return `${count(b)} 天里${zh} ${count(a)} ${unit}`
    case 'share':
      return `${percent(a)} 的订单用了券`
    case 'refund':
      return `退过 ${count(a)} 行，最近一次在 ${count(b)} 天前`
    case 'unanswered':
      return `连续 ${count(a)} 次触达没有回应`
    case 'unsold':
      return `他买得最多的商品，全店已 ${count(a)} 天没卖出`
    case 'silentSince':
      return `${count(a)} 天前收到触达后再没动静（那之前 30 天 ${count(b)} 次触达）`
    case 'uninstalled':
      return `${count(a)} 天前卸载了应用`
    case 'level':
      return `${feature.nameZh}：${level(reason, format, '天', '无')}`
  }
}

function english(reason: ChurnReason, format: ReasonFormatters): string {
  const { subject, kind, feature } = reason
  const { en, one } = NOUNS[subject]
  const [a = NaN, b = NaN, c = NaN] = reason.values
  const { count, percent } = format
  const days = (value: number): string => `${count(value)} ${Math.round(value) === 1 ? 'day' : 'days'}`
  const noun = (value: number): string => (value === 1 ? one : en)
  switch (kind) {
    case 'fell':
    case 'rose':
      return `${en} ${count(a)} → ${count(b)} in the last ${days(c)}`
    case 'fellShare':
      return `${en} down ${percent(a)}${b === 30 ? '' : ` over ${days(b)}`}`
    case 'noneFor':
      return `no ${en} for ${days(a)}`
    case 'never':
      return `no ${en} so far`
    case 'overdue':
      return `usually buys every ${days(b)}, silent for ${count(c)} (${format.decimal(a)}×)`
    case 'onTime':
      return `bought ${days(a)} ago, usually every ${days(b)}`
    case 'recent':
      return `bought ${days(a)} ago`
    case 'low':
      return `only ${count(a)} ${noun(a)} in ${days(b)}`
    case 'high':
      return `${count(a)} ${noun(a)} in ${days(b)}`
    case 'share':
      return `${percent(a)} of orders use a coupon`
    case 'refund':
      return `${count(a)} refunded ${Math.round(a) === 1 ? 'line' : 'lines'}, the last ${days(b)} ago`
    case 'unanswered':
      return `${count(a)} contacts in a row without an answer`
    case 'unsold':
      return `the product bought most has not been sold by the shop for ${days(a)}`
    case 'silentSince':
      return `no sign of life since a contact ${days(a)} ago (${count(b)} in the 30 days up to it)`
    case 'uninstalled':
      return `removed the app ${days(a)} ago`
    case 'level':
      return `${feature.nameEn}: ${level(reason, format, Math.round(a) === 1 ? 'day' : 'days', 'none')}`
  }
}

function level(reason: ChurnReason, format: ReasonFormatters, days: string, missing: string): string {
  const value = reason.values[0]
  if (value === undefined) return missing
  const { key, unit } = reason.feature
  if (unit === 'category') return format.category(key, value)
  return `${written(value, unit, format)}${unit === 'days' ? ` ${days}` : ''}`
}

function written(value: number, unit: FeatureUnit, format: ReasonFormatters): string {
  switch (unit) {
    case 'minor':
      return format.minor(value)
    case 'share':
      return format.percent(value)
    case 'days':
    case 'count':
    case 'score':
    case 'flag':
    case 'hour':
    case 'month':
    case 'dayOfMonth':
    case 'category':
      return format.count(value)
    case 'ratio':
    case 'perMonth':
    case 'nats':
    case 'plain':
      return format.decimal(value)
  }
}
