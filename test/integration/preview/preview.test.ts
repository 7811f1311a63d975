import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { findChromium } from '../../support/chromium.ts'
import { FAKE_NOW_MS } from '../../support/fakeClient.ts'
import { buildPreview, PREVIEW_ORIGIN, servePreview } from '../../support/preview/build.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const hasBrowser = (await findChromium()) !== null
let browser: Browser | null = null
let built = ''

beforeAll(async () => {
  if (!hasBrowser) return
  built = join(temporaryFolder('preview'), 'page')
  await buildPreview(built)
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

interface Look {
  readonly theme: 'light' | 'dark'
  readonly language: 'zh' | 'en'
}
interface State {
  readonly name: string
  readonly query: string
  readonly hash: string
  readonly act?: (page: Page) => Promise<unknown>
  /** what stands there when the state is reached */
  readonly ready: string
}
const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
]

/** A page of the preview at the smallest window, and what its console complained about. */
async function open(
  { theme, language }: Look,
  query: string,
  hash = '',
): Promise<{ page: Page; complaints: string[] }> {
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({
    viewport: { width: 1080, height: 600 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.clock.setFixedTime(FAKE_NOW_MS)
  await servePreview(page, built)
  await page.goto(`${PREVIEW_ORIGIN}/?theme=${theme}&language=${language}${query}${hash}`)
  await page
    .locator('h1')
    .waitFor({ timeout: 20_000 })
    .catch((cause: unknown) => {
      throw new Error(`nothing was drawn: ${complaints.join('; ')}`, { cause })
    })
  return { page, complaints }
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe.skipIf(!hasBrowser).each(LOOKS)('the preview, $theme and $language', (look) => {
  const states: readonly State[] = [
    { name: 'start', query: '&empty', hash: '#/start', ready: 'table' },
    { name: 'a new project', query: '&empty', hash: '#/start?new=1', ready: '[role="dialog"]' },
    { name: 'settings', query: '', hash: '#/settings', ready: 'nav' },
    {
      name: 'the palette',
      query: '',
      hash: '#/settings',
      act: (page) => page.keyboard.press('Control+k'),
      ready: '[role="dialog"] [role="option"]',
    },
    {
      name: 'the keys',
      query: '',
      hash: '#/settings',
      act: (page) => page.keyboard.press('?'),
      ready: '[role="dialog"]',
    },
    {
      name: 'the project menu',
      query: '',
      hash: '#/settings',
      act: (page) => page.locator('[aria-haspopup="menu"]').first().click(),
      ready: '[role="menuitem"]',
    },
    { name: 'the North Star', query: '', hash: '#/northstar', ready: 'canvas' },
    { name: 'lifetime values', query: '', hash: '#/lifetime', ready: '[role="gridcell"]' },
    { name: 'the warning model', query: '', hash: '#/churn', ready: 'canvas' },
    { name: 'its card', query: '', hash: '#/churn?show=card', ready: '[data-print]' },
    { name: 'its set-up', query: '&untrained', hash: '#/churn', ready: 'canvas' },
    { name: 'the risk list', query: '', hash: '#/risk', ready: '[role="gridcell"]' },
    {
      name: 'the risk of a customer',
      query: '',
      hash: '#/risk',
      act: (page) => page.locator('[role="gridcell"]').nth(3).click(),
      ready: '[role="dialog"] svg[role="img"]',
    },
    { name: 'the recall budget', query: '', hash: '#/budget', ready: 'canvas' },
    { name: 'the recall budget without a project', query: '&empty', hash: '#/budget', ready: 'canvas' },
    { name: 'the coupon', query: '', hash: '#/coupon', ready: 'canvas' },
    { name: 'the channel mix', query: '', hash: '#/channels', ready: 'canvas' },
    { name: 'the strategies', query: '', hash: '#/strategies', ready: 'canvas' },
    { name: 'all components', query: '&kit', hash: '', ready: 'canvas' },
    {
      name: 'a provenance',
      query: '&kit',
      hash: '',
      act: (page) => page.locator('[aria-haspopup="dialog"]').nth(1).click(),
      ready: '[role="dialog"] dl',
    },
    {
      name: 'a drawer',
      query: '&kit',
      hash: '',
      act: (page) => page.locator('[role="gridcell"]').nth(3).click(),
      ready: '[role="dialog"]',
    },
  ]

  it.each(states)(
    '$name: keeps to the security policy, overflows nowhere, and axe finds nothing',
    async ({ query, hash, act, ready }) => {
      const { page, complaints } = await open(look, query, hash)
      await act?.(page)
      await page.locator(ready).first().waitFor()
      expect(await faults(page)).toEqual([])
      expect(await overflows(page)).toBe(false)
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )
})

describe.skipIf(!hasBrowser)('a slider in the browser', () => {
  it('follows the hand, opens exact entry by a digit, and a table swap keeps the panel its size', async () => {
    const { page } = await open({ theme: 'light', language: 'en' }, '&kit')
    const thumb = page.getByRole('slider', { name: 'Recall budget' })
    const box = await thumb.boundingBox()
    if (!box) throw new Error('no thumb')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 })
    expect(Number(await thumb.getAttribute('aria-valuenow'))).toBeGreaterThan(3_000_000)
    await page.mouse.up()
    await thumb.press('4')
    const entry = page.getByRole('textbox', { name: 'Exact value of "Recall budget"' })
    expect(await entry.inputValue()).toBe('4')
    expect(await entry.evaluate((element) => element === document.activeElement)).toBe(true)

    const chart = page.getByRole('img', { name: 'Weekly orders' })
    const size = (box: { width: number; height: number } | null) => [box?.width, box?.height]
    const before = size(await chart.boundingBox())
    await chart.press('t')
    const after = size(await page.getByRole('region', { name: 'Weekly orders' }).boundingBox())
    expect(after).toEqual(before)
    await page.context().close()
  })
})
