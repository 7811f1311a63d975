import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScenarioResult } from '../../shared/contract/winbackResult.ts'
import type { ExactPlan, ProjectAudience } from '../../shared/contract/winbackAudience.ts'
import { createFormat } from '../../src-renderer/ui/format.ts'
import { App } from './support/app.ts'
import { examined } from './support/examined.ts'
import { root, startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language } from './support/test.ts'
import { watch } from './support/watch.ts'

interface Answer extends ScenarioResult {
  readonly project: ProjectAudience & { readonly exact: ExactPlan; readonly rowsWritten: number }
}

const huiliu = (...args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'src-main', 'cli', 'main.ts'), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 26,
  })

let folder = ''
let project = ''
let shell: Shell

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-whatif-'))
  project = join(folder, 'shop.huiliu')
  huiliu('sample', project, '--customers', '3000')
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Terms {
  readonly ladder: readonly { readonly unitCost: number }[]
  readonly offer: { readonly eligibleShare?: number }
}

const LOOKS = [
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const satisfies readonly (readonly [Language, 'light' | 'dark'])[]

for (const [language, theme] of LOOKS) {
  test(`a plan for the project's own customers, in ${language}`, async ({ browser }) => {
    const context = await browser.newContext({ ...contextOf({ language, theme }), acceptDownloads: true })
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, language)
    const { t } = app
    const format = createFormat({ language, currency: 'CNY', compact: true })
    await app.open(shell)
    await app.goTo('budget')
    await page.getByRole('radio', { name: t('whatif.fromProject') }).click()
    const title = t('whatif.sourcesTitle', { measured: '\\d+', rest: '\\d+' })
    const sources = page.getByRole('region', { name: new RegExp(title) }).last()
    await expect(sources).toContainText(t('whatif.fromMeasured'))
    await expect(sources).toContainText(t('whatif.fromLifetime'))
    const slider = page.getByRole('slider', { name: t('whatif.budget'), exact: true })
    await slider.focus()
    await slider.press('Home')
    for (let i = 0; i < 12; i++) await slider.press('ArrowRight')
    const budget = Number(await slider.getAttribute('aria-valuenow'))
    const note = page.getByRole('note').filter({ hasText: t('whatif.exactLead') })

    const saved = await app.download(() => app.button(t('whatif.saveFile')).click())
    const terms = JSON.parse(readFileSync(await saved.path(), 'utf8')) as Terms & { budget: number }
    expect(terms.budget).toBe(budget)
    const onScreen = JSON.parse(
      huiliu('whatif', '--scenario', await saved.path(), '--json'),
    ) as ScenarioResult

    // the built-in scenario on the project, as somebody at a terminal would ask
    const { northStar: _, ...careful } = JSON.parse(
      readFileSync(join(root, 'resources', 'scenarios', 'careful-ladder.json'), 'utf8'),
    ) as Terms & { northStar: unknown }
    // what a file says of prices and baskets is kept; on the screen the shop's own replaced starting values
    const ladder = careful.ladder.map((step, s) => ({ ...step, unitCost: terms.ladder[s]!.unitCost }))
    const { eligibleShare: __, ...offer } = careful.offer
    const path = join(folder, `terms-${language}.json`)
    writeFileSync(path, JSON.stringify({ ...careful, ladder, offer, audience: { fromProject: {} }, budget }))
    const answer = JSON.parse(huiliu('whatif', project, '--scenario', path, '--json')) as Answer
    expect(answer.plan).toEqual(onScreen.plan)
    expect(answer.totals).toEqual(onScreen.totals)
    const { exact } = answer.project
    await expect(note).toContainText(format.moneyFull(exact.exact.profit * 100))
    await expect(note).toContainText(format.countFull(exact.contacted))
    expect(exact.exact.profit).toBeGreaterThan(exact.cells.profit - 0.05 * exact.cells.cost)

    const list = await app.download(() => app.button(t('whatif.exportPlan')).click())
    const rows = readFileSync(await list.path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(rows).toHaveLength(exact.contacted + 1)
    expect(rows[1]).toMatch(/^U\d+,/)

    await examined(page, `whatif-project-${language}`)
    await sources.scrollIntoViewIfNeeded()
    await page.screenshot({ path: join(root, 'test-results', 'screens', `whatif-sources-${language}.png`) })
    for (const route of ['coupon', 'channels'] as const) {
      await page.evaluate((to) => {
        window.location.hash = `#/${to}`
      }, route)
      await expect(page.getByRole('radio', { name: t('whatif.fromProject') })).toBeChecked()
      await expect(page.getByText(t('whatif.sourcesProject')).first()).toBeVisible()
      await examined(page, `whatif-project-${route}-${language}`)
    }
    await app.goTo('budget')
    const silent = page.getByRole('textbox', { name: t('whatif.filterSilent') })
    await silent.fill('60')
    await silent.press('Enter')
    await expect(page.getByText(language === 'en' ? 'last 60 days' : '近 60 天').first()).toBeVisible()
    await expect(slider).toHaveAttribute('aria-valuenow', String(budget))

    const stale = page.getByRole('note').filter({ has: app.button(t('whatif.recompute')) })
    await expect(stale).toHaveCount(0)
    await page.locator('#page').focus()
    await page.keyboard.press('[')
    await expect(stale).toContainText(language === 'en' ? 'the project is at' : '项目现在截至')
    await app.button(t('whatif.recompute')).click()
    await expect(stale).toHaveCount(0)
    await expect(slider).toHaveAttribute('aria-valuenow', String(budget))
    await page.locator('#page').focus()
    await page.keyboard.press(']')
    await expect(stale).toHaveCount(1)
    await page.getByRole('radio', { name: t('whatif.fromAssumptions') }).click()
    await expect(note).toHaveCount(0)
    expect(watched.problems).toEqual([])
    await context.close()
  })
}
