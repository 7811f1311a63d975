import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CountProgress } from '../../shared/contract/api.ts'
import { fileFailure } from '../workers/fileFailure.ts'
import type { ThreadCallOptions } from '../workers/thread.ts'
import type { SettingsStore } from './settings.ts'
import type { Threads } from './threads.ts'

/** The sample shop's file. */
export interface SampleShop {
  readonly path: string
  readonly exists: boolean
  /** makes the file when it is not there; whoever asks while it is being made waits for the same one */
  make(options?: ThreadCallOptions<CountProgress>): Promise<void>
}

/** The sample under `dataDir`. */
export function openSampleShop(dataDir: string, threads: Threads, settings: SettingsStore): SampleShop {
  const folder = join(dataDir, 'sample')
  const path = join(folder, 'sample.huiliu')
  const listeners = new Set<(progress: CountProgress) => void>()
  const cancels = new Set<() => void>()
  let making: Promise<void> | null = null

  async function create(): Promise<void> {
    try {
      await mkdir(folder, { recursive: true })
      await threads.sample.call(
        'create',
        { path, language: settings.get().language === 'en' ? 'en' : 'zh-CN' },
        {
          onCancel: (listener) => void cancels.add(listener),
          progress: (value) => listeners.forEach((listener) => listener(value)),
        },
      )
    } catch (thrown) {
      throw fileFailure(thrown, 'sample.huiliu')
    } finally {
      listeners.clear()
      cancels.clear()
      making = null
      await threads.sample.stop()
    }
  }

  return {
    path,
    get exists() {
      return existsSync(path)
    },
    make: async (options = {}) => {
      if (making === null && existsSync(path)) return
      if (options.progress !== undefined) listeners.add(options.progress)
      making ??= create()
      options.onCancel?.(() => cancels.forEach((cancel) => cancel()))
      await making
    },
  }
}
