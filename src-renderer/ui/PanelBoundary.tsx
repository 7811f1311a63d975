import { Component, type ReactNode } from 'react'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { ErrorState } from './ErrorState.tsx'

/** A defect of one panel stays in that panel, in its size; the others go on. */
export class PanelBoundary extends Component<
  { readonly children: ReactNode },
  { error: AppErrorData | null }
> {
  override state: { error: AppErrorData | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: AppError.from(thrown).toData() }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return <ErrorState error={error} onRetry={() => this.setState({ error: null })} />
  }
}
