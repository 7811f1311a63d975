import { readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSampleProject } from '../../src-main/workers/sampleProject.ts'
import { App } from './support/app.ts'
import { examined } from './support/examined.ts'
import { startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/*
 * The analyst's way from a project to a list of whom to call: settle what churned means, train, see whether to believe it,
 * see whom it names and why, take the list away.
 */

const LOOKS = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]

let folder = ''
let shell: Shell
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-churn-'))
  const project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 1_500, seed: 5, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
  )
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

test('train, cancel, train again, judge, find, explain, take away', async ({ browser }) => {
  test.setTimeout(300_000)
  const context = await browser.newContext(contextOf(LOOKS[0]))
  const page = await context.newPage()
  const watched = await watch(page, shell.origin)
  const app = new App(page)
  const { t } = app
  await app.open(shell)

  await app.goTo('risk')
  await expect(page.getByText(t('risk.emptyTitle'))).toBeVisible()
  await app.goTo('churn')
  await app.button(t('churn.trainButton')).click()
  await page.keyboard.press('Control+.')
  await expect(app.button(t('churn.trainButton'))).toBeEnabled({ timeout: 60_000 })
  await app.button(t('churn.trainButton')).click()
  await expect(app.finding).toContainText('%', { timeout: 240_000 })
  await expect(app.finding).toContainText(/全猜|排序能力/)
  await expect(page.getByText(t('churn.auc'), { exact: true }).first()).toBeVisible()

  const threshold = page.getByRole('slider').first()
  const before = await threshold.getAttribute('aria-valuetext')
  await threshold.focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect(threshold).not.toHaveAttribute('aria-valuetext', before ?? '')

  await app.button(t('churn.openList')).click()
  await expect(page).toHaveURL(/#\/risk/)
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('row').nth(1)).toContainText('U')
  await expect(grid.getByRole('row').nth(1)).toContainText(/天/)
  await grid.getByRole('row').nth(1).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('%')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  const download = await app.download(() => app.button(t('risk.exportList')).click())
  const text = readFileSync(await download.path(), 'utf8')
  expect(text.startsWith('\uFEFF客户,流失概率')).toBe(true)
  expect(text.split('\r\n').some((line) => /^[^,]*,[01]\.\d+/.test(line))).toBe(true)
  expect(text).not.toMatch(/NaN|Infinity|undefined/)

  await page.reload()
  await app.goTo('churn')
  await expect(app.finding).toContainText('%')
  expect(watched.problems).toEqual([])
  expect(watched.foreign).toEqual([])
  await context.close()
})

for (const look of LOOKS) {
  test(`verdict, set-up, card and list in ${look.language}, ${look.theme}`, async ({ browser }) => {
    test.setTimeout(180_000)
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    const app = new App(page, look.language)
    const { t } = app
    const examine = (screen: string) => examined(page, `${screen}-${look.language}-${look.theme}`)
    await app.open(shell)
    await app.goTo('churn')
    await expect(app.finding).toContainText('%')
    await expect(page.getByRole('img').first()).toBeVisible()
    await examine('churn')
    await app.button(t('churn.openSetup')).click()
    await expect(app.button(t('churn.trainAgain'))).toBeVisible()
    await examine('churn-setup')
    await app.button(t('churn.closeSetup')).click()
    await app.button(t('churn.openCard')).click()
    await examine('churn-card')
    await app.goTo('risk')
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('U')
    await examine('risk')
    await page.getByRole('grid').getByRole('row').nth(1).click()
    await expect(page.getByRole('dialog')).toContainText('%')
    await examine('risk-customer')
    await context.close()
  })
}
