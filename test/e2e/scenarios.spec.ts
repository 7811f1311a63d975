import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSampleProject } from '../../src-main/workers/sampleProject.ts'
import { App } from './support/app.ts'
import { examined } from './support/examined.ts'
import { startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/* The manager: plans saved in the project, held against each other, signed off, and then only looked at. */

let folder = ''
let shell: Shell

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-scenarios-'))
  const project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 400, seed: 8, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
  )
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

for (const look of [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]) {
  test(`saved, compared, signed off (${look.language})`, async ({ browser }) => {
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, look.language)
    const { t } = app
    await app.open(shell)
    const [first, second] = look.language === 'en' ? ['Careful', 'Bold'] : ['稳妥', '大胆']
    const budget = page.getByRole('textbox', { name: t('common.exactValue', { name: t('whatif.budget') }) })
    const saveAs = async (name: string) => {
      await page.getByRole('textbox', { name: t('whatif.scenarioName'), exact: true }).fill(name)
      await page.getByRole('textbox', { name: t('whatif.author'), exact: true }).fill('Wang')
      await page.getByRole('textbox', { name: t('whatif.note'), exact: true }).fill(`${name}: 600`)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('common.save') })
        .click()
      await expect(page.getByRole('dialog')).toBeHidden()
    }

    await test.step('two plans are saved, the second from the first', async () => {
      await app.goTo('budget')
      await budget.fill('3000')
      await budget.press('Enter')
      await page.locator('#page').focus()
      await page.keyboard.press('Control+s')
      await saveAs(first)
      await budget.fill('9000')
      await budget.press('Enter')
      await expect(page.getByText(t('whatif.edited'), { exact: true })).toBeVisible()
      await app.button(t('whatif.saveAs')).click()
      await saveAs(second)
      await app.goTo('coupon')
      const face = page.getByRole('textbox', { name: t('common.exactValue', { name: t('whatif.face') }) })
      await face.fill('12')
      await face.press('Enter')
      await page.keyboard.press('Escape')
      await app.button(t('whatif.saveScenario')).click()
      await expect(page.getByText(t('whatif.savedScenario', { name: second }))).toBeVisible()
    })

    await test.step('they are held against each other, in inputs, results and reasons', async () => {
      await app.goTo('scenarios')
      for (const name of [first, second])
        await page.getByRole('checkbox', { name: `${t('whatif.compare')}: ${name}` }).check()
      const inputs = page.getByRole('table').filter({ hasText: t('whatif.input') })
      await expect(inputs.getByRole('row').filter({ hasText: t('whatif.budget') })).toContainText('3,000')
      await expect(inputs.getByRole('row').filter({ hasText: t('whatif.budget') })).toContainText('9,000')
      await expect(inputs.getByRole('row').filter({ hasText: t('whatif.face') })).toContainText('12')
      await expect(page.getByText(t('whatif.whySub'))).toBeVisible()
      const saved = page.getByRole('row').filter({ hasText: `${second}: 600` })
      await expect(saved).toContainText('Wang')
      await examined(page, `scenarios-${look.language}-${look.theme}`)
    })

    await test.step('signed off, it is looked at and not changed; a copy can be', async () => {
      const row = page.getByRole('row').filter({ hasText: first }).first()
      await row.getByRole('button', { name: t('whatif.signOff') }).click()
      await page.getByRole('textbox', { name: t('whatif.signName') }).fill('Li')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('whatif.signOff') })
        .click()
      await expect(row).toContainText('Li')
      await expect(row.getByRole('button', { name: t('whatif.remove') })).toHaveCount(0)
      await row.getByRole('button', { name: first, exact: true }).click()
      await expect(page).toHaveURL(/#\/budget/)
      await expect(budget).toBeDisabled()
      await expect(budget).toHaveValue(/3,000/)
      await expect(app.button(t('whatif.undo'))).toBeDisabled()
      await app.button(t('whatif.saveCopy')).click()
      await saveAs(`${first} II`)
      await expect(budget).toBeEnabled()
      await app.goTo('scenarios')
      const download = await app.download(() => row.getByRole('button', { name: 'JSON' }).click())
      const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<string, unknown>
      expect(file).toMatchObject({ schema: 'huiliu.scenario/1', budget: 3000 })
      const copy = page.getByRole('row').filter({ hasText: `${first} II` })
      await copy.getByRole('button', { name: t('whatif.remove') }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('whatif.remove') })
        .click()
      await expect(copy).toHaveCount(0)
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
