import { useMemo } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { closeCustomer, useSession } from '../../app/session.ts'
import { fieldText } from '../../locale/codeText.ts'
import { useT } from '../../locale/t.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip, type StripNumber } from '../../ui/NumberStrip.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { sourced } from '../../ui/provenance.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { ChurnPanel } from './ChurnPanel.tsx'
import css from './CustomerDrawer.module.css'
import { EventLanes } from './EventLanes.tsx'
import { EventList } from './EventList.tsx'
import { LifetimePanel } from './LifetimePanel.tsx'
import { monthsOption, monthStarts } from './monthsOption.ts'
import { useDetail } from './useDetail.ts'

/** One customer: what is known, the rhythm, spend by month, events over time and each with its source line. Esc goes back. */
export function CustomerDrawer() {
  const t = useT()
  const opened = useSession((state) => state.customerId !== null)
  const state = useDetail()
  const title =
    state.kind === 'ready' ? t('customer.title', { key: state.detail.customerKey }) : t('customer.loading')
  return (
    <Drawer opened={opened} onClose={closeCustomer} title={title}>
      {state.kind === 'failed' && <ErrorState error={state.error} />}
      {state.kind === 'loading' && <Skeleton />}
      {state.kind === 'ready' && <Detail detail={state.detail} />}
    </Drawer>
  )
}

function Detail({ detail }: { detail: CustomerDetail }) {
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const option = useMemo(
    () => monthsOption(detail.monthlyMinor, detail.asOfDay, tokens, format),
    [detail, tokens, format],
  )
  const table = useMemo(
    () => ({
      columns: [
        { label: t('customer.month') },
        {
          label: t('customer.money'),
          unit: format.currencySign,
          format: (value: number) => format.decimal(value, 2),
        },
      ],
      rows: monthStarts(detail.asOfDay, detail.monthlyMinor.length).map((day, i) => [
        format.month(day),
        (detail.monthlyMinor[i] ?? 0) / 100,
      ]),
    }),
    [detail, t, format],
  )
  const facts = [
    ...(detail.lastOrderDay === null
      ? []
      : [t('customer.sinceLast', { days: format.countFull(detail.asOfDay - detail.lastOrderDay) })]),
    ...(detail.firstDay === null ? [] : [t('customer.firstSeen', { day: format.date(detail.firstDay) })]),
    ...(detail.nRefunds > 0 ? [t('customer.refunds', { n: format.countFull(detail.nRefunds) })] : []),
    ...(detail.gapDays === null ? [t('customer.noRhythm')] : []),
  ]
  return (
    <div className={css.detail}>
      <p className={css.facts}>{facts.join(' · ')}</p>
      <NumberStrip
        label={t('customer.title', { key: detail.customerKey })}
        items={strip(detail, t, format)}
      />
      <ChurnPanel detail={detail} />
      <ChartPanel
        title={t('customer.monthsTitle')}
        sub={t('customer.monthsSub', { day: format.date(detail.asOfDay) })}
        name={t('customer.monthsTitle')}
        option={option}
        table={table}
        heightPx={140}
        fileName={`customer-${detail.customerKey}`}
      />
      <EventLanes detail={detail} />
      <LifetimePanel detail={detail} />
      <EventList detail={detail} />
      {detail.topProducts.length > 0 && (
        <section>
          <h3 className={css.head}>{t('customer.productsTitle')}</h3>
          <dl className={css.pairs}>
            {detail.topProducts.map((one) => (
              <div key={one.product}>
                <dt>{one.product}</dt>
                <dd>
                  {t('customer.productLine', {
                    n: format.countFull(one.orders),
                    day: format.date(one.lastDay),
                  })}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {detail.attributes.length > 0 && (
        <section>
          <h3 className={css.head}>{t('customer.attributesTitle')}</h3>
          <dl className={css.pairs}>
            {detail.attributes.map((one) => (
              <div key={one.name}>
                <dt>{fieldText(one.name, format.language)}</dt>
                <dd>{one.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}

function strip(
  detail: CustomerDetail,
  t: ReturnType<typeof useT>,
  format: ReturnType<typeof useFormat>,
): readonly StripNumber[] {
  const from = (title: string, formula: string) => ({
    title,
    formula,
    asOf: t('customer.asOf', { day: format.date(detail.asOfDay) }),
    engine: `ledger ${ENGINE_VERSIONS.ledger}`,
  })
  const money = format.moneyFull(detail.netMinor)
  const orders = format.countFull(detail.nOrders)
  const average = format.unitCost(detail.averageOrderMinor)
  const items: StripNumber[] = [
    {
      label: t('customer.spend'),
      value: sourced(
        format.money(detail.netMinor),
        from(t('customer.provSpend', { money }), t('customer.provSpendFormula')),
      ),
    },
    {
      label: t('customer.orders'),
      value: sourced(orders, from(t('customer.provOrders', { n: orders }), t('customer.provOrdersFormula'))),
    },
    {
      label: t('customer.average'),
      value: sourced(
        average,
        from(t('customer.provAverage', { money: average }), t('customer.provAverageFormula')),
      ),
    },
  ]
  if (detail.gapDays !== null) {
    const days = format.days(detail.gapDays)
    items.push({
      label: t('customer.rhythm'),
      value: sourced(
        t('customer.rhythmDays', { days }),
        from(t('customer.provRhythm', { days }), t('customer.provRhythmFormula')),
      ),
    })
  }
  if (detail.overdue !== null) {
    const times = format.times(detail.overdue)
    items.push({
      label: t('customer.late'),
      value: sourced(times, from(t('customer.provLate', { times }), t('customer.provLateFormula'))),
    })
  }
  return items
}
