import { isoFromDay } from '../../shared/contract/calendar.ts'
import type { ChurnBaseline, ChurnEstimate, ChurnSummary, ChurnVerdict } from '../../shared/contract/churn.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { alignedTable, grouped, type Both } from './text.ts'

/** Unrounded, days as dates, money in units. */
export function churnJson(summary: ChurnSummary, rowsWritten: number | null): Record<string, unknown> {
  const iso = (day: number | null): string | null => (day === null ? null : isoFromDay(day))
  const { scored, signals } = summary
  return {
    model: summary.model,
    horizonDays: summary.horizonDays,
    asOf: iso(scored.asOfDay),
    testDay: iso(summary.testDay),
    trainDays: summary.trainDays.map(isoFromDay),
    validationDays: summary.validationDays.map(isoFromDay),
    engineVersion: summary.engineVersion,
    calibration: summary.calibration,
    candidates: summary.candidates,
    features: summary.nFeatures,
    trainRows: summary.nTrainRows,
    conclusion: summary.conclusion,
    test: verdictJson(summary.all),
    recentTest: summary.recent === null ? null : verdictJson(summary.recent),
    recentDays: summary.recentDays,
    baselines: baselinesJson(summary.baselines),
    recentBaselines: baselinesJson(summary.recentBaselines),
    testDays: summary.drift.map(({ testDay, recent, ...point }) => ({
      testDay: isoFromDay(testDay),
      ...point,
      recent,
    })),
    meanAuc: mean(summary.drift.map(({ auc }) => auc.value)),
    meanRecencyAuc: mean(summary.drift.map(({ recencyAuc }) => recencyAuc)),
    meanRecentAuc: mean(summary.drift.map(({ recent }) => recent?.auc ?? null)),
    meanRecentRecencyAuc: mean(summary.drift.map(({ recent }) => recent?.recencyAuc ?? null)),
    importance: summary.importance.map(({ key, group, share }) => ({ key, group, share })),
    signals,
    levels: summary.levels,
    scored: {
      customers: scored.customers,
      low: scored.byLevel[0],
      medium: scored.byLevel[1],
      high: scored.byLevel[2],
      expectedLeavers: scored.expectedLeavers,
      valueAtRisk: scored.valueAtRiskMinor / MINOR_PER_UNIT,
      newlyHigh: scored.newlyHigh,
    },
    notes: summary.notes,
    elapsedMs: summary.elapsedMs,
    ...(rowsWritten === null ? {} : { rowsWritten }),
  }
}

function verdictJson(verdict: ChurnVerdict): Record<string, unknown> {
  const interval = ({ low, high }: ChurnEstimate): [number | null, number | null] => [low, high]
  return {
    customers: verdict.customers,
    churned: verdict.churned,
    baseRate: verdict.baseRate,
    majorityAccuracy: verdict.majorityAccuracy,
    accuracy: verdict.accuracy.value,
    auc: verdict.auc.value,
    prAuc: verdict.prAuc.value,
    brier: verdict.brier.value,
    logLoss: verdict.logLoss.value,
    topDecileLift: verdict.topDecileLift.value,
    aucGainOverRecency: verdict.aucGainOverRecency?.value ?? null,
    intervals: {
      accuracy: interval(verdict.accuracy),
      accuracyGain: interval(verdict.accuracyGain),
      auc: interval(verdict.auc),
      prAuc: interval(verdict.prAuc),
      brier: interval(verdict.brier),
      logLoss: interval(verdict.logLoss),
      topDecileLift: interval(verdict.topDecileLift),
      aucGainOverRecency: verdict.aucGainOverRecency === null ? null : interval(verdict.aucGainOverRecency),
    },
    deciles: {
      lift: [...verdict.deciles.lift],
      gain: [...verdict.deciles.gain],
      customers: [...verdict.deciles.customers],
    },
    calibration: {
      predicted: [...verdict.calibration.predicted],
      observed: [...verdict.calibration.observed],
      customers: [...verdict.calibration.customers],
    },
  }
}

function baselinesJson(baselines: readonly ChurnBaseline[]): Record<string, unknown> {
  return Object.fromEntries(baselines.map(({ key, ...figures }) => [key, figures]))
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

const CONCLUSION: Readonly<Record<ChurnSummary['conclusion'], Both>> = {
  better: { 'zh-CN': '模型比基线强。', en: 'The model is better than its baselines.' },
  unclear: {
    'zh-CN': '还说不准模型是否比基线强：区间跨过了 0。',
    en: 'It is not certain that the model is better than its baselines: the interval spans 0.',
  },
  'not-better': {
    'zh-CN': '这个模型不比基线强，不要拿它花钱。',
    en: 'This model is no better than its baselines; do not spend money on it.',
  },
}

/** The verdict for a terminal: every figure with its baseline. */
export function describeChurn(summary: ChurnSummary, language: TerminalLanguage, currency: string): string {
  const isChinese = language === 'zh-CN'
  const { all, recent, scored } = summary
  const day = (value: number | null): string => (value === null ? '—' : isoFromDay(value))
  const head = [
    summary.horizonDays === null
      ? isChinese
        ? `模型 ${summary.model}，标签列交叉验证，${grouped(all.customers)} 位客户`
        : `model ${summary.model}, cross-validated on the label column, ${grouped(all.customers)} customers`
      : isChinese
        ? `模型 ${summary.model}，流失 = ${summary.horizonDays} 天内没有再来；在 ${day(summary.testDay)} 上检验，训练只用此前已有结果的日子`
        : `model ${summary.model}, churned = not back within ${summary.horizonDays} days; tested on ${day(summary.testDay)}, trained on days whose outcome was known by then`,
    CONCLUSION[summary.conclusion][language],
  ]
  const columns = isChinese
    ? [
        '',
        '客户',
        '流失率',
        '准确率',
        '全猜多数',
        'AUC',
        '最近一次购买 AUC',
        'PR-AUC',
        'Brier',
        '首十分位提升',
      ]
    : [
        '',
        'customers',
        'base rate',
        'accuracy',
        'majority',
        'AUC',
        'recency AUC',
        'PR-AUC',
        'Brier',
        'top-decile lift',
      ]
  const row = (name: string, verdict: ChurnVerdict, baselines: readonly ChurnBaseline[]): string[] => [
    name,
    grouped(verdict.customers),
    percent(verdict.baseRate),
    percent(verdict.accuracy.value),
    percent(verdict.majorityAccuracy),
    withInterval(verdict.auc),
    three(baselines.find(({ key }) => key === 'recency')?.auc ?? null),
    three(verdict.prAuc.value),
    three(verdict.brier.value),
    verdict.topDecileLift.value === null ? '—' : `${verdict.topDecileLift.value.toFixed(1)}×`,
  ]
  const rows = [row(isChinese ? '全部' : 'all', all, summary.baselines)]
  if (recent !== null) {
    const name = isChinese
      ? `近 ${summary.recentDays} 天买过`
      : `bought in the last ${summary.recentDays} days`
    rows.push(row(name, recent, summary.recentBaselines))
  }
  const [low, medium, high] = scored.byLevel
  const money = `${grouped(Math.round(scored.valueAtRiskMinor / MINOR_PER_UNIT))} ${currency}`
  const tail = isChinese
    ? `截至 ${day(scored.asOfDay)}：高风险 ${grouped(high)} 位，中 ${grouped(medium)} 位，低 ${grouped(low)} 位；风险中的年消费约 ${money}`
    : `as of ${day(scored.asOfDay)}: ${grouped(high)} at high risk, ${grouped(medium)} medium, ${grouped(low)} low; about ${money} of yearly spend at risk`
  return [...head, alignedTable([columns, ...rows], [1, 2, 3, 4, 5, 6, 7, 8, 9]), tail].join('\n')
}

function percent(value: number | null): string {
  return value === null ? '—' : `${(100 * value).toFixed(1)}%`
}

function three(value: number | null): string {
  return value === null ? '—' : value.toFixed(3)
}

function withInterval({ value, low, high }: ChurnEstimate): string {
  return low === null || high === null ? three(value) : `${three(value)} (${three(low)}–${three(high)})`
}
