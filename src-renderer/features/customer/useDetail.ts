import { useEffect, useState } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import { call, useAsOfDay, useSession } from '../../app/session.ts'

export type DetailState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly detail: CustomerDetail }
  | { readonly kind: 'failed'; readonly error: AppErrorData }

/** The open customer as of the session's day; the old detail stays while the day moves. */
export function useDetail(): DetailState {
  const customerId = useSession((state) => state.customerId)
  const stamp = useSession(({ project }) => (project ? `${project.fileName} ${project.revision}` : ''))
  const asOfDay = useAsOfDay()
  const [state, setState] = useState<DetailState>({ kind: 'none' })
  useEffect(() => {
    if (customerId === null || asOfDay === null) {
      setState({ kind: 'none' })
      return
    }
    let current = true
    setState((old) =>
      old.kind === 'ready' && old.detail.customerId === customerId ? old : { kind: 'loading' },
    )
    call('customers.detail', { customerId, asOfDay }).then(
      (detail) => {
        if (current) setState({ kind: 'ready', detail })
      },
      (thrown: unknown) => {
        if (current) setState({ kind: 'failed', error: AppError.from(thrown).toData() })
      },
    )
    return () => {
      current = false
    }
  }, [customerId, asOfDay, stamp])
  return state
}
