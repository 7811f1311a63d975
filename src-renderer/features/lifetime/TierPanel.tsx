import { useEffect, useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { LifetimeEconomics, LifetimeTiers } from '../../../shared/contract/lifetime.ts'
import { BUILT_IN_SCHEMES } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { Choice } from '../../ui/Choice.tsx'
import { cx } from '../../ui/cx.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import css from './Lifetime.module.css'
import type { Telling } from './sentences.ts'

type Scheme = (typeof BUILT_IN_SCHEMES)[number]

interface TierPanelProps {
  readonly client: RpcClient
  readonly runId: string
  readonly economics: LifetimeEconomics
  readonly telling: Telling
}

/** Which RFM tiers the future value is in. Values follow the levers; old figures stay until new ones come. */
export function TierPanel({ client, runId, economics, telling }: TierPanelProps) {
  const { t, format } = telling
  const [scheme, setScheme] = useState<Scheme>('mean8')
  const [tiers, setTiers] = useState<LifetimeTiers | null>(null)
  const [failure, setFailure] = useState<AppErrorData | null>(null)
  useEffect(() => {
    let isWanted = true
    client.call('lifetime.tiers', { runId, economics, scheme }).then(
      (found) => {
        if (!isWanted) return
        setTiers(found)
        setFailure(null)
      },
      (thrown: unknown) => {
        if (isWanted) setFailure(AppError.from(thrown).toData())
      },
    )
    return () => {
      isWanted = false
    }
  }, [client, runId, economics, scheme])
  if (failure !== null)
    return (
      <Panel title={t('lifetime.tierTitleNone')}>
        <ErrorState error={failure} />
      </Panel>
    )
  if (tiers === null) return <Panel title={t('lifetime.tierTitleNone')} state={{ kind: 'first' }} />
  const rows = tierRows(tiers, telling)
  const total = rows.reduce((sum, row) => sum + row.valueMinor, 0)
  const best = rows.toSorted((a, b) => b.valueMinor - a.valueMinor)[0]
  const title =
    best === undefined || total <= 0
      ? t('lifetime.tierTitleNone')
      : t('lifetime.tierTitle', { tier: best.name, share: format.share(best.valueMinor / total) })
  const schemes: Readonly<Record<Scheme, string>> = {
    mean8: t('lifetime.schemeMean8'),
    median8: t('lifetime.schemeMedian8'),
    segments11: t('lifetime.schemeSegments11'),
    tercile: t('lifetime.schemeTercile'),
  }
  const currency = format.currencySign
  const money = (value: number) => format.decimal(value, 0)
  const table: ChartTable = {
    columns: [
      { label: t('lifetime.colTier') },
      { label: t('lifetime.colCustomers'), format: format.countFull },
      { label: t('lifetime.colPast', { currency }), format: money },
      { label: t('lifetime.colFuture', { currency }), format: money },
      { label: t('lifetime.colShare'), format: format.share },
      { label: t('lifetime.colEach', { currency }), format: money },
      { label: t('lifetime.colActive'), format: format.countFull },
    ],
    rows: rows.map((row) => [
      row.name,
      row.customers,
      row.pastSpendMinor / 100,
      row.valueMinor / 100,
      total > 0 ? row.valueMinor / total : null,
      row.customers > 0 ? row.valueMinor / row.customers / 100 : null,
      row.expectedActive,
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={title}
      sub={t('lifetime.tierSub', { day: format.date(tiers.asOfDay) })}
      name={title}
      table={table}
      fileName="lifetime-tiers"
      tools={
        <Choice
          quiet
          label={t('lifetime.tierScheme')}
          options={BUILT_IN_SCHEMES.map((value) => ({ value, label: schemes[value] }))}
          value={scheme}
          widthPx={168}
          onChange={setScheme}
        />
      }
    >
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
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td className={css.number}>{format.countFull(row.customers)}</td>
                <td className={css.number}>{format.moneyBare(row.pastSpendMinor)}</td>
                <td className={css.number}>{format.moneyBare(row.valueMinor)}</td>
                <td className={css.number}>
                  <span
                    className={css.share}
                    style={{ '--share': total > 0 ? row.valueMinor / total : 0 } as React.CSSProperties}
                  >
                    {format.share(total > 0 ? row.valueMinor / total : null)}
                  </span>
                </td>
                <td className={css.number}>
                  {format.moneyBare(row.customers > 0 ? row.valueMinor / row.customers : Number.NaN)}
                </td>
                <td className={css.number}>{format.countFull(row.expectedActive)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}

/** Tiers with somebody in them, and the customers of no tier last. */
function tierRows({ tiers, others }: LifetimeTiers, { t, format }: Telling) {
  return [
    ...tiers.map((tier) => ({ ...tier, name: format.language === 'en' ? tier.nameEn : tier.nameZh })),
    { ...others, key: '', name: t('lifetime.tierOthers') },
  ].filter(({ customers }) => customers > 0)
}
