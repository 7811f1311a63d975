import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { launchBrowser } from '../../support/browser.ts'
import { findChromium } from '../../support/chromium.ts'
import { startShell, type Shell } from './shell.ts'
import { watch, type Watch } from './watch.ts'

export { expect } from '@playwright/test'

export type Language = 'zh-CN' | 'en'
export type Theme = 'light' | 'dark'

interface Look {
  readonly language: Language
  readonly theme: Theme
}

interface Fixtures {
  /** language and theme that the machine prefers; the app follows it until somebody chooses */
  readonly look: Look
  readonly shell: Shell
  /** what the page asked of the network, and what went wrong in it */
  readonly watched: Watch
}

const browserIsThere = (await findChromium()) !== null

/** Every test has its own backend, data folder and page; every page is watched. */
export const test = base.extend<Fixtures, { browser: Browser }>({
  browser: [
    async ({}, use) => {
      const browser = await launchBrowser()
      if (browser === null) throw new Error('no browser')
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  look: [{ language: 'zh-CN', theme: 'light' }, { option: true }],
  shell: async ({}, use) => {
    const shell = await startShell()
    await use(shell)
    await shell.close()
  },
  context: async ({ browser, look }, use) => {
    const context = await browser.newContext(contextOf(look))
    await use(context)
    await context.close()
  },
  watched: async ({ page, shell }, use) => {
    const watched = await watch(page, shell.origin)
    await use(watched)
    expect(watched.foreign, 'requests that left the machine').toEqual([])
    expect(watched.problems, 'errors in the page').toEqual([])
  },
})

test.skip(!browserIsThere, 'there is no browser on this machine')

export function contextOf({ language, theme }: Look): Parameters<Browser['newContext']>[0] & object {
  return {
    locale: language,
    colorScheme: theme,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  }
}

export type { BrowserContext, Page }
