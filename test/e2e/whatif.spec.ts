import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { ScenarioResult } from '../../shared/contract/winbackResult.ts'
import { createFormat } from '../../src-renderer/ui/format.ts'
import { App } from './support/app.ts'
import { examined } from './support/examined.ts'
import { root } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const format = createFormat({ language: 'zh-CN', currency: 'CNY', compact: true })

/** What `huiliu whatif` says of a scenario file. */
function onTheCommandLine(path: string): ScenarioResult {
  const program = join(root, 'src-main', 'cli', 'main.ts')
  const answer = execFileSync(process.execPath, [program, 'whatif', '--scenario', path, '--json'], {
    encoding: 'utf8',
  })
  return JSON.parse(answer) as ScenarioResult
}

const budgetSlider = (page: Page, app: App): Locator =>
  page.getByRole('slider', { name: app.t('whatif.budget'), exact: true })
const strip = (page: Page): Locator => page.locator('[class*="_strip_"] [class*="_item_"]')

test('a manager moves the budget and sees what the command line says', async ({ page, shell, watched }) => {
  const app = new App(page)
  await app.open(shell)
  await app.goTo('budget')
  const slider = budgetSlider(page, app)
  await expect(slider).toBeVisible()
  await slider.focus()
  await slider.press('Home')
  for (let i = 0; i < 20; i++) await slider.press('ArrowRight')
  await slider.press('Shift+ArrowRight')
  const budget = Number(await slider.getAttribute('aria-valuenow'))
  expect(budget).toBeGreaterThan(0)

  const download = await app.download(() => app.button(app.t('whatif.saveFile')).click())
  const path = await download.path()
  expect((JSON.parse(readFileSync(path, 'utf8')) as { budget: number }).budget).toBe(budget)
  const { plan } = onTheCommandLine(path)
  if (!plan) throw new Error('no plan')
  await expect(strip(page).nth(0)).toContainText(format.money(plan.profit * 100).replace(/\s?万$/, ''))
  await expect(strip(page).nth(1)).toContainText(format.count(plan.incrementalReturns))
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    app.t('whatif.budgetValue', {
      budget: format.moneyFull(budget * 100),
      profit: format.moneyFull(plan.profit * 100),
    }),
  )
  await expect(page.getByRole('table').filter({ hasText: app.t('whatif.whoWhat') })).toContainText(
    format.countFull(plan.allocation.find(({ action }) => action !== null)?.customers ?? 0),
  )
  const undo = app.button(app.t('whatif.undo'))
  // a pause between two keys ends a step
  while (await undo.isEnabled()) await undo.click()
  await expect(slider).toHaveAttribute('aria-valuenow', '20000')
  expect(watched.problems).toEqual([])
})

test('a language switch keeps the scenario, a refused value keeps the last result', async ({
  page,
  shell,
  watched,
}) => {
  const app = new App(page)
  await app.open(shell)
  await app.goTo('budget')
  const face = page.getByRole('textbox', {
    name: app.t('common.exactValue', { name: app.t('whatif.face') }),
  })
  await face.fill('200')
  await face.press('Enter')
  await expect(page.getByRole('alert')).toContainText(app.t('common.maximum', { max: '¥99' }))
  await expect(page.getByRole('alert')).toContainText(app.t('common.stillLast'))
  const before = await strip(page).nth(1).textContent()
  await face.fill('30')
  await face.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(strip(page).nth(1)).not.toHaveText(before ?? '')
  await expect(page.getByText(app.t('whatif.sourcesChanged', { n: '1' }))).toBeVisible()

  const profit = await strip(page).nth(1).locator('button').textContent()
  await page.getByRole('radio', { name: 'EN' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recall budget')
  await expect(strip(page).nth(1).locator('button')).toHaveText(profit ?? '')
  await expect(page.getByText('1 value entered')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('all values are starting values')).toBeVisible()
  expect(watched.problems).toEqual([])
})

test('the curve follows the hand; a file opens, a broken one is explained', async ({
  page,
  shell,
  watched,
}) => {
  const app = new App(page)
  await app.open(shell)
  await app.goTo('budget')
  const canvas = page.locator('canvas').first()
  const slider = budgetSlider(page, app)
  await expect(canvas).toBeVisible()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('no chart')
  await page.evaluate(recordFrames)
  await page.mouse.move(box.x + box.width * 0.3, box.y + 120)
  await page.mouse.down()
  for (let i = 0; i <= 40; i++) await page.mouse.move(box.x + box.width * (0.3 + i * 0.01), box.y + 120)
  await page.mouse.up()
  const frames = await page.evaluate(frameTimes)
  test.info().annotations.push({ type: 'frames', description: JSON.stringify(frames) })
  const held = Number(await slider.getAttribute('aria-valuenow'))
  expect(held).toBeGreaterThan(5000)
  await app.button(app.t('whatif.undo')).click()
  await expect(slider).toHaveAttribute('aria-valuenow', '20000')

  const picker = page.locator('input[type=file]')
  await picker.setInputFiles(join(root, 'resources', 'scenarios', 'coupon-to-everybody.json'))
  await expect(page.getByRole('combobox').first()).toHaveValue('coupon-to-everybody.json')
  await picker.setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{') })
  await expect(page.getByRole('alert')).toContainText('broken.json')
  await expect(page.getByRole('combobox').first()).toHaveValue('coupon-to-everybody.json')
  expect(watched.problems).toEqual([])
})

test('the classic pair is there with its words', async ({ page, shell, watched }) => {
  const app = new App(page)
  await app.open(shell)
  await app.goTo('strategies')
  for (const figure of ['¥140.625', '¥121.875', '487%', '320%', '¥250.00', '0.940–1.064%', '9.362–10.677%']) {
    await expect(page.getByText(figure).first()).toBeVisible()
  }
  await app.button(app.t('whatif.addOwn')).click()
  await expect(page.getByRole('heading', { level: 3, name: app.t('whatif.ownPlan') })).toBeVisible()
  expect(watched.problems).toEqual([])
})

declare global {
  interface Window {
    frameDeltas?: number[]
  }
}

function recordFrames(): void {
  const deltas: number[] = []
  window.frameDeltas = deltas
  let last = performance.now()
  const tick = (now: number) => {
    deltas.push(now - last)
    last = now
    if (deltas.length < 600) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

function frameTimes(): { n: number; p50: number; p95: number } {
  const sorted = (window.frameDeltas ?? []).toSorted((a, b) => a - b)
  const at = (p: number) => Math.round((sorted[Math.floor((sorted.length - 1) * p)] ?? 0) * 10) / 10
  return { n: sorted.length, p50: at(0.5), p95: at(0.95) }
}

for (const look of [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const) {
  test.describe(`another place and another order, in ${look.language}`, () => {
    test.use({ look })

    test('the coupon is put on another step, the steps change places', async ({ page, shell, watched }) => {
      const app = new App(page, look.language)
      const { t } = app
      await app.open(shell)
      await app.goTo('coupon')
      const places = page.getByRole('figure').filter({ has: page.getByText(t('whatif.placeOn')) })
      const call = places.getByRole('row').filter({ hasText: '4 ·' })
      await call.getByRole('button', { name: t('whatif.placeUse') }).click()
      await expect(call).toContainText(t('whatif.placeNow'))
      await expect(page.getByRole('row').filter({ hasText: '3 + 4' })).toHaveCount(0)
      const reward = page.getByRole('textbox', {
        name: t('whatif.taskRewardOf', { name: t('whatif.taskBrowse') }),
      })
      await reward.fill('4')
      await reward.press('Enter')
      await expect(reward).toHaveValue('¥4')
      await examined(page, `coupon-place-${look.language}`)

      await app.goTo('channels')
      const summaries = page.locator('summary[data-step]')
      await summaries.nth(3).focus()
      await page.keyboard.press('Alt+ArrowUp')
      await expect(summaries.nth(2)).toContainText(t('whatif.call'))
      await expect(summaries.nth(2)).toBeFocused()
      await page.setViewportSize({ width: 1280, height: 1600 })
      await summaries.nth(2).dragTo(summaries.nth(0))
      await expect(summaries.nth(0)).toContainText(t('whatif.call'))
      await examined(page, `channels-order-${look.language}`)
      expect(watched.problems).toEqual([])
    })
  })
}
