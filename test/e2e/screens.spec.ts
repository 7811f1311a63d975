import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Route } from './support/app.ts'
import { examined } from './support/examined.ts'
import { writeBill, writeBroken, writeGbkExport } from './support/files.ts'
import { RfmScreen } from './support/rfm.ts'
import { startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/*
 * Every screen in both languages and both themes: a picture to look at in test-results/screens, nothing that axe finds,
 * nothing that runs out of the window at three sizes and with texts that are 30% longer.
 */

const LOOKS = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]

let folder = ''
let shell: Shell
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-screens-'))
  shell = await startShell()
  const page = await (await browser.newContext(contextOf(LOOKS[0]))).newPage()
  const app = new App(page)
  await app.open(shell)
  await app.button(app.t('start.sample')).click()
  await expect(page).toHaveURL(/#\/northstar/)
  await new RfmScreen(app).open()
  await page.context().close()
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

for (const look of LOOKS) {
  test(`every screen in ${look.language}, ${look.theme}`, async ({ browser }) => {
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, look.language)
    const { t } = app
    const rfm = new RfmScreen(app)
    await app.open(shell)
    const name = (screen: string) => `${screen}-${look.language}-${look.theme}`
    const examine = (screen: string) => examined(page, name(screen))

    await app.goTo('northstar')
    await expect(page.getByRole('img').first()).toBeVisible()
    await examine('northstar')
    await rfm.open()
    await expect(rfm.grid.getByRole('row').nth(3)).toContainText('U')
    await examine('rfm')
    await page.locator('[aria-haspopup=dialog]').first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await examine('rfm-provenance')
    await page.keyboard.press('Escape')
    await rfm.grid.getByRole('row').nth(1).click()
    await expect(page.getByRole('dialog').getByRole('grid')).toBeVisible()
    await examine('customer')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await app.button(t('rfm.editRules')).click()
    await expect(page.getByRole('dialog').getByText(t('rfm.lintOk'))).toBeVisible()
    await examine('rules')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('common.cancel') })
      .click()
    await expect(page.getByRole('dialog')).toBeHidden()

    const plain: readonly [Route, () => Promise<void>][] = [
      ['migration', () => expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('U')],
      ['lifetime', () => expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('U')],
      ['quality', () => expect(page.getByRole('table')).toHaveCount(2)],
      ['settings', () => expect(page.getByRole('heading', { level: 1 })).toBeVisible()],
      ['start', () => expect(app.button(t('start.sample'))).toBeVisible()],
    ]
    for (const [route, ready] of plain) {
      await app.goTo(route)
      await ready()
      await examine(route)
    }

    await app.goTo('import')
    await examine('import-empty')
    const files = [writeGbkExport(folder), writeBill(folder)]
    await app.choose(files, () => page.getByText(t('import.dropTitle')).click())
    await expect(app.importButton).toBeVisible()
    await examine('import-check')
    for (const [step, key] of [
      ['import-files', 'import.stepFiles'],
      ['import-read', 'import.stepRead'],
      ['import-columns', 'import.stepColumns'],
    ] as const) {
      await page
        .locator('ol')
        .getByRole('button', { name: t(key) })
        .click()
      await examine(step)
    }
    await app.button(t('import.stop')).click()

    const broken = writeBroken(folder)
    await app.choose([broken.workbook], () => page.getByText(t('import.dropTitle')).click())
    await expect(page.getByRole('alert')).toBeVisible()
    await examine('import-failed')
    await app.button(t('import.removeFile', { name: 'broken.xlsx' })).click()
    await app.goTo('start')
    await app.choose([broken.project], () => app.button(t('start.open')).click())
    await expect(page.getByRole('alert')).toBeVisible()
    await examine('open-failed')
    await page.getByRole('alert').getByRole('button').click()

    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: t('shell.searchBox') })).toBeVisible()
    await examine('palette')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.locator('#page').focus()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await examine('keys')
    await page.keyboard.press('Escape')

    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
