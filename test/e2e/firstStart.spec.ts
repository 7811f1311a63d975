import { App } from './support/app.ts'
import { startShell } from './support/shell.ts'
import { contextOf, expect, test } from './support/test.ts'
import { watch } from './support/watch.ts'

test('a first start shows the sample shop', async ({ browser }) => {
  const shell = await startShell({ isFirst: true })
  try {
    const page = await (await browser.newContext(contextOf({ language: 'zh-CN', theme: 'light' }))).newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page)
    await page.goto(shell.url)
    await app.goTo('rfm')
    await expect(app.finding).toBeVisible({ timeout: 60_000 })
    expect(watched.problems).toEqual([])
  } finally {
    await shell.close()
  }
})
