import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { read } from '@e965/xlsx'
import JSZip from 'jszip'
import { createSampleProject } from '../../src-main/workers/sampleProject.ts'
import { findChromium } from '../support/chromium.ts'
import { App, type Route } from './support/app.ts'
import { examined } from './support/examined.ts'
import { root, startShell, type Shell } from './support/shell.ts'
import { contextOf, expect, test, type Language, type Theme } from './support/test.ts'
import { watch } from './support/watch.ts'

/* The consultant: six findings pinned from six screens, put in order, presented with names hidden, tried live, left behind. */

let folder = ''
let project = ''
let shell: Shell
const huiliu = (args: readonly string[], env: NodeJS.ProcessEnv = {}): string =>
  execFileSync(process.execPath, [join(root, 'src-main/cli/main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-story-'))
  project = join(folder, 'shop.huiliu')
  await createSampleProject(
    project,
    { customers: 1_200, seed: 6, language: 'zh-CN' },
    { isCancelled: () => false, progress: () => undefined },
  )
  shell = await startShell({ project })
})
test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

const SCREENS: readonly Route[] = ['northstar', 'rfm', 'lifetime', 'silent', 'budget', 'coupon']

for (const look of [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies readonly { language: Language; theme: Theme }[]) {
  test(`from findings to what stays with the client (${look.language})`, async ({ browser }) => {
    test.setTimeout(240_000)
    const context = await browser.newContext({ ...contextOf(look), viewport: { width: 1920, height: 1080 } })
    const page = await context.newPage()
    const watched = await watch(page, shell.origin)
    const app = new App(page, look.language)
    const { t } = app
    await app.open(shell)
    const name = look.language === 'en' ? 'Client meeting' : '客户会议'

    await test.step('a story is begun and six screens are pinned', async () => {
      await app.goTo('story')
      if (look.language === 'zh-CN') {
        await expect(page.getByText(t('story.emptyTitle'))).toBeVisible()
        await examined(page, `story-empty-${look.language}-${look.theme}`)
      }
      await app.button(t('story.create')).click()
      await page.getByRole('textbox', { name: t('story.name'), exact: true }).fill(name)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('common.save') })
        .click()
      await expect(page.getByRole('dialog')).toBeHidden()
      for (const [i, screen] of SCREENS.entries()) {
        await app.goTo(screen)
        await expect(app.button(t('common.pin')).first()).toBeVisible({ timeout: 30_000 })
        await page.locator('#page').focus()
        await page.keyboard.press('p')
        await expect(page.getByText(t('story.pinned', { n: String(i + 1), name })).last()).toBeVisible()
        await expect(page.locator('html')).toHaveAttribute('lang', look.language)
        await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme)
      }
    })

    const cards = page.locator('[data-slide]')
    await test.step('the slides stand in order and can be put in another', async () => {
      await app.goTo('story')
      await expect(cards).toHaveCount(6)
      await expect(page.getByText(t('story.finding', { name, n: '6' }))).toBeVisible()
      await cards.nth(4).click()
      await page.keyboard.press('Alt+ArrowUp')
      await expect(cards.nth(3)).toContainText(t('whatif.budgetTitle'))
      await app.button(t('story.undo')).first().click()
      await expect(cards.nth(4)).toContainText(t('whatif.budgetTitle'))
      await app.button(t('story.redo')).click()
      await expect(cards.nth(3)).toContainText(t('whatif.budgetTitle'))
      await cards.nth(0).click()
      const headline = page.getByLabel(t('story.headline'))
      await headline.fill(look.language === 'en' ? 'Core customers are slipping' : '核心客户在流失')
      await headline.press('Enter')
      await page.getByLabel(t('story.speaker')).fill('pause here')
      await page.getByRole('textbox', { name: t('story.section'), exact: true }).click()
      await expect(cards.nth(0)).toContainText(look.language === 'en' ? 'slipping' : '在流失')
      await examined(page, `story-${look.language}-${look.theme}`)
    })

    await test.step('every number that can be worked out again holds', async () => {
      await app.button(t('story.check')).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(t('story.checkTitle'))).toBeVisible({ timeout: 60_000 })
      await expect(dialog.locator('tbody tr').first()).toContainText(t('story.holds'))
      await expect(dialog.getByText(t('story.changed'), { exact: true })).toHaveCount(0)
      await page.keyboard.press('Escape')
    })

    await test.step('it is presented with names hidden, and a budget is dragged in the middle', async () => {
      await cards.nth(0).click()
      await app.button(t('story.present')).click()
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading).toContainText(look.language === 'en' ? 'slipping' : '在流失')
      await expect(page.getByText(t('story.namesHidden'))).toBeVisible()
      await page.screenshot({ path: `test-results/screens/present-${look.language}-1920.png` })
      for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown')
      const slider = page.getByRole('slider', { name: t('whatif.budget') })
      await expect(slider).toBeVisible()
      const before = await heading.textContent()
      for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown')
      await expect(heading).not.toHaveText(before ?? '')
      await page.screenshot({ path: `test-results/screens/present-live-${look.language}-1920.png` })
      await page.getByRole('navigation', { name: t('story.present') }).hover()
      await app.button(t('story.putBack')).click()
      await expect(heading).toHaveText(before ?? '')
      await page.keyboard.press('b')
      await expect(page.getByRole('button', { name: 'B', exact: true })).toBeVisible()
      await page.keyboard.press('b')
      await page.keyboard.press('o')
      await expect(page.getByRole('dialog', { name: t('story.overview') }).getByRole('button')).toHaveCount(6)
      await page.keyboard.press('Escape')
    })

    await test.step('an excursion to a screen shows no key, and the way back leads to the slide', async () => {
      await page.keyboard.press('PageDown')
      await page.getByRole('navigation', { name: t('story.present') }).hover()
      await app.button(t('story.live')).click()
      await expect(page).toHaveURL(/#\/silent/)
      const grid = page.getByRole('grid')
      await expect(grid.getByRole('row').nth(1)).toContainText(
        look.language === 'en' ? 'Customer ' : '客户 ',
        {
          timeout: 30_000,
        },
      )
      await expect(grid).not.toContainText('U00')
      await app.button(t('story.backToSlide')).click()
      await expect(page).toHaveURL(/#\/present/)
      await page.keyboard.press('Escape')
      await expect(page).toHaveURL(/#\/story/)
      await app.goTo('silent')
      await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('U00', { timeout: 30_000 })
      await app.goTo('story')
    })

    const files = new Map<string, string>()
    await test.step('it is left behind in every form, which other programs read', async () => {
      for (const [form, label] of [
        ['html', t('story.asHtml')],
        ['pptx', t('story.asPptx')],
        ['xlsx', t('story.asXlsx')],
      ] as const) {
        await app.button(t('story.handOver')).click()
        const download = await app.download(() => page.getByRole('menuitem', { name: label }).click())
        const path = join(folder, `${look.language}.${form}`)
        writeFileSync(path, readFileSync(await download.path()))
        files.set(form, path)
      }
      const book = read(readFileSync(files.get('xlsx')!))
      expect(book.SheetNames.length).toBeGreaterThanOrEqual(8)
      const zip = await JSZip.loadAsync(readFileSync(files.get('pptx')!))
      expect(
        Object.keys(zip.files).filter((path) => /slides\/slide\d+\.xml$/.test(path)).length,
      ).toBeGreaterThanOrEqual(7)
      expect(readFileSync(files.get('html')!).byteLength).toBeLessThan(5 * 1024 * 1024)
      const verified = JSON.parse(
        huiliu(['verify', files.get('html')!, '--project', project, '--json']),
      ) as object
      expect(verified).toMatchObject({ holds: true, isIntact: true, isSameData: true })
    })

    await test.step('the HTML lives without a network: its budget moves as the application’s does', async () => {
      const alone = await browser.newContext({ offline: true, viewport: { width: 1280, height: 800 } })
      const reader = await alone.newPage()
      const problems: string[] = []
      reader.on('pageerror', (error) => problems.push(error.message))
      reader.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      await reader.goto(pathToFileURL(files.get('html')!).href)
      await expect(reader.getByRole('article')).toHaveCount(6)
      await expect(reader.getByRole('img').first()).toBeVisible()
      await reader.screenshot({ path: `test-results/screens/report-${look.language}.png` })
      await reader
        .getByRole('button', { name: t('story.liveTitle') })
        .first()
        .click()
      const strip = reader.getByRole('region', { name: t('whatif.budgetTitle') })
      const atFirst = await strip.textContent()
      const field = reader.getByRole('textbox', {
        name: t('common.exactValue', { name: t('whatif.budget') }),
      })
      await field.fill('900')
      await field.press('Enter')
      await expect(strip).not.toHaveText(atFirst ?? '')
      await expect(field).toHaveValue(/900/)
      const inReport = await strip.textContent()
      await app.goTo('budget')
      const own = page.getByRole('textbox', { name: t('common.exactValue', { name: t('whatif.budget') }) })
      await own.fill('900')
      await own.press('Enter')
      await expect(page.getByRole('region', { name: t('whatif.budgetTitle') })).toHaveText(inReport ?? '')
      expect(problems).toEqual([])
      await alone.close()
    })

    await test.step('the PDF has a page a slide at least, with its words', async () => {
      const chromium = await findChromium()
      if (chromium === null) throw new Error('no browser')
      const target = join(folder, `${look.language}.pdf`)
      huiliu(
        [
          'report',
          project,
          '--story',
          name,
          '--format',
          'pdf',
          '--out',
          target,
          '--lang',
          look.language.slice(0, 2),
        ],
        {
          ...chromium.env,
          HUILIU_BROWSER: chromium.path,
        },
      )
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
      const pdf = await getDocument({ data: new Uint8Array(readFileSync(target)) }).promise
      expect(pdf.numPages).toBeGreaterThanOrEqual(7)
      const second = await (await pdf.getPage(2)).getTextContent()
      const text = second.items.map((item) => ('str' in item ? item.str : '')).join('')
      // Chinese glyphs of a machine without a Chinese font carry no text
      for (const said of ['northstar1.0.0', 'Wilson', ...(look.language === 'en' ? ['slipping'] : [])])
        expect(text.replaceAll(' ', '')).toContain(said)
      await app.goTo('story')
      await app.button(t('story.handOver')).click()
      await page.getByRole('menuitem', { name: t('story.asPdf') }).click()
      await expect(page.getByRole('article')).toHaveCount(6)
      await app.button(t('common.close')).first().click()
    })

    await test.step('any screen goes to paper', async () => {
      await app.goTo('northstar')
      await expect(app.button(t('common.pin')).first()).toBeVisible()
      await page.keyboard.press('Control+p')
      await expect(page).toHaveURL(/#\/print/)
      expect(await page.getByRole('article').count()).toBeGreaterThanOrEqual(2)
      await app.button(t('common.close')).first().click()
      await expect(page).toHaveURL(/#\/northstar/)
    })

    await test.step('an anonymous copy is left too', async () => {
      await page.getByRole('button', { name: t('shell.projectMenu') }).click()
      await page.getByRole('menuitem', { name: t('shell.anonymise') }).click()
      const dialog = page.getByRole('dialog')
      const download = await app.download(() =>
        dialog.getByRole('button', { name: t('common.save') }).click(),
      )
      const bytes = readFileSync(await download.path())
      expect(bytes.includes(Buffer.from('U0000'))).toBe(false)
      expect(bytes.includes(Buffer.from('C0000'))).toBe(true)
      await expect(dialog).toContainText('1,200')
      await page.keyboard.press('Escape')
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
    await context.close()
  })
}
