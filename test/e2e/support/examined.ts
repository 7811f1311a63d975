import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { root } from './shell.ts'

const SIZES = [
  { width: 1080, height: 600, kept: false },
  { width: 1920, height: 1080, kept: true },
  { width: 1280, height: 800, kept: true },
] as const
const pictures = join(root, 'test-results', 'screens')

/**
 * One screen at all sizes: a picture in test-results/screens, nothing that runs out of the window, also with texts that are
 * 30% longer, nothing that axe finds. The window is back at 1280 x 800 afterwards.
 */
export async function examined(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await expect.poll(() => page.evaluate(nMoving), `${name} has come to rest`).toBe(0)
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

/** Transitions under way: a drawer that slides in is still half outside of the window. */
const nMoving = () =>
  document
    .getAnimations()
    .filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length

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
