import { useEffect, useMemo, useState } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import type { LifetimeHistory } from '../../../shared/contract/lifetime.ts'
import { useSession } from '../../app/session.ts'
import { MODEL_NAMES } from '../../locale/lifetimeText.ts'
import { useT } from '../../locale/t.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { historyOption, historyTable } from './historyOption.ts'

/** His chance to buy again over time, under the lifetime model that was fitted last; nothing before one was. */
export function LifetimePanel({ detail }: { readonly detail: CustomerDetail }) {
  const history = useHistory(detail.customerId)
  return history === null ? null : <History detail={detail} history={history} />
}

function History({ detail, history }: { detail: CustomerDetail; history: LifetimeHistory }) {
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const telling = useMemo(() => ({ t, format }), [t, format])
  const option = useMemo(() => historyOption(history, tokens, telling), [history, tokens, telling])
  const table = useMemo(() => historyTable(history, telling), [history, telling])
  const days = format.countFull(history.horizonDays)
  const title = t('customer.historyTitle', { days, p: format.probability(history.pActive.at(-1)) })
  return (
    <ChartPanel
      title={title}
      sub={t('customer.historySub', {
        model: MODEL_NAMES[history.model],
        day: format.date(history.day.at(-1)),
      })}
      name={title}
      option={option}
      table={table}
      heightPx={150}
      fileName={`customer-${detail.customerKey}-p-active`}
    />
  )
}

/** Null until it is there, and where there is none: the drawer says what it knows without it. */
function useHistory(customerId: number): LifetimeHistory | null {
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const [found, setFound] = useState<{ of: number; history: LifetimeHistory | null } | null>(null)
  useEffect(() => {
    let isWanted = true
    client?.call('lifetime.customer', { runId: null, customerId }).then(
      (history) => {
        if (isWanted) setFound({ of: customerId, history })
      },
      () => {
        if (isWanted) setFound(null)
      },
    )
    return () => {
      isWanted = false
    }
  }, [client, customerId])
  return found?.of === customerId ? found.history : null
}
