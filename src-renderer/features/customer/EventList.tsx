import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { useT } from '../../locale/t.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './CustomerDrawer.module.css'
import { eventTexts } from './eventTexts.ts'

/** Every event up to the as-of day, latest first, with the import and the line that it comes from. */
export function EventList({ detail }: { detail: CustomerDetail }) {
  const t = useT()
  const format = useFormat()
  const texts = eventTexts(t, format)
  const indexed = detail.events.map((event, i) => ({ event, i }))
  return (
    <section>
      <h3 className={css.head}>{t('customer.eventsTitle')}</h3>
      <p className={css.facts}>
        {t('customer.eventsSub', {
          n: format.countFull(detail.nEvents),
          shown: format.countFull(detail.events.length),
        })}
      </p>
      <div className={css.events}>
        <DataTable
          label={t('customer.tableOf')}
          nRows={indexed.length}
          row={(index) => indexed[index] ?? null}
          rowId={(row) => row.i}
          empty={t('customer.eventsEmpty')}
          columns={[
            {
              key: 'time',
              header: t('customer.colTime'),
              widthPx: 128,
              cell: ({ event }) => format.dateTime(event.timeSeconds),
            },
            {
              key: 'kind',
              header: t('customer.colKind'),
              widthPx: 92,
              cell: ({ event }) => (
                <Tag tone={event.kind === 'refund' ? 'warn' : 'neutral'}>{texts.kinds[event.kind]}</Tag>
              ),
            },
            {
              key: 'label',
              header: t('customer.colLabel'),
              widthPx: 120,
              grow: 1,
              cell: ({ event }) => <span title={texts.source(event)}>{texts.what(event)}</span>,
            },
            {
              key: 'amount',
              header: t('customer.colAmount', { currency: format.currencySign }),
              widthPx: 84,
              align: 'right',
              cell: ({ event }) =>
                event.amountMinor === 0 ? '—' : format.decimal(event.amountMinor / 100, 2),
            },
          ]}
        />
      </div>
    </section>
  )
}
