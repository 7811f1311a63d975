/** What a practitioner should know before trusting a lifetime model. */
export const warnings = {
  'no-holdout': '没有留出期，预测没有用没见过的日子检验过。',
  'not-converged': '拟合没有收敛（梯度 {gradientNorm}），参数只供参考。',
  'parameter-at-bound': '参数 {parameters} 走到了取值范围的尽头：数据里没有能确定它的信息，标准误不给出。',
  'no-better-than-same-rate': '留出期里，模型的平均误差不比「照原来的频率买下去」小（多 {worseBy}）。',
  'spend-depends-on-frequency':
    '消费金额和购买频率有关（相关系数 {correlation}，95% 区间 {low} 到 {high}）；Gamma-Gamma 假定二者无关，价值会有偏差。',
  'spend-not-fitted': '付过两次钱的客户太少，没有拟合消费金额，用平均值代替。',
  'spend-tail-heavy': '消费金额的分布尾部太重，总体均值不存在；没有复购的客户用观察到的平均值代替。',
  'regular-buyers':
    '购买间隔比随机更均匀（k = {regularity}，随机为 1）；这些模型会低估规律购买者的流失信号。',
  contracts: '{share} 的多次购买客户几乎等间隔购买，像是订阅或合约；这类客户不适合用这些模型。',
  seasonality:
    '每周的实际购买与模型平均相差 {deviation}（纯属偶然约 {noise}）；多半有季节性或促销，短期预测要小心。',
  'zero-spend-counted': '{lines} 行金额为 0，仍算作一次购买，但不计入平均消费。',
  'refunds-left-out': '{lines} 行退款不计入：这里的消费是购买时的金额。',
  'later-purchases': '截至日期之后的 {orderDays} 次购买没有用上。',
} as const

/** Why a model predicts, and what it is worth beside the plain baseline. */
export const choices = {
  askedFor: '{model} 是指定的模型。',
  holdoutLikelihood: '选用 {model}：它对留出期的预测似然最高{behind}。',
  historyLikelihood: '选用 {model}：没有留出期，它对历史的似然最高{behind}。',
  onlyConverged: '选用 {model}：只有它的拟合收敛了。',
  behind: '，比 {other} 高 {lead}',
  behindLittle: '，不过与 {other} 几乎分不出高下',
  untested: '它没有在没见过的日子上检验过。',
  tested:
    '留出的 {days} 天里它预计 {expected} 次购买，实际 {actual} 次；每位客户平均差 {miss} 次，照原频率推算差 {baseline} 次。',
} as const
