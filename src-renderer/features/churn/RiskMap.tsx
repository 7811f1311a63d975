import type { ChurnMapCell } from '../../../shared/contract/churn.ts'
import { navigate } from '../../app/router.ts'
import { adviceText } from '../../locale/churnText.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { cx } from '../../ui/cx.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RiskBadge } from '../../ui/Tag.tsx'
import css from './Panels.module.css'
import { percent, pointsRange, type Telling } from './sentences.ts'
import { BADGES, levelWord, tierWord } from './words.ts'

const LEVELS = [2, 1, 0] as const
const TIERS = [0, 1, 2] as const
/** Risk by value: how many, what may leave with them, and whether a contact was ever seen to help. */
export function RiskMap({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  if (summary.map.length === 0) {
    return (
      <Panel title={t('churn.mapTitle')}>
        <p className={css.quiet}>{t('churn.mapNone')}</p>
      </Panel>
    )
  }
  const table: ChartTable = {
    columns: [
      { label: t('churn.level') },
      { label: t('churn.tier') },
      { label: t('churn.customers'), format: format.countFull },
      { label: t('churn.atRisk'), unit: format.currencySign, format: (value) => format.decimal(value, 0) },
      { label: t('churn.response'), format: (value) => format.decimal(value, 3) },
      { label: t('churn.low'), format: (value) => format.decimal(value, 3) },
      { label: t('churn.high'), format: (value) => format.decimal(value, 3) },
      { label: t('churn.advice') },
    ],
    rows: summary.map.map((cell) => [
      levelWord(cell.level, t),
      tierWord(cell.valueTier, t),
      cell.customers,
      cell.valueAtRiskMinor / 100,
      cell.response?.value ?? null,
      cell.response?.low ?? null,
      cell.response?.high ?? null,
      adviceText(cell.advice, format.language),
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={t('churn.mapTitle')}
      sub={t('churn.mapSub')}
      name={t('churn.mapTitle')}
      fileName="churn-map"
      table={table}
    >
      <table className={css.map}>
        <thead>
          <tr>
            <td />
            {TIERS.map((tier) => (
              <th key={tier} scope="col">
                {t('churn.mapTier', { tier: tierWord(tier, t) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LEVELS.map((level) => (
            <tr key={level}>
              <th scope="row">
                <RiskBadge level={BADGES[level]} />
              </th>
              {TIERS.map((tier) => (
                <td key={tier}>
                  <MapCell
                    cell={summary.map.find((one) => one.level === level && one.valueTier === tier)}
                    telling={telling}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FigurePanel>
  )
}

function MapCell({ cell, telling }: { readonly cell: ChurnMapCell | undefined; readonly telling: Telling }) {
  const { t, format } = telling
  if (!cell) return <span className={css.mapEmpty}>—</span>
  const money = format.money(cell.valueAtRiskMinor)
  const advice = adviceText(cell.advice, format.language)
  const { response } = cell
  return (
    <button
      type="button"
      className={cx(css.mapCell, css[cell.advice])}
      aria-label={t('churn.mapLabel', {
        level: levelWord(cell.level, t),
        tier: tierWord(cell.valueTier, t),
        n: format.countFull(cell.customers),
        money,
        advice,
      })}
      onClick={() => navigate('risk', { level: String(cell.level), tier: String(cell.valueTier) })}
    >
      <span className={css.mapHead}>
        <b>{t('churn.mapCount', { n: format.countFull(cell.customers) })}</b>
        <em>{advice}</em>
      </span>
      <span>{t('churn.mapAtRisk', { money })}</span>
      <span className={css.quiet}>
        {response
          ? t('churn.mapResponse', {
              value: percent(response.value, format),
              range: `${pointsRange(response, format)}%`,
            })
          : t('churn.mapNoResponse')}
      </span>
    </button>
  )
}
