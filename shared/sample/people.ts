/** Labels of the shop's people and places, in both languages. */
export interface Label {
  readonly zh: string
  readonly en: string
}

/** How customers found the shop, with what this says about them. */
export interface Source extends Label {
  /** share of arrivals on ordinary days and while a sale runs */
  readonly share: number
  readonly saleShare: number
  readonly hunters: number
  /** share who try once and never take to it */
  readonly noHabit: number
}

export const SOURCES: readonly Source[] = [
  { zh: '自然搜索', en: 'Search', share: 0.28, saleShare: 0.2, hunters: 0.03, noHabit: 0.36 },
  { zh: '小红书种草', en: 'Social posts', share: 0.22, saleShare: 0.16, hunters: 0.04, noHabit: 0.42 },
  { zh: '直播间', en: 'Live stream', share: 0.2, saleShare: 0.24, hunters: 0.13, noHabit: 0.5 },
  { zh: '老客推荐', en: 'Referral', share: 0.13, saleShare: 0.07, hunters: 0.01, noHabit: 0.2 },
  { zh: '大促会场', en: 'Sale page', share: 0.05, saleShare: 0.28, hunters: 0.24, noHabit: 0.52 },
  { zh: '线下门店', en: 'Tea house', share: 0.12, saleShare: 0.05, hunters: 0.01, noHabit: 0.28 },
]

/** A city, its share of customers and whether the eastern warehouse serves it. */
export interface City extends Label {
  readonly share: number
  readonly east: boolean
}

export const CITIES: readonly City[] = [
  { zh: '上海', en: 'Shanghai', share: 13, east: true },
  { zh: '杭州', en: 'Hangzhou', share: 11, east: true },
  { zh: '南京', en: 'Nanjing', share: 6, east: true },
  { zh: '苏州', en: 'Suzhou', share: 7, east: true },
  { zh: '宁波', en: 'Ningbo', share: 4, east: true },
  { zh: '北京', en: 'Beijing', share: 11, east: false },
  { zh: '广州', en: 'Guangzhou', share: 9, east: false },
  { zh: '深圳', en: 'Shenzhen', share: 9, east: false },
  { zh: '厦门', en: 'Xiamen', share: 5, east: false },
  { zh: '成都', en: 'Chengdu', share: 8, east: false },
  { zh: '武汉', en: 'Wuhan', share: 6, east: false },
  { zh: '西安', en: "Xi'an", share: 4, east: false },
  { zh: '济南', en: 'Jinan', share: 4, east: false },
  { zh: '其他', en: 'Elsewhere', share: 13, east: false },
]

export const LEVELS: readonly Label[] = [
  { zh: '普通会员', en: 'Member' },
  { zh: '银卡', en: 'Silver' },
  { zh: '金卡', en: 'Gold' },
  { zh: '黑金', en: 'Black' },
]
export const GENDERS: readonly Label[] = [
  { zh: '女', en: 'Female' },
  { zh: '男', en: 'Male' },
]
export const AGE_BANDS: readonly string[] = ['18-24', '25-34', '35-44', '45-54', '55+']
export const SALES_CHANNELS: readonly Label[] = [
  { zh: '小程序', en: 'Mini program' },
  { zh: 'App', en: 'App' },
  { zh: '网页', en: 'Web' },
]
export const CATEGORY_LABELS: readonly Label[] = [
  { zh: '茶叶', en: 'Tea' },
  { zh: '茶器', en: 'Teaware' },
  { zh: '茶点', en: 'Tea snacks' },
  { zh: '礼盒', en: 'Gift boxes' },
  { zh: '配件', en: 'Accessories' },
]
