import {
  LIFETIME_MODELS,
  type LifetimeScore,
  type LifetimeSummary,
} from '../../../shared/contract/lifetime.ts'
import { choiceText, MODEL_NAMES, warningText } from '../../locale/lifetimeText.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { cellText } from '../../ui/chartTable.ts'
import { cx } from '../../ui/cx.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Lifetime.module.css'
import type { Telling } from './sentences.ts'

interface ModelPanelProps {
  readonly summary: LifetimeSummary
  readonly telling: Telling
}

/** Models beside the plain baseline and what happened: first the models, then the baseline, last the truth. */
export function modelTable(summary: LifetimeSummary, { t, format }: Telling): ChartTable {
  const { holdout, calibrationFits } = summary
  const likelihood = (value: number) => format.decimal(value, 1)
  const row = (name: string, score: LifetimeScore | undefined, otherwise: number | null) => [
    name,
    score?.logLikelihood ?? otherwise,
    score?.meanAbsoluteError ?? null,
    score?.expectedPurchases ?? null,
    score?.expectedActive ?? null,
    score?.auc ?? null,
  ]
  const models = LIFETIME_MODELS.filter((model) => calibrationFits[model] !== undefined)
  return {
    columns: [
      { label: t('lifetime.colModel') },
      { label: t('lifetime.colLikelihood'), format: likelihood },
      { label: t('lifetime.colMae'), format: format.score },
      { label: t('lifetime.colExpected'), format: format.countFull },
      { label: t('lifetime.colExpectedActive'), format: format.countFull },
      { label: t('lifetime.colAuc'), format: format.score },
    ],
    rows: [
      ...models.map((model) =>
        row(
          MODEL_NAMES[model],
          holdout?.models[model],
          holdout === null ? (calibrationFits[model]?.logLikelihood ?? null) : null,
        ),
      ),
      ...(holdout === null
        ? []
        : [
            row(t('lifetime.rowBaseline'), holdout.baseline, null),
            [t('lifetime.rowActual'), null, null, holdout.purchases, holdout.active, null],
          ]),
    ],
  }
}

/** The check of the Gamma-Gamma model's assumption where it holds; where it fails a warning says so. */
function spendText({ checks, warnings }: LifetimeSummary, { t, format }: Telling): string | null {
  const found = checks.spendCorrelation
  if (found === null || warnings.some(({ code }) => code === 'spend-depends-on-frequency')) return null
  return t('lifetime.spendFine', {
    value: format.decimal(found.value, 2),
    range: format.rangeSigned(found.low, found.high, (value) => format.decimal(value, 2)),
  })
}

/** Why this model, how it did beside "same rate as before", and what to know before trusting it. */
export function ModelPanel({ summary, telling }: ModelPanelProps) {
  const { t, format } = telling
  const { language } = format
  const table = modelTable(summary, telling)
  const title = t('lifetime.modelTitle', { model: MODEL_NAMES[summary.model] })
  const independence = spendText(summary, telling)
  return (
    <FigurePanel
      drawn={false}
      title={title}
      sub={
        summary.holdout === null
          ? t('lifetime.modelSubNone')
          : t('lifetime.modelSub', { days: format.countFull(summary.holdout.horizonDays) })
      }
      name={title}
      table={table}
      fileName="lifetime-models"
    >
      <p className={css.verdict}>{choiceText(summary, language).join(language === 'en' ? ' ' : '')}</p>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {table.columns.map(({ label }, i) => (
                <th key={label} scope="col" className={cx(i > 0 && css.number)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([name, ...cells]) => (
              <tr key={name} className={cx(name === MODEL_NAMES[summary.model] && css.chosen)}>
                <th scope="row">{name}</th>
                {cells.map((cell, i) => (
                  <td key={i} className={css.number}>
                    {cellText(table.columns[i + 1], cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {independence !== null && <p className={css.fine}>{independence}</p>}
      {summary.warnings.length > 0 && (
        <div className={css.checks}>
          <Notice lead={t('lifetime.checksTitle')}>
            <span className={css.warnings}>
              {summary.warnings.map((warning) => (
                <span key={warning.code}>{warningText(warning, language)}</span>
              ))}
            </span>
          </Notice>
        </div>
      )}
    </FigurePanel>
  )
}
