import { IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import { navigate } from '../../app/router.ts'
import { calibrationText, groupText, modelText, noteText, subjectText } from '../../locale/churnText.ts'
import { AccuracyTriple } from '../../ui/AccuracyTriple.tsx'
import { Button } from '../../ui/Button.tsx'
import { findingText } from '../../ui/Finding.tsx'
import { Page } from '../../ui/Page.tsx'
import { cardMetrics } from './cardMetrics.ts'
import css from './ModelCard.module.css'
import { featureName } from './words.ts'
import { printPage } from './printPage.ts'
import { verdictFinding, verdictSub, type Telling } from './sentences.ts'
import { accuracyOf } from './strip.ts'

const TOP_FEATURES = 5

/** The model on one printable page: what it is, how good, where it ends, and what it may be used for. */
export function ModelCard({
  telling,
  project,
}: {
  readonly telling: Telling
  readonly project: ProjectSummary
}) {
  const { t, format, summary } = telling
  const everybody: Telling = { ...telling, view: 'all' }
  const { source } = summary.params
  const days = (list: readonly number[]) =>
    list.length === 0 ? t('churn.cardFolds') : list.map((day) => format.date(day)).join(' · ')
  const definition: readonly (readonly [string, string])[] = [
    [t('churn.cardProject'), project.name],
    [t('churn.cardTrained'), format.dateTime(wallMinutes(summary.trainedAtMs) * 60)],
    ...(source.kind === 'history'
      ? ([
          [t('churn.cardHorizon'), t('churn.subHorizon', { days: format.days(summary.horizonDays) })],
          [
            t('churn.cardAlive'),
            [
              ...(source.alive.purchases ? [t('churn.aliveOrders')] : []),
              ...source.alive.events.map((name) => subjectText(name, format.language)),
            ].join(' · '),
          ],
          [t('churn.cardTrainDays'), days(summary.trainDays)],
          [t('churn.cardValidationDays'), days(summary.validationDays)],
          [t('churn.testDay'), format.date(summary.testDay)],
        ] as const)
      : ([
          [
            t('churn.cardHorizon'),
            source.positive === null
              ? t('churn.subLabel', { attribute: source.attribute })
              : t('churn.subLabelValue', { attribute: source.attribute, value: source.positive }),
          ],
          [t('churn.cardTrainDays'), t('churn.cardFolds')],
        ] as const)),
  ]
  const model: readonly (readonly [string, string])[] = [
    [t('churn.cardKind'), modelText(summary.model, format.language)],
    [t('churn.cardCalibration'), calibrationText(summary.calibration, format.language)],
    [t('churn.cardRows'), format.countFull(summary.nTrainRows)],
    [
      t('churn.cardFeatures'),
      [
        format.countFull(summary.nFeatures),
        ...summary.importanceByGroup.slice(0, 4).map(({ group }) => groupText(group, format.language)),
      ].join(' · '),
    ],
    [
      t('churn.cardTop'),
      summary.importance
        .slice(0, TOP_FEATURES)
        .map((one) => `${featureName(one, format)} ${format.share(one.share)}`)
        .join(' · ') || '—',
    ],
    [
      t('churn.cardSeed'),
      t('churn.statusEngine', { version: summary.engineVersion, seed: String(summary.params.seed) }),
    ],
  ]
  return (
    <Page
      title={t('churn.cardTitle')}
      actions={
        <>
          <Button onClick={() => navigate('churn')}>{t('churn.cardBack')}</Button>
          <Button kind="filled" icon={<IconPrinter size={16} stroke={1.5} />} onClick={printPage}>
            {t('churn.cardPrint')}
          </Button>
        </>
      }
    >
      <article className={css.card} data-print>
        <header>
          <h2 className={css.title}>
            {t('churn.cardTitle')} · {project.name}
          </h2>
          <p className={css.finding}>{findingText(verdictFinding(everybody), format.language)}</p>
          <p className={css.quiet}>{verdictSub(everybody).join(' · ')}</p>
        </header>
        <div className={css.columns}>
          <Section title={t('churn.cardDefinition')}>
            <Pairs rows={definition} />
          </Section>
          <Section title={t('churn.cardModel')}>
            <Pairs rows={model} />
          </Section>
        </div>
        <Section title={t('churn.cardMetrics')}>
          <AccuracyTriple {...accuracyOf(everybody)} />
          <Metrics telling={telling} />
        </Section>
        <div className={css.columns}>
          <Section title={t('churn.cardLimits')}>
            <List
              items={[
                ...summary.notes.map((note) => noteText(note, format)),
                t('churn.cardLimitTime'),
                t('churn.cardLimitCause'),
                ...(summary.recent ? [t('churn.cardLimitRecent')] : []),
              ]}
            />
          </Section>
          <Section title={t('churn.cardUse')}>
            <List items={[t('churn.cardUseFor'), t('churn.cardUseNot'), t('churn.cardUseWho')]} />
          </Section>
        </div>
      </article>
    </Page>
  )
}

/** Minutes since 1970 on the clock of the person who reads. */
const wallMinutes = (ms: number) => Math.floor(ms / 60_000) - new Date(ms).getTimezoneOffset()

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Pairs({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className={css.pairs}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

function Metrics({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  const views = summary.recent ? (['all', 'recent'] as const) : (['all'] as const)
  const columns = views.map((view) => cardMetrics({ ...telling, view }))
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('churn.cardMetric')}</th>
          {views.map((view) => (
            <th key={view} scope="col" className={css.number}>
              {view === 'all'
                ? t('churn.viewAll')
                : t('churn.viewRecent', { days: format.days(summary.recentDays) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(columns[0] ?? []).map((row, i) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {columns.map((column, c) => (
              <td key={c} className={css.number}>
                {column[i]?.value}
                {column[i]?.baseline !== undefined && <small>{column[i].baseline}</small>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
