import type {
  LifetimeModel,
  LifetimeSummary,
  LifetimeWarning,
  LifetimeWarningCode,
} from '../../shared/contract/lifetime.ts'
import { fill } from '../../src-renderer/locale/template.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import type { Both } from './text.ts'

/** Names of the models as the literature writes them. */
export const MODEL_NAMES: Readonly<Record<LifetimeModel, string>> = {
  bgnbd: 'BG/NBD',
  mbgnbd: 'MBG/NBD',
  paretonbd: 'Pareto/NBD',
}

const WARNINGS: Readonly<Record<LifetimeWarningCode, Both>> = {
  'no-holdout': {
    'zh-CN': '没有留出期，预测没有用没见过的日子检验过。',
    en: 'There is no holdout: the predictions were not tested on days that the model had not seen.',
  },
  'not-converged': {
    'zh-CN': '拟合没有收敛（梯度 {gradientNorm}），参数只供参考。',
    en: 'The fit did not converge (gradient {gradientNorm}); take the parameters with caution.',
  },
  'parameter-at-bound': {
    'zh-CN': '参数 {parameters} 走到了取值范围的尽头：数据里没有能确定它的信息，标准误不给出。',
    en: 'Parameters at the end of their range: {parameters}. The data do not determine them, so no standard errors are given.',
  },
  'no-better-than-same-rate': {
    'zh-CN': '留出期里，模型的平均误差不比「照原来的频率买下去」小（多 {worseBy}）。',
    en: 'On the holdout the mean error is no smaller than that of "goes on at the same rate" (by {worseBy}).',
  },
  'spend-depends-on-frequency': {
    'zh-CN':
      '消费金额和购买频率有关（相关系数 {correlation}，95% 区间 {low} 到 {high}）；Gamma-Gamma 假定二者无关，价值会有偏差。',
    en: 'Spend goes with frequency (correlation {correlation}, 95% interval {low} to {high}); the Gamma-Gamma model assumes that it does not, so values are biased.',
  },
  'spend-not-fitted': {
    'zh-CN': '付过两次钱的客户太少，没有拟合消费金额，用平均值代替。',
    en: 'Too few customers paid twice to fit spend; the mean stands in for everybody.',
  },
  'spend-tail-heavy': {
    'zh-CN': '消费金额的分布尾部太重，总体均值不存在；没有复购的客户用观察到的平均值代替。',
    en: 'The tail of spend is so heavy that its mean does not exist; the observed mean stands in for one-time buyers.',
  },
  'regular-buyers': {
    'zh-CN': '购买间隔比随机更均匀（k = {regularity}，随机为 1）；这些模型会低估规律购买者的流失信号。',
    en: 'Gaps between purchases are more even than chance (k = {regularity}, chance is 1); these models notice the silence of regular buyers too late.',
  },
  contracts: {
    'zh-CN': '{share} 的多次购买客户几乎等间隔购买，像是订阅或合约；这类客户不适合用这些模型。',
    en: '{share} of frequent customers buy at all but equal gaps, like subscriptions or contracts, for which these models are not made.',
  },
  seasonality: {
    'zh-CN':
      '每周的实际购买与模型平均相差 {deviation}（纯属偶然约 {noise}）；多半有季节性或促销，短期预测要小心。',
    en: 'Weeks differ from the model by {deviation} on average (chance alone: {noise}); probably seasons or promotions, so be careful with short horizons.',
  },
  'zero-spend-counted': {
    'zh-CN': '{lines} 行金额为 0，仍算作一次购买，但不计入平均消费。',
    en: '{lines} lines of amount 0 count as purchases but not in average spend.',
  },
  'refunds-left-out': {
    'zh-CN': '{lines} 行退款不计入：这里的消费是购买时的金额。',
    en: '{lines} refund lines are left out: spend is what was paid at purchase.',
  },
  'later-purchases': {
    'zh-CN': '截至日期之后的 {orderDays} 次购买没有用上。',
    en: '{orderDays} purchases after the as-of day were not used.',
  },
}

const SHARES = new Set(['share', 'deviation', 'noise'])

/** A warning as a sentence. */
export function warningText({ code, values }: LifetimeWarning, language: TerminalLanguage): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueText(name, value)]),
  )
  return fill(WARNINGS[code][language], shown)
}

function valueText(name: string, value: number | string): string {
  if (typeof value === 'string') return value
  if (SHARES.has(name)) return `${(100 * value).toFixed(0)}%`
  if (Number.isInteger(value)) return value.toLocaleString('en-US')
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toFixed(3)
}

/** Why this model, in two sentences: how it was chosen, and what it is worth. */
export function choiceText(summary: LifetimeSummary, language: TerminalLanguage): [string, string] {
  const { choice, holdout } = summary
  const isChinese = language === 'zh-CN'
  const name = MODEL_NAMES[choice.model]
  const other = choice.runnerUp === null ? '' : MODEL_NAMES[choice.runnerUp]
  const behind = behindText(other, choice.lead, isChinese)
  const how = {
    'asked-for': isChinese ? `${name} 是指定的模型。` : `${name} is the model that was asked for.`,
    'holdout-likelihood': isChinese
      ? `选用 ${name}：它对留出期的预测似然最高${behind}。`
      : `${name} was chosen: its predictive likelihood on the holdout is the highest${behind}.`,
    'history-likelihood': isChinese
      ? `选用 ${name}：没有留出期，它对历史的似然最高${behind}。`
      : `${name} was chosen: without a holdout, its likelihood of the history is the highest${behind}.`,
    'only-converged': isChinese
      ? `选用 ${name}：只有它的拟合收敛了。`
      : `${name} was chosen: no other fit converged.`,
  }[choice.reason]
  const score = holdout?.models[choice.model]
  if (holdout === null || score === undefined) {
    return [
      how,
      isChinese ? '它没有在没见过的日子上检验过。' : 'It was not tested on days that it had not seen.',
    ]
  }
  const miss = score.meanAbsoluteError.toFixed(3)
  const baseline = holdout.baseline.meanAbsoluteError.toFixed(3)
  const total = Math.round(score.expectedPurchases).toLocaleString('en-US')
  const actual = holdout.purchases.toLocaleString('en-US')
  return [
    how,
    isChinese
      ? `留出的 ${holdout.horizonDays} 天里它预计 ${total} 次购买，实际 ${actual} 次；每位客户平均差 ${miss} 次，照原频率推算差 ${baseline} 次。`
      : `In the ${holdout.horizonDays} days held out it expected ${total} purchases and ${actual} came; it misses by ${miss} a customer, the same rate as before by ${baseline}.`,
  ]
}

/** How far ahead of the next model; likelihoods that differ by less than 2 do not tell models apart. */
function behindText(other: string, lead: number | null, isChinese: boolean): string {
  if (other === '' || lead === null) return ''
  if (lead < 2)
    return isChinese ? `，不过与 ${other} 几乎分不出高下` : `, though hardly distinguishable from ${other}`
  const ahead = lead.toFixed(1)
  return isChinese ? `，比 ${other} 高 ${ahead}` : `, ${ahead} above ${other}`
}
