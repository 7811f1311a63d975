import { chromium, type Browser } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from './chromium.ts'

/** A headless browser for tests and screenshots, or null where the machine has none and the npm package cannot run. */
export async function launchBrowser(): Promise<Browser | null> {
  const program = await findChromium()
  if (program === null) return null
  return chromium.launch({
    executablePath: program.path,
    args: [...CHROMIUM_ARGS],
    // on a machine without a locale the browser would not find files with Chinese names
    env: { ...(process.env as Record<string, string>), LC_ALL: 'C.UTF-8', ...program.env },
  })
}
