import { useMemo, useState } from 'react'
import { create } from 'zustand'
import { groupText } from '../../locale/churnText.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import type { ChartTable } from '../../ui/chartTable.ts'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Choice } from '../../ui/Choice.tsx'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { BarList, type BarRow } from './BarList.tsx'
import { partialOption, partialTable } from './charts/partial.ts'
import css from './Panels.module.css'
import type { Telling } from './sentences.ts'
import { featureName } from './words.ts'

const MOST_ROWS = 10

/** The feature whose curve is shown; null = the first that has one. */
const useChosen = create<{ readonly key: string | null }>(() => ({ key: null }))

/** What the model looks at: features, or their kinds together. */
export function ImportancePanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  const [by, setBy] = useState<'feature' | 'group'>('feature')
  const key = useChosen((state) => state.key)
  const rows: BarRow[] = (
    by === 'feature'
      ? summary.importance.map((one) => ({ key: one.key, name: featureName(one, format), share: one.share }))
      : summary.importanceByGroup.map((one) => ({
          key: one.group,
          name: groupText(one.group, format.language),
          share: one.share,
        }))
  ).map(({ share, ...row }) => ({ ...row, value: share, text: format.share(share) }))
  const table: ChartTable = {
    columns: [
      { label: by === 'feature' ? t('churn.feature') : t('churn.group') },
      { label: t('churn.shareColumn'), format: format.share },
    ],
    rows: rows.map((row) => [row.name, row.value]),
  }
  if (summary.importance.length === 0) {
    return (
      <Panel title={t('churn.importanceTitle')}>
        <p className={css.quiet}>{t('churn.importanceNone')}</p>
      </Panel>
    )
  }
  const withCurve = new Set(summary.partial.map((one) => one.key))
  return (
    <FigurePanel
      drawn={false}
      title={t('churn.importanceTitle')}
      sub={by === 'feature' ? t('churn.importanceSub') : t('churn.importanceSubGroup')}
      name={t('churn.importanceTitle')}
      fileName="churn-importance"
      table={table}
      tools={
        <Segmented
          label={t('churn.importanceLabel')}
          options={[
            { value: 'feature', label: t('churn.byFeature') },
            { value: 'group', label: t('churn.byGroup') },
          ]}
          value={by}
          onChange={setBy}
        />
      }
    >
      <BarList
        label={t('churn.importanceTitle')}
        rows={rows.slice(0, MOST_ROWS)}
        {...(by === 'feature' && {
          chosen: key ?? summary.partial[0]?.key ?? null,
          onChoose: (next: string) => useChosen.setState({ key: next }),
          canChoose: (one: string) => withCurve.has(one),
        })}
      />
    </FigurePanel>
  )
}

/** How one feature acts, the others as they are. */
export function PartialPanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  const tokens = useChartTokens()
  const key = useChosen((state) => state.key)
  const partial = summary.partial.find((one) => one.key === key) ?? summary.partial[0] ?? null
  const name = partial ? featureName(partial, format) : ''
  const option = useMemo(
    () => (partial ? partialOption(partial, name, tokens, { t, format }) : {}),
    [partial, name, tokens, t, format],
  )
  const table = useMemo(
    () => (partial ? partialTable(partial, name, { t, format }) : { columns: [], rows: [] }),
    [partial, name, t, format],
  )
  if (!partial) {
    return (
      <Panel title={t('churn.partialTitle')}>
        <p className={css.quiet}>{t('churn.partialNone')}</p>
      </Panel>
    )
  }
  return (
    <ChartPanel
      title={t('churn.partialTitle')}
      sub={t('churn.partialSub')}
      name={`${t('churn.partialTitle')}: ${name}`}
      tools={
        <Choice
          quiet
          label={t('churn.partialChoice')}
          options={summary.partial.map((one) => ({ value: one.key, label: featureName(one, format) }))}
          value={partial.key}
          widthPx={230}
          onChange={(next) => useChosen.setState({ key: next })}
        />
      }
      option={option}
      table={table}
      heightPx={250}
      fileName={`churn-partial-${partial.key}`}
    />
  )
}
