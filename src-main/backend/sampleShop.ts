import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CountProgress } from '../../shared/contract/api.ts'
import type { SampleLanguage } from '../../shared/sample/files.ts'
import { fileFailure } from '../workers/fileFailure.ts'
import type { ThreadCallOptions } from '../workers/thread.ts'
import type { SettingsStore } from './settings.ts'
import type { Threads } from './threads.ts'

/** The sample shop's file. */
export interface SampleShop {
  readonly path: string
  readonly exists: boolean
  /**
   * makes the file when it is not there, in the language that is asked for or else that of the settings; whoever asks
   * while it is being made waits for the same one
   */
  make(options?: ThreadCallOptions<CountProgress>, language?: SampleLanguage): Promise<void>
  /** stops a making that is under way and waits until nothing of it is left */
  stop(): Promise<void>
}

const LEFTOVER_MS = 3_600_000

/** The sample under `dataDir`. */
export function openSampleShop(dataDir: string, threads: Threads, settings: SettingsStore): SampleShop {
  const folder = join(dataDir, 'sample')
  const path = join(folder, 'sample.huiliu')
  const listeners = new Set<(progress: CountProgress) => void>()
  const cancels = new Set<() => void>()
  let making: Promise<void> | null = null

  async function create(language: SampleLanguage): Promise<void> {
    try {
      await mkdir(folder, { recursive: true })
      await removeLeftovers(folder)
      await threads.sample.call(
        'create',
        { path, language },
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
    make: async (options = {}, language = languageOf(settings)) => {
      if (making === null && existsSync(path)) return
      if (options.progress !== undefined) listeners.add(options.progress)
      making ??= create(language)
      options.onCancel?.(() => cancels.forEach((cancel) => cancel()))
      await making
    },
    stop: async () => {
      cancels.forEach((cancel) => cancel())
      await making?.catch(() => undefined)
    },
  }
}

function languageOf(settings: SettingsStore): SampleLanguage {
  const { language } = settings.get()
  if (language !== 'system') return language
  return /^zh\b/i.test(Intl.DateTimeFormat().resolvedOptions().locale) ? 'zh-CN' : 'en'
}

/** What a program that was killed in the middle left behind; what is younger may be another program's work. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.part(-journal)?$/.test(name)) continue
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > LEFTOVER_MS) await rm(path, { recursive: true, force: true })
  }
}
