import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from './support/app.ts'
import { formulasIn, GBK_EXPORT, readCsv, writeBill, writeGbkExport, writeLongList } from './support/files.ts'
import { RfmScreen } from './support/rfm.ts'
import { expect, test } from './support/test.ts'

let folder = ''
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-files-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an analyst takes a GBK export from the start screen to a list of customers', async ({
  page,
  shell,
  watched,
}) => {
  const app = new App(page)
  const { t } = app
  const rfm = new RfmScreen(app)
  await app.open(shell)

  await test.step('the wizard maps every column by itself and shows why', async () => {
    await app.newFromFiles([writeGbkExport(folder)], '春山茶器')
    await expect(app.importButton).toBeVisible()
    await expect(page.getByText(/GBK|GB18030/).first()).toBeVisible()
    await page.getByRole('button', { name: t('import.stepRead') }).click()
    await expect(page.getByText(/个汉字/).first()).toBeVisible()
    await page.getByRole('button', { name: t('import.stepColumns') }).click()
    await expect(page.getByRole('row', { name: /买家会员名/ }).first()).toBeVisible()
    await expect(page.getByRole('row', { name: /买家实际支付金额/ }).first()).toBeVisible()
    await page.getByRole('button', { name: t('import.stepCheck') }).click()
  })

  await test.step('the import tells where every row went', async () => {
    await app.importAll()
    await expect(app.finding).toContainText(GBK_EXPORT.nRows.toLocaleString('en'))
    await expect(app.finding).toContainText(String(GBK_EXPORT.nWithoutCustomer + GBK_EXPORT.nBadTimes))
  })

  await test.step('the books balance and the rejects can be opened again', async () => {
    await app.button(t('import.seeQuality')).click()
    const numbers = (await app.finding.innerText())
      .match(/[\d,]+/g)
      ?.map((one) => Number(one.replaceAll(',', '')))
    const [read = 0, ...parts] = numbers ?? []
    expect(read).toBe(GBK_EXPORT.nRows)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(read)
    const download = await app.download(() => app.button(t('quality.rejectsCsv')).click())
    const { hasMark, rows } = readCsv(await download.path())
    expect(hasMark).toBe(true)
    expect(rows).toHaveLength(1 + GBK_EXPORT.nWithoutCustomer + GBK_EXPORT.nBadTimes)
    expect(formulasIn(rows)).toEqual([])
  })

  await test.step('segments change while the button is down', async () => {
    await rfm.open()
    const before = await rfm.segments()
    const grid = await rfm.cells()
    await rfm.press(0.95)
    await rfm.dragTo(0.6, 12)
    await expect(rfm.status).toHaveText(t('rfm.statusLive'))
    await expect.poll(() => rfm.segments()).not.toEqual(before)
    const halfway = await rfm.segments()
    expect(await rfm.cells()).not.toEqual(grid)
    await rfm.dragTo(0.45, 8)
    await expect.poll(() => rfm.segments()).not.toEqual(halfway)
    await rfm.release()
    await rfm.settled()
    const day = await page.getByRole('textbox', { name: t('rfm.asOfLabel') }).inputValue()
    expect(day < GBK_EXPORT.lastDay).toBe(true)
    await expect(page.getByText(t('shell.backToLast')).first()).toBeVisible()
  })

  await test.step('the keyboard does the same', async () => {
    await rfm.slider.focus()
    await page.keyboard.press('End')
    await rfm.settled()
    await expect(rfm.slider).toHaveAttribute('aria-valuetext', new RegExp(GBK_EXPORT.lastDay))
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(rfm.slider).toHaveAttribute('aria-valuetext', /2025-09-20/)
    await page.keyboard.press('End')
    await rfm.settled()
  })

  await test.step('a cell filters the table, and the list that is exported is that table', async () => {
    const all = await rfm.members()
    await expect.poll(() => rfm.matched()).toBe(all)
    await rfm.cell(5, 5).click()
    await expect.poll(() => rfm.matched()).toBeLessThan(all)
    const filtered = await rfm.matched()
    const download = await app.download(() => app.button(t('rfm.exportList')).click())
    const some = readCsv(await download.path())
    expect(some.hasMark).toBe(true)
    expect(some.rows).toHaveLength(1 + filtered)
    await app.button(t('rfm.filterRemove', { name: 'R5 F5' })).click()
    await expect.poll(() => rfm.matched()).toBe(all)
    const whole = readCsv(await (await app.download(() => app.button(t('rfm.exportList')).click())).path())
    expect(whole.rows).toHaveLength(1 + all)
    expect(formulasIn(whole.rows)).toEqual([])
    expect(whole.rows.flat().some((cell) => cell.endsWith(GBK_EXPORT.formulaKey))).toBe(true)
  })

  await test.step('a customer opens with every event and its line', async () => {
    await rfm.grid.getByRole('row').nth(1).click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByRole('grid')).toBeVisible()
    await expect(drawer.getByText(t('customer.kindPurchase')).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
  })

  await test.step('two days are compared as a matrix and as flows', async () => {
    await app.button(t('rfm.seeMigration')).click()
    await expect(page.getByRole('img', { name: t('migration.sankeyTitle') })).toBeVisible()
    await expect(page.locator('[data-at="0-0"]')).toBeVisible()
    const days = await page.getByText(/2025-08-31/).count()
    expect(days).toBeGreaterThan(0)
    await app.choice(t('migration.spanLabel'), t('migration.spanChoice', { days: '90' }))
    await expect(page.getByText(/2025-07-02/).first()).toBeVisible()
  })

  await test.step('rules that leave a gap are called broken before they can be saved', async () => {
    await rfm.open()
    await app.button(t('rfm.editRules')).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(t('rfm.lintOk'))).toBeVisible()
    await dialog.getByRole('button', { name: t('rfm.ruleRemove', { n: '1' }) }).click()
    await expect(dialog.getByText(t('rfm.lintOk'))).toBeHidden()
    await expect(dialog.getByRole('button', { name: t('rfm.ruleSave') })).toBeDisabled()
    await dialog.getByRole('button', { name: t('common.cancel') }).click()
  })

  await test.step('language and theme change without losing the filter', async () => {
    await rfm.cell(1, 1).click()
    const chip = page.getByRole('button', { name: t('rfm.filterRemove', { name: 'R1 F1' }) })
    await expect(chip).toBeVisible()
    await page.getByRole('radio', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('button', { name: 'Remove the filter R1 F1' })).toBeVisible()
    await app.button('Switch to dark').click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByRole('button', { name: 'Remove the filter R1 F1' })).toBeVisible()
    await page.getByRole('radio', { name: '中文' }).click()
  })

  await test.step('commands and keys are one press away', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: t('shell.searchBox') }).fill('迁移')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/migration/)
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.locator('#page').focus()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: t('shell.keys') })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('the same file again adds nothing and says so', async () => {
    await app.goTo('import')
    await app.button(t('import.again')).click()
    const drop = page.getByText(t('import.dropTitle'))
    await app.choose([writeGbkExport(folder)], () => drop.click())
    await app.importAll()
    await expect(page.getByText(/导入过/).first()).toBeVisible()
    await rfm.open()
  })
  expect(watched.foreign).toEqual([])
})

test('an import that is cancelled leaves the project as it was', async ({ page, shell, watched }) => {
  const app = new App(page)
  const { t } = app
  await app.open(shell)
  await app.newFromFiles([writeGbkExport(folder)], '取消')
  await app.importAll()
  await app.goTo('quality')
  const before = await app.finding.innerText()
  await app.goTo('import')
  await app.button(t('import.again')).click()
  await app.choose([writeLongList(folder, 1_200_000)], () => page.getByText(t('import.dropTitle')).click())
  await app.importButton.click()
  const cancel = page
    .locator('#page')
    .getByRole('button', { name: t('common.cancel') })
    .first()
  await expect(page.getByText(/\/秒|每秒/).first()).toBeVisible()
  await cancel.click()
  await expect(page.getByText(t('import.cancelled'))).toBeVisible()
  await app.goTo('quality')
  await expect(app.finding).toHaveText(before)
  expect(watched.problems).toEqual([])
})

test('a bill is refused with its reason', async ({ page, shell, watched }) => {
  const app = new App(page)
  await app.open(shell)
  await app.newFromFiles([writeBill(folder)], '账单')
  await expect(page.getByText(app.t('import.verdictRefused')).first()).toBeVisible()
  await expect(app.finding).toContainText(/账单/)
  await expect(app.importButton).toHaveCount(0)
  expect(watched.problems).toEqual([])
})

test('a backend that dies is told in a sentence, and nothing hangs', async ({ page, shell, watched }) => {
  const app = new App(page)
  await app.open(shell)
  watched.forgive()
  await shell.kill()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(app.t('shell.lostTitle'))
  await expect(alert.getByRole('button')).toBeVisible()
})
