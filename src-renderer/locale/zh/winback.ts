import type { InputProblem } from '../../../shared/contract/winbackFields.ts'
import type { StrategyNote } from '../../../shared/contract/winbackResult.ts'

/** What is wrong with one value of a plan. */
export const problems = {
  missing: '缺少 {path}[[；允许：{allowed}]]',
  'wrong-type': '{path} 读不懂[[；允许：{allowed}]][[，给的是 {given}]]',
  'out-of-range': '{path} 超出范围[[；允许：{allowed}]][[，给的是 {given}]]',
  'unknown-key': '{path} 不是这种文件的字段',
  'unknown-name': '{path} 的名称不认识[[；已知：{allowed}]][[，给的是 {given}]]',
  'duplicate-name': '{path} 与另一个同名[[：{given}]]',
  empty: '{path} 是空的[[；允许：{allowed}]]',
  'both-given': '{path}：下面只能给一个[[：{allowed}]]',
  'neither-given': '{path}：下面必须给一个[[：{allowed}]]',
  'too-early': '{path} 早于上一步[[；允许：{allowed}]][[，给的是 {given}]]',
  'above-basket': '{path}：券的面额超过了用券的客单价[[；允许：{allowed}]][[，给的是 {given}]]',
  contradiction: '{path} 与另一条上限重复',
  infeasible: '{path}：达不到这个核销率[[；允许：{allowed}]][[，给的是 {given}]]',
  'needs-project': '{path} 要从项目里取客户，这里还不能用；请改给 audience.groups',
} as const satisfies Record<InputProblem, string>

/** Words of a plan's answer. */
export const winback = {
  finding:
    '约挽回 {returns} 位本来不会回来的客户（另有 {organic} 位自己会回来）；直接花费 {direct} {currency}，利润 {profit} {currency}。',
  plan: '预算的最佳用法：花 {cost} {currency}，约挽回 {returns} 位，利润 {profit} {currency}；不打扰 {alone} 位，省下 {saved} {currency}；再多花 1 {currency} 多赚 {price}。',
  policy:
    '花 {cost} {currency}，得 {gain} {currency}（任何方案都不超过 {bound}）；不打扰 {alone} 位；再多花 1 {currency} 多得 {price}。',
  cap: '{cap} 的上限让利润少了 {cost} {currency}。',
  worlds: '在 {draws} 个抽样的情形里，{share} 有利润：',
  assumed: '下面的数没有给出或没有测量，是假定的：{list}。',
  difference: '回流率之差 {difference}',
  group: '人群',
  step: '步骤',
  sent: '发出',
  delivered: '送达',
  returns: '增量回流',
  messageCost: '触达成本',
  revenue: '增量收入',
  margin: '增量毛利',
  direct: '直接成本',
  coupons: '  其中券',
  unneeded: '  不必要的核销',
  leaked: '  其中自然回流者核销',
  opportunity: '机会成本',
  opportunityAssumed: '机会成本（假定的回报率）',
  hidden: '隐性成本',
  profit: '利润',
  roiGross: 'ROI 毛口径（含自然回流）',
  roiNet: 'ROI 净口径（含自然回流）',
  roiContribution: 'ROI 贡献口径（增量）',
  roiFull: 'ROI 全成本口径（增量）',
  perReturn: '每位回流成本',
  perIncremental: '每位增量回流成本',
  assumedTerms: '任务与习惯的数都是假定的。',
  healthyReturns: '健康回流',
  perHealthy: '每位健康回流成本',
  acquisition: '拉新成本',
  northStar: '北极星变化（百分点）',
  redemption: '核销率',
  breakEvenRedemption: '盈亏平衡核销率',
  breakEvenMultiple: '盈亏平衡响应倍数',
  customers: '客户',
  customer: '客户',
  action: '做法',
  cost: '成本',
  gain: '所得',
  offer: '优惠',
  leftAlone: '不打扰',
  strategy: '策略',
  perContact: '每次触达',
  winRate: '回流率（95%）',
  valueNet: '每位回流价值（净）',
  valueGross: '每位回流价值（毛）',
} as const

/** What must be said beside a comparison of strategies. */
export const notes = {
  'roi-other-values': '两个 ROI 说的不是同样价值的客户：分别意味着每位回流 {a} 和 {b}（净口径）。',
  tie: '每位回流的价值低于 {value} 时 {below} 赚得多，高于它时 {above} 赚得多，与 ROI 的高低无关。',
  dominates: '不论每位回流值多少，都是 {better} 赚得多。',
  'no-ab-test': '两边的人群不同（触达 {reachedA} 与 {reachedB}），这个区间不是 A/B 测试。',
  'organic-not-counted':
    '两边都没有扣除本来就会回来的客户：若自然回流为 {organic}，{name} 的每位回流成本是 {to}，不是 {from}。',
} as const satisfies Record<StrategyNote['code'], string>
