import { useEffect, useState } from 'react'
import type { ChurnCustomer } from '../../../shared/contract/churnRisks.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import { call, useSession } from '../../app/session.ts'

export type RiskState =
  | { readonly kind: 'loading' }
  /** `risk` null = there is no model */
  | { readonly kind: 'ready'; readonly customerId: number; readonly risk: ChurnCustomer | null }
  | { readonly kind: 'failed'; readonly error: AppErrorData }

/** The customer's risk by the stored model, asked again when the project changes; an older answer is dropped. */
export function useChurnRisk(customerId: number): RiskState {
  const stamp = useSession(({ project }) => (project ? `${project.fileName} ${project.revision}` : ''))
  const [state, setState] = useState<RiskState>({ kind: 'loading' })
  useEffect(() => {
    let current = true
    setState((old) => (old.kind === 'ready' && old.customerId === customerId ? old : { kind: 'loading' }))
    call('churn.customer', { customerId }).then(
      (risk) => {
        if (current) setState({ kind: 'ready', customerId, risk })
      },
      (thrown: unknown) => {
        if (current) setState({ kind: 'failed', error: AppError.from(thrown).toData() })
      },
    )
    return () => {
      current = false
    }
  }, [customerId, stamp])
  return state
}
