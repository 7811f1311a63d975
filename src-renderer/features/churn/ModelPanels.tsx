import { baselineText, modelText, noteText } from '../../locale/churnText.ts'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { baselinesOf, isGrave, verdictOf } from './conclusions.ts'
import css from './Panels.module.css'
import { percent, type Telling } from './sentences.ts'

/** The model beside ways that need none, on the same customers. */
export function BaselinePanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary, view } = telling
  const verdict = verdictOf(summary, view)
  const rows = [
    {
      key: 'model',
      name: t('churn.thisModel'),
      accuracy: verdict.accuracy.value,
      auc: verdict.auc.value,
      prAuc: verdict.prAuc.value,
      brier: verdict.brier.value,
      logLoss: verdict.logLoss.value,
      lift: verdict.topDecileLift.value,
    },
    ...baselinesOf(summary, view).map((one) => ({
      ...one,
      name: baselineText(one.key, format.language),
      lift: one.topDecileLift,
    })),
  ]
  return (
    <Panel title={t('churn.baselinesTitle')} sub={t('churn.baselinesSub')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('churn.method')}</th>
              {[t('common.accuracy'), 'AUC', 'PR-AUC', 'Brier', t('churn.logLoss'), t('churn.liftShort')].map(
                (name) => (
                  <th key={name} scope="col" className={css.number}>
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={cx(row.key === 'model' ? css.own : css.other)}>
                <th scope="row">{row.name}</th>
                <td className={css.number}>{percent(row.accuracy, format)}</td>
                <td className={css.number}>{format.score(row.auc)}</td>
                <td className={css.number}>{format.score(row.prAuc)}</td>
                <td className={css.number}>{format.score(row.brier)}</td>
                <td className={css.number}>{format.score(row.logLoss)}</td>
                <td className={css.number}>{format.times(row.lift)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** Which kinds were tried, and which was taken before anybody looked at the test day. */
export function CandidatePanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  return (
    <Panel title={t('churn.candidatesTitle')} sub={t('churn.candidatesSub')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('churn.candidate')}</th>
              <th scope="col" className={css.number}>
                AUC
              </th>
              <th scope="col" className={css.number}>
                {t('churn.logLoss')}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.candidates.map((one) => (
              <tr key={one.model} className={cx(one.chosen ? css.own : css.other)}>
                <th scope="row">
                  {modelText(one.model, format.language)}{' '}
                  {one.chosen && <Tag tone="accent">{t('churn.chosen')}</Tag>}
                </th>
                <td className={css.number}>{format.score(one.auc)}</td>
                <td className={css.number}>{format.score(one.logLoss)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** What is good to know about the data; the grave ones stand on top of the page. */
export function NotesPanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  const notes = summary.notes.filter((note) => !isGrave(note))
  if (notes.length === 0) return null
  return (
    <Panel title={t('churn.notesTitle')}>
      <ul className={css.notes}>
        {notes.map((note) => (
          <li key={note.code}>{noteText(note, format)}</li>
        ))}
      </ul>
    </Panel>
  )
}
