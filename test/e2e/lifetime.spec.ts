import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSampleProject } from '../../src-main/workers/sampleProject.ts'
import { App } from './support/app.ts'
import { startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language } from './support/test.ts'
import { watch } from './support/watch.ts'

/*
 * Analyst: fit, see whether to believe it, see where the value is, take the list away, look at one customer.
 * Manager: did the core come back, who left it, what share do we aim at, what is less churn worth; the project remembers.
 */

let folder = ''
let shell: Shell
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-lifetime-'))
  const project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 2_000, seed: 6, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
  )
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

const whole = (text: string | null | undefined) => Number((text ?? '').replaceAll(/[^\d.]/g, ''))

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test(`the analyst values the customers (${language})`, async ({ browser }) => {
    test.setTimeout(120_000)
    const context = await browser.newContext(contextOf({ language, theme: 'light' }))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, language)
    const { t } = app
    await app.open(shell)
    await app.goTo('lifetime')
    await expect(app.finding).toContainText('20%', { timeout: 60_000 })
    const body = page.locator('#page')
    for (const title of ['conditionalTitle', 'heteroTitle', 'mapTitle', 'trackTitle'] as const)
      await expect(body).toContainText(t(`lifetime.${title}`))
    await expect(body).toContainText(t('lifetime.rowBaseline'))

    await test.step('the value of the tiers adds up to the whole', async () => {
      const tiers = page.getByRole('table').filter({ hasText: t('lifetime.colTier') })
      const cells = await tiers.locator('tbody tr td:nth-child(4)').allInnerTexts()
      const sum = cells.reduce((total, text) => total + whole(text), 0)
      expect(sum).toBeGreaterThan(0)
      await app.choice(t('lifetime.tierScheme'), t('lifetime.schemeSegments11'))
      await expect(tiers.locator('tbody tr')).not.toHaveCount(cells.length)
      const others = await tiers.locator('tbody tr td:nth-child(4)').allInnerTexts()
      const again = others.reduce((total, text) => total + whole(text), 0)
      expect(Math.abs(again - sum)).toBeLessThan(20)
    })

    await test.step('half the margin is half the value', async () => {
      const tiers = page.getByRole('table').filter({ hasText: t('lifetime.colTier') })
      const first = tiers.locator('tbody tr td:nth-child(4)').first()
      const before = whole(await first.innerText())
      const field = page.getByRole('textbox', { name: t('lifetime.leverMargin') })
      await field.fill('50%')
      await field.press('Enter')
      await expect.poll(async () => whole(await first.innerText())).toBeLessThan(0.51 * before + 1)
      expect(whole(await first.innerText())).toBeGreaterThan(0.49 * before - 1)
    })

    await test.step('one customer over time, then the list as a file', async () => {
      await page.getByRole('grid').getByRole('row').nth(1).click()
      const drawer = page.getByRole('dialog')
      const days = /\d+/.exec(t('customer.historyTitle', { days: '60', p: '' }))?.[0] ?? ''
      expect(days).toBe('60')
      await expect(drawer).toContainText(
        t('customer.historyTitle', { days: '60', p: '' }).split('：')[0]!.split(':')[0]!,
      )
      await page.keyboard.press('Escape')
      await expect(drawer).toBeHidden()
      const download = await app.download(() => app.button(t('lifetime.exportList')).click())
      const text = readFileSync(await download.path(), 'utf8')
      expect(text.split('\r\n').length).toBeGreaterThan(1_000)
      expect(text).not.toMatch(/NaN|Infinity|undefined/)
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })

  test(`the manager reads the board (${language})`, async ({ browser }) => {
    test.setTimeout(120_000)
    const context = await browser.newContext(contextOf({ language, theme: 'light' }))
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, language)
    const { t } = app
    await app.open(shell)
    await app.goTo('northstar')
    await expect(app.finding).toContainText('%')

    await test.step('who left, as many as the strip says, and as a file', async () => {
      const strip = page.getByRole('region', { name: t('northstar.title') })
      const left = whole(/− ?([\d,]+)/.exec(await strip.innerText())?.[1])
      const radio = page.getByRole('radio', { name: t('northstar.listLeft', { n: String(left) }) })
      await expect(radio).toBeChecked()
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(left + 1))
      const download = await app.download(() => app.button(t('northstar.listExport')).click())
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n')
      expect(lines).toHaveLength(left + 1)
      await page.getByRole('radio', { name: new RegExp(t('northstar.listCore', { n: '\\d+' })) }).click()
      await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('U')
    })

    await test.step('a claim has to say what it means', async () => {
      const group = page.getByRole('radiogroup', { name: t('northstar.preventAsk') })
      await expect(group.getByRole('radio', { checked: true })).toHaveCount(0)
      await expect(page.locator('#page')).toContainText('+18.0%')
      await expect(page.locator('#page')).toContainText('+1.5%')
      await group.getByRole('radio', { name: t('northstar.preventPoints') }).click()
      await expect(page.locator('#page')).toContainText(t('northstar.preventTitle', { lift: '18.0%' }))
      await app.button(t('northstar.preventUseShop', { margin: '30%' })).click()
      await expect(page.locator('#page')).not.toContainText(t('northstar.preventTitle', { lift: '18.0%' }))
    })

    await test.step('target and rule are kept in the project', async () => {
      const target = page.getByRole('textbox', { name: t('northstar.target') })
      await target.fill(language === 'en' ? '55%' : '60%')
      await target.press('Enter')
      const months = page.getByRole('textbox', { name: t('northstar.coreWindow') })
      await months.fill(language === 'en' ? '4' : '3')
      await months.press('Enter')
      await expect(months).toHaveValue(language === 'en' ? '4' : '3')
      await page.reload()
      await app.goTo('northstar')
      await expect(months).toHaveValue(language === 'en' ? '4' : '3')
      await expect(target).toHaveValue(language === 'en' ? '55.0%' : '60.0%')
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
