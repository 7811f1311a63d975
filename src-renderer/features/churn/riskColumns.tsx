import type { ChurnSort } from '../../../shared/contract/churnRisks.ts'
import { adviceText } from '../../locale/churnText.ts'
import { reasonWords } from '../../locale/reasonWords.ts'
import type { Translate } from '../../locale/t.ts'
import type { Format } from '../../ui/format.ts'
import { Spark } from '../../ui/Spark.tsx'
import { RiskBadge } from '../../ui/Tag.tsx'
import type { TableColumn } from '../../ui/tableTypes.ts'
import type { RiskRow } from './riskPages.ts'
import css from './RiskTable.module.css'
import { BADGES, levelWord } from './words.ts'

export type RiskColumn = ChurnSort | 'probability' | 'months' | 'reasons' | 'advice'

export function riskColumns(t: Translate, format: Format): readonly TableColumn<RiskRow, RiskColumn>[] {
  const currency = format.currencySign
  return [
    {
      key: 'customer',
      header: t('risk.colCustomer'),
      widthPx: 88,
      sortable: true,
      fixed: true,
      cell: (row) => <span className={css.key}>{row.customerKey}</span>,
    },
    {
      key: 'risk',
      header: t('risk.colLevel'),
      widthPx: 94,
      sortable: true,
      cell: (row) => <RiskBadge level={BADGES[row.level]} />,
    },
    {
      key: 'change',
      header: t('risk.colChange'),
      widthPx: 112,
      sortable: true,
      cell: (row) => <LevelChange row={row} t={t} />,
    },
    {
      key: 'probability',
      header: t('risk.colP'),
      widthPx: 134,
      align: 'right',
      cell: (row) => (
        <span className={css.p}>
          <b>{format.probability(row.pChurn)}</b>
          <span className={css.interval}>
            {row.pLow !== null && row.pHigh !== null && format.range(row.pLow, row.pHigh, format.probability)}
          </span>
        </span>
      ),
    },
    {
      key: 'reasons',
      header: t('risk.colReasons'),
      widthPx: 172,
      grow: 1,
      cell: (row) => {
        const text = row.reasons.map((reason) => reasonWords(reason, format)).join(t('common.separator'))
        return text === '' ? (
          <span className={css.quiet}>{t('risk.noReasons')}</span>
        ) : (
          <span title={text}>{text}</span>
        )
      },
    },
    {
      key: 'valueAtRisk',
      header: t('risk.colAtRisk', { currency }),
      widthPx: 108,
      align: 'right',
      sortable: true,
      cell: (row) => format.moneyBare(row.pChurn * row.valueMinor),
    },
    {
      key: 'value',
      header: t('risk.colValue', { currency }),
      widthPx: 84,
      align: 'right',
      sortable: true,
      cell: (row) => format.moneyBare(row.valueMinor),
    },
    {
      key: 'overdue',
      header: t('risk.colOverdue'),
      widthPx: 86,
      align: 'right',
      sortable: true,
      cell: (row) => format.times(row.overdue),
    },
    {
      key: 'recency',
      header: t('risk.colRecency'),
      widthPx: 90,
      align: 'right',
      sortable: true,
      cell: (row) => format.days(row.recencyDays),
    },
    {
      key: 'months',
      header: t('risk.colMonths'),
      widthPx: 96,
      cell: (row) => <Spark values={row.monthlyMinor} label={t('risk.colMonths')} />,
    },
    {
      key: 'advice',
      header: t('risk.colAdvice'),
      widthPx: 102,
      cell: (row) => adviceText(row.advice, format.language),
    },
  ]
}

function LevelChange({ row, t }: { readonly row: RiskRow; readonly t: Translate }) {
  const { level, levelBefore } = row
  if (levelBefore === null) return <span className={css.quiet}>{t('risk.changeNew')}</span>
  if (levelBefore === level) return <span className={css.quiet}>{t('risk.changeSame')}</span>
  const isUp = level > levelBefore
  return (
    <span>
      <span
        role="img"
        aria-label={isUp ? t('common.gain') : t('common.loss')}
        className={isUp ? css.worse : css.better}
      >
        {isUp ? '▲' : '▼'}
      </span>{' '}
      {t('risk.changeFrom', { level: levelWord(levelBefore, t).toLowerCase() })}
    </span>
  )
}
