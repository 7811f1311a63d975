import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { App, type Route } from './support/app.ts'
import { writeBill, writeBroken, writeGbkExport } from './support/files.ts'
import { RfmScreen } from './support/rfm.ts'
import { root, startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/*
 * Every screen in both languages and both themes: a picture to look at in test-results/screens, nothing that axe finds,
 * nothing that runs out of the window at three sizes and with texts that are 30% longer.
 */

const SIZES = [
  { width: 1080, height: 600, kept: false },
  { width: 1920, height: 1080, kept: true },
  { width: 1280, height: 800, kept: true },
] as const
const LOOKS = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]
const pictures = join(root, 'test-results', 'screens')

let folder = ''
let shell: Shell
test.beforeAll(async ({ browser }) => {
  mkdirSync(pictures, { recursive: true })
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

/** One screen at all sizes. The window is back at 1280 x 800 afterwards. */
async function examined(page: Page, name: string): Promise<void> {
  for (const { width, height, kept } of SIZES) {
    await page.setViewportSize({ width, height })
    await page.evaluate(twoFrames)
    expect.soft(await page.evaluate(overflowing), `${name} at ${width} px`).toEqual([])
    if (kept) await page.screenshot({ path: join(pictures, `${name}-${width}.png`) })
  }
  expect.soft(await page.evaluate(longerTexts), `${name} with longer texts`).toEqual([])
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)
  expect.soft(found, `axe on ${name}`).toEqual([])
}

const twoFrames = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  })

/** Whatever makes the page scroll sideways, by name. Boxes that scroll themselves are meant to. */
function overflowing(): string[] {
  const wide = [document.documentElement, document.body, document.querySelector('#page')].flatMap((box) =>
    box && box.scrollWidth > box.clientWidth + 1 ? [`${box.tagName}#${box.id}`] : [],
  )
  const out = [...document.querySelectorAll('button, h1, h2, h3, p, label, [role=tab]')].flatMap(
    (element) => {
      const box = element.getBoundingClientRect()
      if (
        box.width === 0 ||
        element.closest('.visually-hidden, nav, [role=grid], [tabindex="0"][role=region]')
      )
        return []
      const style = getComputedStyle(element)
      const cut =
        style.overflowX !== 'visible' &&
        style.textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1
      const beyond = box.right > window.innerWidth + 1 || box.left < -1
      return cut || beyond ? [`${element.tagName} ${(element.textContent ?? '').slice(0, 40)}`] : []
    },
  )
  return [...wide, ...out]
}

/** The same with every text 30% longer; the texts are put back. */
function longerTexts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const changed: [Text, string][] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text
    const value = text.data
    if (!/[\p{L}]{2}/u.test(value) || text.parentElement?.closest('svg, [role=grid]')) continue
    changed.push([text, value])
    text.data = value + value.slice(0, Math.ceil(value.length * 0.3))
  }
  const wide = [document.documentElement, document.body, document.querySelector('#page')].flatMap((box) =>
    box && box.scrollWidth > box.clientWidth + 1 ? [`${box.tagName}#${box.id}`] : [],
  )
  for (const [text, value] of changed) text.data = value
  return wide
}
