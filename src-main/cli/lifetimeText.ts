import { isoFromDay } from '../../shared/contract/calendar.ts'
import type { LifetimeModel, LifetimeScore, LifetimeSummary } from '../../shared/contract/lifetime.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { choiceText, MODEL_NAMES, warningText } from '../../src-renderer/locale/lifetimeText.ts'
import { alignedTable, grouped } from './text.ts'

/** The run for a terminal: what was fitted, how it did, what it expects, what to beware of. */
export function describeLifetime(
  summary: LifetimeSummary,
  language: TerminalLanguage,
  currency: string,
): string {
  const isChinese = language === 'zh-CN'
  const { fit, spend, value, params, newCustomer } = summary
  const money = (minor: number): string => `${grouped(Math.round(minor / MINOR_PER_UNIT))} ${currency}`
  const day = isoFromDay(summary.predictionDay)
  const days = params.horizonDays
  const parameters = fit.parameters
    .map(({ name, value: v, standardError }) => `${name} ${digits(v)}${plusMinus(standardError)}`)
    .join(', ')
  const lines = [
    isChinese
      ? `截至 ${day}：客户 ${grouped(summary.customers)} 位，其中 ${grouped(summary.repeatCustomers)} 位复购过，共复购 ${grouped(summary.repeatPurchases)} 次`
      : `As of ${day}: ${grouped(summary.customers)} customers, ${grouped(summary.repeatCustomers)} of them bought again, ${grouped(summary.repeatPurchases)} repeat purchases`,
    `${MODEL_NAMES[summary.model]}: ${parameters}; ${isChinese ? '对数似然' : 'log likelihood'} ${fit.logLikelihood.toFixed(2)}`,
    ...(spend === null
      ? []
      : [
          `Gamma-Gamma: ${spend.parameters.map(({ name, value: v, standardError }) => `${name} ${digits(v)}${plusMinus(standardError)}`).join(', ')}`,
        ]),
    ...choiceText(summary, language),
    ...holdoutTable(summary, isChinese),
    isChinese
      ? `今后 ${days} 天：预计 ${grouped(Math.round(summary.expectedActive))} 位客户会再买，共 ${grouped(Math.round(summary.expectedPurchases))} 次；一位新客户预计再买 ${newCustomer.expectedPurchases.toFixed(2)} 次`
      : `In the next ${days} days: ${grouped(Math.round(summary.expectedActive))} customers are expected to buy, ${grouped(Math.round(summary.expectedPurchases))} times; a new customer ${newCustomer.expectedPurchases.toFixed(2)} times`,
    isChinese
      ? `今后 ${value.economics.horizonDays} 天的剩余价值：全部 ${money(value.totalMinor)}，最好的 20% 客户占 ${percent(value.concentration[20])}`
      : `Residual value over ${value.economics.horizonDays} days: ${money(value.totalMinor)} in all, ${percent(value.concentration[20])} of it with the best 20% of customers`,
    ...summary.warnings.map((warning) => `! ${warningText(warning, language)}`),
  ]
  return lines.join('\n')
}

function holdoutTable({ holdout }: LifetimeSummary, isChinese: boolean): string[] {
  if (holdout === null) return []
  const columns = isChinese
    ? ['模型', '留出期对数似然', '平均误差', '预计购买', '预计活跃', 'AUC']
    : ['model', 'holdout log likelihood', 'mean error', 'purchases', 'active', 'AUC']
  const row = (name: string, score: LifetimeScore): string[] => [
    name,
    score.logLikelihood === null ? '—' : score.logLikelihood.toFixed(1),
    score.meanAbsoluteError.toFixed(3),
    grouped(Math.round(score.expectedPurchases)),
    grouped(Math.round(score.expectedActive)),
    score.auc === null ? '—' : score.auc.toFixed(3),
  ]
  const models = Object.entries(holdout.models).map(([key, score]) =>
    row(MODEL_NAMES[key as LifetimeModel], score),
  )
  const actual = [
    isChinese ? '实际' : 'actual',
    '',
    '',
    grouped(holdout.purchases),
    grouped(holdout.active),
    '',
  ]
  const same = row(isChinese ? '照原频率' : 'same rate', holdout.baseline)
  return [alignedTable([columns, ...models, same, actual], [1, 2, 3, 4, 5])]
}

function digits(value: number): string {
  return value.toPrecision(4)
}

function plusMinus(standardError: number | null): string {
  return standardError === null ? '' : ` ± ${standardError.toPrecision(2)}`
}

function percent(share: number | undefined): string {
  return share === undefined ? '—' : `${(100 * share).toFixed(0)}%`
}
