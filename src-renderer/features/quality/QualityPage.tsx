import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import type { Output } from '../../../shared/contract/api.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { useSession } from '../../app/session.ts'
import { treatmentText, warningText } from '../../locale/codeText.ts'
import { useT, type Translate } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel, Skeleton } from '../../ui/Panel.tsx'
import { sourced, type Sourced } from '../../ui/provenance.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { BooksBar } from './BooksBar.tsx'
import { booksOf, reasonsOf, standing, treatmentsOf, type Books } from './books.ts'
import { ImportList } from './ImportList.tsx'
import css from './Quality.module.css'
import { ReasonTable } from './ReasonTable.tsx'
import { useQuality } from './useQuality.ts'

/** Is anything lost? Where every row went, why, and what was done to those that came in. */
export function QualityPage() {
  const t = useT()
  const format = useFormat()
  const state = useQuality()
  const nCustomers = useSession((session) => session.project?.nCustomers ?? 0)
  if (state.kind === 'ready' && state.quality.reports.length === 0) {
    return (
      <Page title={t('quality.title')}>
        <EmptyState
          centre
          title={t('quality.emptyTitle')}
          why={t('quality.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('quality.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const books = state.kind === 'ready' ? booksOf(state.quality.reports) : null
  return (
    <Page
      title={t('quality.title')}
      actions={
        <Button kind="filled" onClick={() => navigate('import')}>
          {t('quality.addImport')}
        </Button>
      }
      finding={books ? qualityFinding(books, t, format) : undefined}
      sub={
        books && state.kind === 'ready'
          ? [
              t('quality.subImports', { n: format.countFull(standing(state.quality.reports).length) }),
              ...(books.firstDay === null
                ? []
                : [
                    t('quality.subPeriod', {
                      from: format.date(books.firstDay),
                      to: format.date(books.lastDay),
                    }),
                  ]),
              t('quality.subCustomers', { n: format.countFull(nCustomers) }),
            ]
          : undefined
      }
      statusRight={t('quality.status', { version: ENGINE_VERSIONS.ingest })}
    >
      {state.kind === 'failed' && <ErrorState error={state.error} />}
      {state.kind === 'loading' && <Skeleton />}
      {state.kind === 'ready' && books && <Content quality={state.quality} books={books} />}
    </Page>
  )
}

function Content({ quality, books }: { quality: Output<'import.quality'>; books: Books }) {
  const t = useT()
  const format = useFormat()
  const treatments = treatmentsOf(quality.reports)
  return (
    <div className={css.page}>
      <Panel title={t('quality.barTitle')} sub={t('quality.barSub')}>
        <BooksBar books={books} />
      </Panel>
      {quality.warnings.length > 0 && (
        <Panel title={t('quality.warningsTitle')}>
          <div className={css.warnings}>
            {quality.warnings.map((warning, i) => (
              <Notice key={i}>{warningText(warning, format)}</Notice>
            ))}
          </div>
        </Panel>
      )}
      <div className={css.grid}>
        <ReasonTable reasons={reasonsOf(quality.reports)} />
        <Panel title={t('quality.treatedTitle')} sub={t('quality.treatedSub')}>
          {treatments.length === 0 ? (
            <p className={css.quiet}>{t('quality.nothingTreated')}</p>
          ) : (
            <ul className={css.treated}>
              {treatments.map(({ code, rows }) => (
                <li key={code}>{treatmentText(code, rows, format)}</li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
      <ImportList reports={quality.reports} />
    </div>
  )
}

function qualityFinding(books: Books, t: Translate, format: Format): FindingText {
  const part = (name: string, n: number): Sourced =>
    sourced(format.countFull(n), {
      title: t('quality.provPart', { name, n: format.countFull(n) }),
      formula: t('quality.provReadFormula'),
      engine: t('quality.engine', { version: ENGINE_VERSIONS.ingest }),
    })
  const read = sourced(format.countFull(books.read), {
    title: t('quality.provRead', { n: format.countFull(books.read) }),
    formula: t('quality.provReadFormula'),
    engine: t('quality.engine', { version: ENGINE_VERSIONS.ingest }),
  })
  if (books.read === 0) return finding('quality.findingUndone')
  if (books.read === books.accepted) return finding('quality.findingClean', { read })
  return finding('quality.findingAll', {
    read,
    ok: part(t('quality.accepted'), books.accepted),
    bad: part(t('quality.rejected'), books.rejected),
    dup: part(t('quality.duplicate'), books.duplicate),
    blank: part(t('quality.blank'), books.blank),
  })
}
