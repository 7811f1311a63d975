import type {
  AnalyticsMethods,
  ImportMethods,
  PreviewMethods,
  ProjectMethods,
  SampleMethods,
} from '../workers/methods.ts'
import type { ChurnMethods } from '../workers/churnThread.ts'
import type { LifetimeMethods } from '../workers/lifetimeMethods.ts'
import type { InterventionMethods } from '../workers/interventionThread.ts'
import type { SilentMethods } from '../workers/silentThread.ts'
import type { WinbackMethods } from '../workers/winbackMethods.ts'
import { SMALL_HEAP, startThread, type Thread } from '../workers/thread.ts'

/** The backend's threads. Each starts at its first question. */
export interface Threads {
  readonly project: Thread<ProjectMethods>
  readonly imports: Thread<ImportMethods>
  readonly preview: Thread<PreviewMethods>
  readonly analytics: Thread<AnalyticsMethods>
  readonly sample: Thread<SampleMethods>
  readonly churn: Thread<ChurnMethods>
  readonly lifetime: Thread<LifetimeMethods>
  readonly silent: Thread<SilentMethods>
  readonly interventions: Thread<InterventionMethods>
  readonly winback: Thread<WinbackMethods>
  stop(): Promise<void>
}

/** Handles on all of them; nothing runs yet. */
export function createThreads(): Threads {
  const project = startThread<ProjectMethods>(
    new URL('../workers/project.worker.ts', import.meta.url),
    SMALL_HEAP,
  )
  const imports = startThread<ImportMethods>(
    new URL('../workers/importJob.worker.ts', import.meta.url),
    SMALL_HEAP,
  )
  const preview = startThread<PreviewMethods>(
    new URL('../workers/preview.worker.ts', import.meta.url),
    SMALL_HEAP,
  )
  const analytics = startThread<AnalyticsMethods>(new URL('../workers/analytics.worker.ts', import.meta.url))
  const sample = startThread<SampleMethods>(new URL('../workers/sample.worker.ts', import.meta.url))
  const churn = startThread<ChurnMethods>(new URL('../workers/churn.worker.ts', import.meta.url))
  const lifetime = startThread<LifetimeMethods>(new URL('../workers/lifetime.worker.ts', import.meta.url))
  const silent = startThread<SilentMethods>(new URL('../workers/silent.worker.ts', import.meta.url))
  const interventions = startThread<InterventionMethods>(
    new URL('../workers/intervention.worker.ts', import.meta.url),
  )
  const winback = startThread<WinbackMethods>(new URL('../workers/winback.worker.ts', import.meta.url))
  const all = [project, imports, preview, analytics, sample, churn, lifetime, silent, interventions, winback]
  return {
    project,
    imports,
    preview,
    analytics,
    sample,
    churn,
    lifetime,
    silent,
    interventions,
    winback,
    stop: async () => {
      await Promise.all(all.map((thread) => thread.stop()))
    },
  }
}
