import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSampleProject } from '../../src-main/workers/sampleProject.ts'
import { App } from './support/app.ts'
import { examined } from './support/examined.ts'
import { root, startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/* Who slipped, what little money can do, the list with its hold-out, and what an earlier list earned. */

let folder = ''
let project = ''
let shell: Shell
const huiliu = (...args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'src-main/cli/main.ts'), ...args], { encoding: 'utf8' })

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-interventions-'))
  project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 2_000, seed: 9, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
  )
  // a list drawn in its time, which the data that came since can measure
  huiliu(
    'interventions',
    project,
    '--as-of',
    '2025-09-30',
    '--hold-out',
    '0.5',
    '--out',
    join(folder, 'lists'),
  )
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

const whole = (n: number) => n.toLocaleString('en')

for (const look of [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]) {
  test(`from downgrades to a list with a hold-out (${look.language})`, async ({ browser }) => {
    test.setTimeout(120_000)
    const json = JSON.parse(huiliu('interventions', project, '--json')) as {
      downgraded: number
      leftAlone: number
      groups: { kind: string; customers: number }[]
      campaigns: { name: string; days: number }[]
    }
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, look.language)
    const { t } = app
    await app.open(shell)
    await app.goTo('interventions')

    await test.step('the figures are those of the command line', async () => {
      await expect(app.finding).toContainText(whole(json.downgraded))
      const rows = page
        .getByRole('table')
        .filter({ hasText: t('interventions.colSaveShare') })
        .locator('tbody tr')
      for (const [i, { customers }] of json.groups.entries())
        await expect(rows.nth(i)).toContainText(whole(customers))
      const withAction = json.downgraded - json.leftAlone
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(withAction + 1))
    })
    await examined(page, `interventions-${look.language}-${look.theme}`)

    await test.step('an earlier list is measured against who was held out', async () => {
      const results = page.getByRole('table').filter({ hasText: t('interventions.colVerdict') })
      await expect(results.locator('tbody tr').last()).toContainText('30')
      await expect(results.locator('tbody tr').last()).toContainText('%')
    })

    await test.step('a dearer call is a smaller list; the standard playbook comes back', async () => {
      const name = `${t('interventions.service')}: ${t('interventions.colUnitCost', { currency: '¥' })}`
      const field = page.getByRole('textbox', { name })
      await field.fill('60')
      await field.press('Enter')
      await expect(app.button(t('interventions.playbookReset'))).toBeVisible()
      await page.reload()
      await app.goTo('interventions')
      await expect(field).toHaveValue('60.00')
      await app.button(t('interventions.playbookReset')).click()
      await expect(field).toHaveValue('4.00')
    })

    await test.step('a line of the playbook is put in other words, over another channel, and kept', async () => {
      const edit = page.getByRole('button', {
        name: `${t('interventions.care')}: ${t('interventions.entryEdit')}`,
      })
      await edit.click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(t('interventions.colChannel')).fill('sms')
      await dialog.getByLabel(t('interventions.entryZh')).fill('新茶上市，留了一泡给你。')
      await dialog.getByLabel(t('interventions.entryEn')).fill('New tea is in; one pot is kept for you.')
      await page.screenshot({
        path: `test-results/screens/interventions-entry-${look.language}-${look.theme}.png`,
      })
      await dialog.getByRole('button', { name: t('common.save') }).click()
      const line = page
        .getByRole('row')
        .filter({ hasText: t('interventions.care') })
        .first()
      await expect(line).toContainText(look.language === 'en' ? 'one pot is kept' : '留了一泡给你')
      await expect(line).toContainText(t('whatif.sms'))
      await page.reload()
      await app.goTo('interventions')
      await expect(line).toContainText(t('whatif.sms'))
      await app.button(t('interventions.playbookReset')).click()
      await expect(line).toContainText(t('whatif.email'))
    })

    await test.step('a customer opens; a list is drawn, written and remembered', async () => {
      await page.getByRole('grid').getByRole('row').nth(1).click()
      await expect(page.getByRole('dialog')).toContainText('U')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      const at = json.groups.findIndex(({ customers }) => customers >= 10)
      const { customers } = json.groups[at]!
      const results = page.getByRole('table').filter({ hasText: t('interventions.colVerdict') })
      const before = await results.locator('tbody tr').count()
      const rows = page
        .getByRole('table')
        .filter({ hasText: t('interventions.colSaveShare') })
        .locator('tbody tr')
      const download = await app.download(() =>
        rows
          .nth(at)
          .getByRole('button', { name: t('interventions.draw') })
          .click(),
      )
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n')
      expect(lines).toHaveLength(customers - Math.round(0.1 * customers) + 1)
      expect(lines.join('')).not.toMatch(/NaN|undefined|\{product\}/)
      await expect(results.locator('tbody tr')).toHaveCount(before + 1)
      await expect(results.locator('tbody tr').first()).toContainText(t('interventions.verdictWait'))
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
