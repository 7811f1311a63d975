import type {
  ChurnBaseline,
  ChurnMapCell,
  ChurnModelKind,
  ChurnNote,
} from '../../../shared/contract/churn.ts'
import type { FeatureGroup } from '../../../shared/contract/features.ts'

export const groups = {
  recency: '多久没来',
  rhythm: '购买节奏',
  orders: '订单',
  spend: '消费',
  basket: '客单',
  variety: '品类',
  availability: '商品在售',
  coupons: '用券',
  refunds: '退款',
  visits: '访问',
  logins: '登录',
  carts: '加购',
  favourites: '收藏',
  newArrivals: '看新品',
  searches: '搜索',
  checkIns: '签到',
  contacts: '触达',
  pressure: '触达打扰',
  app: '卸载应用',
  channels: '渠道',
  timing: '时段',
  season: '季节',
  views: '浏览',
  cartRemoves: '移出购物车',
  buys: '下单行为',
  otherEvents: '其他行为',
  activity: '活跃',
  tenure: '客龄',
  rfm: 'RFM 得分',
  lifetime: '客户价值模型',
  attributes: '客户属性',
} as const satisfies Record<FeatureGroup, string>

/** Name and rule of a warning signal. */
export const signals: Readonly<Record<string, readonly [name: string, rule: string]>> = {
  loginsFell: ['登录变少', '近 30 天每周才来，之前天天来'],
  loginsFellRelative: ['登录变少', '近 30 天不到之前 30 天的四分之一'],
  cartAddsFell: ['加购变少', '近 30 天比之前少了七成以上'],
  newArrivalsStopped: ['不看新品', '近 30 天没看，之前 30 天看过'],
  overdue: ['逾期未买', '超过自己平时购买间隔的两倍'],
  spendFell: ['消费变少', '近 90 天比之前少了七成以上'],
  twoOfThree: ['三样占两样', '前三个警报里至少响了两个'],
  allThree: ['三样全中', '前三个警报同时响'],
}

/** What is said of the data; `[[...]]` falls away where the engine gives no value. */
export const notes = {
  'constant-features': '[[{n} 个]]特征对所有客户都一样，没有用上[[：{names}]]。',
  'duplicate-features': '[[{n} 个]]特征与别的特征完全相同，只留一个[[：{names}]]。',
  'empty-features': '[[{n} 个]]特征全是空值，没有用上[[：{names}]]。',
  'infinite-values': '[[{n} 个]]无穷大的值按缺失处理[[：{names}]]。',
  'separating-feature':
    '[[「{names}」]]几乎单独就能分开流失与否，多半是结果泄漏到了数据里；先查它再相信这些数字。',
  'few-churners': '流失的客户[[只有 {n} 位]]太少，区间会很宽。',
  'one-training-day': '只有一个截至日期可以训练，季节和促销的影响分不出来。',
  'no-behaviours': '没有行为数据，只能靠购买记录；导入登录、加购等记录通常会更早看出变化。',
  'no-control-group': '还没有带对照组的活动，不知道谁联系了真会回来；建议先小范围试。',
  'not-better': '模型没有比不用模型的办法更好，名单只能当参考。',
  drift: '最近的测试日比之前差[[：AUC 从 {before} 降到 {now}]]，旧规律可能已经过时。',
  'unlabelled-rows': '[[{n} 位]]客户没有标签，没有参与训练和评判。',
} as const satisfies Record<ChurnNote['code'], string>

export const advices = {
  recall: '值得挽回',
  test: '先小范围试',
  'leave-alone': '不打扰',
  watch: '先看着',
} as const satisfies Record<ChurnMapCell['advice'], string>

export const models = {
  logistic: '逻辑回归',
  boosted: '提升树',
  blend: '两者平均',
} as const satisfies Record<ChurnModelKind, string>

export const calibrations = {
  none: '不需要',
  platt: 'Platt',
  isotonic: '保序回归',
} as const

export const baselines = {
  majority: '全猜多数',
  recency: '只看多久没买',
  rfm: 'RFM 得分',
  pActive: '活跃概率 P(active)',
} as const satisfies Record<ChurnBaseline['key'], string>

/** Subjects of a customer's weekly lanes beside the behaviours. */
export const subjects: Readonly<Record<string, string>> = { orders: '订单', contacts: '触达' }

/** Words behind a feature's values. */
export const units: Readonly<Record<string, string>> = {
  days: '天',
  ratio: '倍',
  perMonth: '每 30 天',
  nats: 'nat',
  hour: '点',
  month: '月',
  dayOfMonth: '日',
}
