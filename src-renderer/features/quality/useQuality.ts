import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/api.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import { call, useSession } from '../../app/session.ts'

export type QualityState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly quality: Output<'import.quality'> }
  | { readonly kind: 'failed'; readonly error: AppErrorData }

/** The books of the open project, read again whenever it changes. */
export function useQuality(): QualityState {
  const stamp = useSession(({ project }) => (project ? `${project.fileName} ${project.revision}` : ''))
  const [state, setState] = useState<QualityState>({ kind: 'loading' })
  useEffect(() => {
    let current = true
    call('import.quality', {}).then(
      (quality) => {
        if (current) setState({ kind: 'ready', quality })
      },
      (thrown: unknown) => {
        if (current) setState({ kind: 'failed', error: AppError.from(thrown).toData() })
      },
    )
    return () => {
      current = false
    }
  }, [stamp])
  return state
}
