/** What the hand feels, in a real browser: frames while the as-of day is dragged, and the time to the first picture. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root, startShell } from '../e2e/support/shell.ts'
import { launchBrowser } from '../support/browser.ts'
import { purchaseList } from './generate.ts'
import { median, percentile, type BenchLine } from './line.ts'

const SIZES = [
  { label: '100k customers', nRows: 800_000, nCustomers: 130_000 },
  { label: '600k customers', nRows: 5_000_000, nCustomers: 623_000 },
] as const
const DRAG_STEPS = 180
const START_RUNS = 3

interface DragFigures {
  readonly framesMs: number[]
  readonly repaintsMs: number[]
}

/** Drags over the strip for about three seconds; frames and the times between changed pictures. */
async function drag(page: Page): Promise<DragFigures> {
  const strip = page.getByTestId('as-of-strip')
  await strip.waitFor()
  const box = await strip.boundingBox()
  if (!box) throw new Error('the as-of strip has no box')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.95, y)
  await page.mouse.down()
  await page.evaluate(() => {
    const figures = { framesMs: [] as number[], repaintsMs: [] as number[], stop: false }
    Object.assign(window, { dragFigures: figures })
    let frame = performance.now()
    const tick = (now: number) => {
      figures.framesMs.push(now - frame)
      frame = now
      if (!figures.stop) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    let picture = performance.now()
    const finding = document.querySelector('h2')
    if (finding) {
      new MutationObserver(() => {
        const now = performance.now()
        figures.repaintsMs.push(now - picture)
        picture = now
      }).observe(finding, { characterData: true, childList: true, subtree: true })
    }
  })
  for (let i = 1; i <= DRAG_STEPS; i++) {
    await page.mouse.move(box.x + box.width * (0.95 - (0.5 * i) / DRAG_STEPS), y)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const figures = await page.evaluate(() => {
    const found = (window as unknown as { dragFigures: DragFigures & { stop: boolean } }).dragFigures
    found.stop = true
    return { framesMs: found.framesMs, repaintsMs: found.repaintsMs }
  })
  await page.mouse.up()
  return figures
}

/** As-of slider at two sizes of shop. */
export async function sliderBench(folder: string): Promise<BenchLine[]> {
  const browser = await launchBrowser()
  if (browser === null) return []
  const lines: BenchLine[] = []
  for (const { label, nRows, nCustomers } of SIZES) {
    const list = purchaseList(folder, nRows, nCustomers)
    const project = join(folder, `slider-${nCustomers}.huiliu`)
    if (!existsSync(project)) {
      execFileSync(process.execPath, [
        join(root, 'src-main', 'launcher', 'huiliu.mjs'),
        'import',
        project,
        list.path,
        '--json',
      ])
    }
    const shell = await startShell({ project })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(shell.url)
    const { framesMs, repaintsMs } = await drag(page)
    const n = framesMs.length
    const who = 'huiliu'
    lines.push(
      { name: `slider ${label}, frame p50`, who, value: median(framesMs), unit: 'ms', n },
      { name: `slider ${label}, frame p95`, who, value: percentile(framesMs, 0.95), unit: 'ms', n },
      {
        name: `slider ${label}, picture p50`,
        who,
        value: median(repaintsMs),
        unit: 'ms',
        n: repaintsMs.length,
      },
      {
        name: `slider ${label}, picture p95`,
        who,
        value: percentile(repaintsMs, 0.95),
        unit: 'ms',
        n: repaintsMs.length,
      },
    )
    await page.close()
    await shell.close()
  }
  await browser.close()
  return lines
}

/** From the start of the shell's process to the first contentful paint of the page. */
export async function startBench(): Promise<BenchLine[]> {
  const browser = await launchBrowser()
  if (browser === null) return []
  const times: number[] = []
  for (let i = 0; i < START_RUNS; i++) {
    const start = performance.now()
    const shell = await startShell()
    const page = await browser.newPage()
    await page.goto(shell.url)
    await page.locator('h1').first().waitFor()
    times.push(performance.now() - start)
    await page.close()
    await shell.close()
  }
  await browser.close()
  return [
    {
      name: 'start to first paint',
      who: 'huiliu',
      value: median(times),
      unit: 'ms',
      n: START_RUNS,
      note: 'shell process and page',
    },
  ]
}
