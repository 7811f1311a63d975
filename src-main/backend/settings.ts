import { join } from 'node:path'
import { z } from '../../shared/contract/zod.ts'
import type { AppSettings } from '../../shared/contract/project.ts'
import { openJsonStore } from './jsonStore.ts'

const DEFAULTS: AppSettings = {
  language: 'system',
  theme: 'system',
  density: 'dense',
  textPercent: 100,
  compactNumbers: true,
}

const settingsSchema = z.object({
  language: z.enum(['zh-CN', 'en', 'system']).default(DEFAULTS.language),
  theme: z.enum(['light', 'dark', 'system']).default(DEFAULTS.theme),
  density: z.enum(['dense', 'normal', 'roomy']).default(DEFAULTS.density),
  textPercent: z.union([z.literal(100), z.literal(112), z.literal(125)]).default(DEFAULTS.textPercent),
  compactNumbers: z.boolean().default(DEFAULTS.compactNumbers),
})

/** The application's own settings. */
export interface SettingsStore {
  get(): AppSettings
  change(part: { [K in keyof AppSettings]?: AppSettings[K] | undefined }): Promise<AppSettings>
}

/** The settings kept in `dataDir`. */
export function openSettings(dataDir: string): SettingsStore {
  const store = openJsonStore<AppSettings>(join(dataDir, 'settings.json'), settingsSchema, DEFAULTS)
  return {
    get: () => store.get(),
    change: async (part) => {
      const given = Object.entries(part).filter(([, value]) => value !== undefined)
      const next = { ...store.get(), ...Object.fromEntries(given) }
      await store.set(next)
      return next
    },
  }
}
