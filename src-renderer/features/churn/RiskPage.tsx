import { useEffect, useMemo, useState } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate, replaceParams, useRoute } from '../../app/router.ts'
import { openCustomer, useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { exportRisk } from './exportRisk.ts'
import { churnJobs } from './jobs.ts'
import { riskFinding, riskStrip, riskSub } from './riskSentences.ts'
import { filterBy, filterOf, useRisk } from './riskStore.ts'
import { RiskTable } from './RiskTable.tsx'
import { enterProject, loadModel, score, shown, useChurn } from './store.ts'

/** Whom first: who may leave, what they are worth, and why. */
export function RiskPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const isBusy = useSession((state) => state.job !== null)
  const asOfDay = useAsOfDay()
  const { params } = useRoute()
  const model = useChurn((state) => state.model)
  const filter = useRisk((state) => state.filter)
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  useEffect(() => {
    enterProject(fileName, revision)
    if (client && fileName !== '') void loadModel(client)
  }, [client, fileName, revision])
  useEffect(() => {
    const wanted = filterOf(params)
    if (!wanted) return
    filterBy(wanted)
    replaceParams({})
  }, [params])

  const current = shown(model)?.current ?? null
  const summary = current?.summary ?? null
  useEffect(() => setSelected(new Set()), [filter, summary?.runId, summary?.scored.asOfDay])
  const telling = useMemo(() => (summary ? { t, format, summary } : null), [t, format, summary])
  const exportNow = useMemo(
    () => () => {
      if (telling) void attempt(() => exportRisk(telling.summary, filter, selected, telling))
    },
    [telling, filter, selected],
  )
  useCommands(
    'risk',
    useMemo<Command[]>(
      () =>
        telling ? [{ id: 'risk.export', title: 'risk.exportList', keys: 'Ctrl E', run: exportNow }] : [],
      [telling, exportNow],
    ),
  )

  if (!client || !telling || !summary) {
    const isLoading = !client || (shown(model) === null && model.kind !== 'failed')
    return (
      <Page title={t('risk.title')}>
        {isLoading ? (
          <Skeleton />
        ) : model.kind === 'failed' ? (
          <ErrorState error={model.error} onRetry={() => void loadModel(client)} />
        ) : (
          <EmptyState
            centre
            title={t('risk.emptyTitle')}
            why={t('risk.emptyWhy')}
            action={
              <Button kind="filled" onClick={() => navigate('churn')}>
                {t('risk.emptyAction')}
              </Button>
            }
            onSample={() => void attempt(openSample)}
          />
        )}
      </Page>
    )
  }
  const { scored } = summary
  const isOtherDay = scored.asOfDay !== null && asOfDay !== null && scored.asOfDay !== asOfDay
  const day = asOfDay ?? scored.asOfDay ?? 0
  return (
    <Page
      title={t('risk.title')}
      actions={
        <>
          <Button onClick={() => navigate('churn')}>{t('risk.seeModel')}</Button>
          <Button kind="filled" disabled={isBusy} onClick={exportNow}>
            {selected.size > 0
              ? t('risk.exportSelected', { n: format.countFull(selected.size) })
              : t('risk.exportList')}
          </Button>
        </>
      }
      finding={riskFinding(telling)}
      sub={riskSub(telling)}
      status={t('risk.statusList', { n: format.countFull(scored.customers) })}
      statusRight={t('churn.statusEngine', {
        version: summary.engineVersion,
        seed: String(summary.params.seed),
      })}
    >
      {model.kind === 'failed' && <ErrorState error={model.error} onRetry={() => void loadModel(client)} />}
      {(current?.isStale === true || isOtherDay) && (
        <Notice
          action={
            <Button
              kind="link"
              disabled={isBusy}
              onClick={() => void attempt(() => score(churnJobs(t), day))}
            >
              {current?.isStale === true
                ? t('churn.scoreAgain')
                : t('churn.scoreAsOf', { day: format.date(day) })}
            </Button>
          }
        >
          {current?.isStale === true
            ? t('churn.staleNotice')
            : t('churn.asOfNotice', { scored: format.date(scored.asOfDay), day: format.date(day) })}
        </Notice>
      )}
      <NumberStrip label={t('risk.title')} items={riskStrip(telling)} />
      <RiskTable
        client={client}
        summary={summary}
        selected={selected}
        onSelected={setSelected}
        onOpen={openCustomer}
      />
    </Page>
  )
}
