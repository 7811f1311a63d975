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

/* From "who went silent" to a list of whom to call: threshold, potential, plan, how recalls fared, the list as a file. */

let folder = ''
let project = ''
let shell: Shell
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-silent-'))
  project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 2_000, seed: 8, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
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
  test(`who is silent and whom to call (${look.language})`, async ({ browser }) => {
    test.setTimeout(120_000)
    const json = JSON.parse(
      execFileSync(process.execPath, [join(root, 'src-main/cli/main.ts'), 'silent', project, '--json'], {
        encoding: 'utf8',
      }),
    ) as { silent: number; silenceDays: number; tiers: { customers: number }[] }
    const context = await browser.newContext(contextOf(look))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, look.language)
    const { t } = app
    await app.open(shell)
    await app.goTo('silent')

    await test.step('the figures are those of the command line', async () => {
      await expect(app.finding).toContainText(whole(json.silent))
      await expect(app.finding).toContainText(String(json.silenceDays))
      const rows = page
        .getByRole('table')
        .filter({ hasText: t('silent.colPlan') })
        .locator('tbody tr')
      for (const [i, { customers }] of json.tiers.entries())
        await expect(rows.nth(i)).toContainText(whole(customers))
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(json.silent + 1))
    })
    await examined(page, `silent-${look.language}-${look.theme}`)

    await test.step('a longer silence leaves fewer, the proposal comes back', async () => {
      const field = page.getByRole('textbox', { name: t('silent.silenceDays') })
      await field.fill('180')
      await field.press('Enter')
      await expect(app.finding).toContainText('180')
      await app.button(t('silent.useProposed')).click()
      await expect(app.finding).toContainText(whole(json.silent))
    })

    await test.step('a rule that cannot be met is explained and not asked', async () => {
      await app.choice(t('silent.ruleMediumFrom'), t('silent.rulePoints', { n: '3' }))
      await expect(page.getByRole('alert')).toContainText(t('silent.ruleMedium'))
      await app.button(t('silent.ruleReset')).click()
      await expect(page.getByRole('alert')).toHaveCount(0)
    })

    await test.step('the high potential as a list, one of them opened, all of them as a file', async () => {
      await app.choice(t('silent.colPotential'), t('silent.high'))
      const high = json.tiers[0]?.customers ?? 0
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(high + 1))
      await page.getByRole('grid').getByRole('row').nth(1).click()
      await expect(page.getByRole('dialog')).toContainText('U')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      const download = await app.download(() => app.button(t('silent.exportList')).click())
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n')
      expect(lines).toHaveLength(high + 1)
      expect(lines.join('')).not.toMatch(/NaN|Infinity|undefined/)
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
