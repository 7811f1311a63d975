import { reasonText, type ReasonFormatters } from '../../shared/analytics/features/reasonText.ts'
import { valueAtRisk, type Risks } from '../../shared/analytics/churn/risks.ts'
import type { ChurnMapCell } from '../../shared/contract/churn.ts'
import type { ChurnReason } from '../../shared/contract/features.ts'
import { plainMoney, type ExportStyle } from './analyticsExport.ts'

/** Reasons that stand in a list. */
export const EXPORTED_REASONS = 3

const LEVELS: Readonly<Record<ExportStyle['language'], readonly [string, string, string]>> = {
  'zh-CN': ['低', '中', '高'],
  en: ['low', 'medium', 'high'],
}

const ADVICE: Readonly<Record<ExportStyle['language'], Readonly<Record<ChurnMapCell['advice'], string>>>> = {
  'zh-CN': { recall: '召回', test: '先做对照试验', 'leave-alone': '不打扰', watch: '观察' },
  en: { recall: 'recall', test: 'test with a control group', 'leave-alone': 'leave alone', watch: 'watch' },
}

export function riskHeader({ language, currency }: ExportStyle): string[] {
  return language === 'zh-CN'
    ? [
        '客户',
        '流失概率',
        '区间下限',
        '区间上限',
        '风险',
        '此前风险',
        `近一年净消费 ${currency}`,
        `风险中的价值 ${currency}`,
        '距上次购买天数',
        '逾期倍数',
        '建议',
        '原因 1',
        '原因 2',
        '原因 3',
      ]
    : [
        'customer',
        'pChurn',
        'pChurn low',
        'pChurn high',
        'risk level',
        'risk level before',
        `net spend of the last year ${currency}`,
        `value at risk ${currency}`,
        'days since last order',
        'overdue',
        'advice',
        'reason 1',
        'reason 2',
        'reason 3',
      ]
}

/** One customer's row, plain digits. */
export function riskRow(
  risks: Risks,
  row: number,
  key: string,
  advice: ChurnMapCell['advice'],
  reasons: readonly ChurnReason[],
  style: ExportStyle,
  formatters: Partial<ReasonFormatters>,
): string[] {
  const level = LEVELS[style.language]
  const before = risks.levelBefore[row] ?? -1
  const recency = risks.recencyDays[row] ?? -1
  const overdue = risks.overdue[row] ?? Number.NaN
  const words = reasons.slice(0, EXPORTED_REASONS).map((one) => reasonText(one, style.language, formatters))
  return [
    key,
    digits(risks.pChurn[row]),
    digits(risks.pLow[row]),
    digits(risks.pHigh[row]),
    level[risks.level[row] ?? 0] ?? '',
    level[before] ?? '',
    plainMoney(risks.valueMinor[row] ?? 0),
    plainMoney(valueAtRisk(risks, row)),
    recency < 0 ? '' : String(recency),
    Number.isFinite(overdue) ? overdue.toFixed(2) : '',
    ADVICE[style.language][advice],
    ...Array.from({ length: EXPORTED_REASONS }, (_, k) => words[k] ?? ''),
  ]
}

function digits(p: number | undefined): string {
  return (p ?? 0).toFixed(6)
}
