import type { SampleMethods } from '../workers/methods.ts'
import { startThread } from '../workers/thread.ts'
import { progressLine } from './progress.ts'

/** Makes the sample shop's file at `path`, where nothing may be yet; it appears whole or not at all. */
export async function makeSample(
  path: string,
  options: { customers?: number; seed?: number; language: 'zh-CN' | 'en' },
): Promise<void> {
  const thread = startThread<SampleMethods>(new URL('../workers/sample.worker.ts', import.meta.url))
  const line = progressLine()
  try {
    await thread.call(
      'create',
      { path, ...options },
      {
        onCancel: (cancel) => process.once('SIGINT', cancel),
        progress: ({ done, total }) => line.show(`${Math.round((100 * done) / Math.max(1, total))}%`),
      },
    )
  } finally {
    line.clear()
    await thread.stop()
  }
}
