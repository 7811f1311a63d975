/** What a person waits for: sliders in the hand, and a start up to the first paint. In a real browser. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { root, startShell } from '../e2e/support/shell.ts'
import { launchBrowser } from '../support/browser.ts'
import { purchaseList } from './generate.ts'
import { median, percentile, type BenchLine } from './line.ts'

interface Size {
  readonly label: string
  readonly nCustomers: number
  readonly nRows: number
}

const SIZES = [
  { label: '100k customers', nCustomers: 130_000, nRows: 800_000 },
  { label: '600k customers', nCustomers: 623_000, nRows: 5_000_000 },
] as const satisfies readonly Size[]
/** of whom a million have been silent for a month */
const MILLION = { label: '1M customers', nCustomers: 1_230_000, nRows: 9_500_000 } satisfies Size
const DRAG_MS = 3000
/** far enough that every move is a new value */
const STEP_PX = 3
const N_STARTS = 5

/** Frame intervals while the mouse drags, and the time from a move to the summary that answers it. */
export async function sliderBench(folder: string, sizes: readonly Size[] = SIZES): Promise<BenchLine[]> {
  const browser = await launchBrowser()
  if (browser === null) return []
  const lines: BenchLine[] = []
  for (const { label, nCustomers, nRows } of sizes) {
    const project = projectOf(folder, nRows, nCustomers)
    const shell = await startShell({ project })
    try {
      const page = await opened(browser, shell.url)
      const { frames, answers } = await dragged(page, AS_OF)
      const name = (what: string) => `slider ${label}, ${what}`
      lines.push(
        ms(name('frame p50'), median(frames), frames.length),
        ms(name('frame p95'), percentile(frames, 0.95), frames.length),
        ms(name('picture p50'), median(answers), answers.length),
        ms(name('picture p95'), percentile(answers, 0.95), answers.length),
      )
      await page.context().close()
    } finally {
      await shell.close()
    }
  }
  await browser.close()
  return lines
}

/** The same for the recall budget and the coupon over a project's own customers, as cells; the picture is the strip of numbers. */
export async function budgetBench(folder: string): Promise<BenchLine[]> {
  const browser = await launchBrowser()
  if (browser === null) return []
  const { label, nRows, nCustomers } = MILLION
  const shell = await startShell({ project: projectOf(folder, nRows, nCustomers) })
  try {
    const page = await opened(browser, shell.url)
    const lines: BenchLine[] = []
    for (const [name, route, hand] of [
      ['recall budget', 'budget', BUDGET],
      ['coupon face value', 'coupon', COUPON],
    ] as const) {
      await page.evaluate((to) => {
        window.location.hash = to
      }, `#/${route}`)
      const ofProject = page.getByRole('radio', { name: 'This project' })
      await ofProject.click()
      await ofProject.and(page.getByRole('radio', { checked: true })).waitFor({ timeout: 120_000 })
      await page.locator(hand.draws).waitFor()
      await page.getByText('Planning').waitFor({ state: 'detached', timeout: 120_000 })
      const { frames, answers } = await dragged(page, hand)
      const of = (what: string) => `${name}, ${label}, ${what}`
      lines.push(
        ms(of('frame p50'), median(frames), frames.length),
        ms(of('frame p95'), percentile(frames, 0.95), frames.length),
        ms(of('picture p50'), median(answers), answers.length),
        ms(of('picture p95'), percentile(answers, 0.95), answers.length),
      )
    }
    return lines
  } finally {
    await browser.close()
    await shell.close()
  }
}

/** From the start of the process to the first contentful paint of the page. */
export async function startBench(): Promise<BenchLine[]> {
  const browser = await launchBrowser()
  if (browser === null) return []
  const times: number[] = []
  for (let i = 0; i < N_STARTS; i++) {
    const startedMs = performance.now()
    const shell = await startShell()
    const page = await (await browser.newContext()).newPage()
    await page.goto(shell.url, { waitUntil: 'commit' })
    await page.locator('h1').first().waitFor()
    times.push(performance.now() - startedMs)
    await page.context().close()
    await shell.close()
  }
  await browser.close()
  return [{ ...ms('start to first paint', median(times), times.length), note: 'shell process and page' }]
}

const ms = (name: string, value: number, n: number): BenchLine => ({
  name,
  who: 'huiliu',
  value,
  unit: 'ms',
  n,
})

/** The project of a generated list, imported once. */
function projectOf(folder: string, nRows: number, nCustomers: number): string {
  const list = purchaseList(folder, nRows, nCustomers)
  const project = join(folder, `slider-${nCustomers}.huiliu`)
  if (existsSync(project)) return project
  execFileSync(process.execPath, [
    join(root, 'src-main', 'launcher', 'huiliu.mjs'),
    'import',
    project,
    list.path,
    '--json',
  ])
  return project
}

async function opened(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  await page.evaluate(() => {
    window.location.hash = '#/rfm'
  })
  await page.getByTestId('as-of-strip').waitFor({ timeout: 60_000 })
  await page.locator('[data-segment]').first().waitFor({ timeout: 60_000 })
  return page
}

/** What is dragged and what answers, as selectors; from where to where, as shares of its width. */
interface Hand {
  readonly drags: string
  readonly draws: string
  readonly from: number
  readonly to: number
}

const AS_OF: Hand = {
  drags: '[data-testid="as-of-strip"]',
  draws: 'svg:has([data-segment])',
  from: 0.95,
  to: 0.29,
}
/** Over the part of the budget that is worth spending: beyond it the numbers stand still. */
const BUDGET: Hand = {
  drags: '[class*="_slider_"]',
  draws: 'section[class*="_strip_"]',
  from: 0.22,
  to: 0.03,
}
const COUPON: Hand = { ...BUDGET, from: 0.6, to: 0.1 }

/** Drags for some seconds; the page itself takes the times. */
async function dragged(page: Page, hand: Hand): Promise<{ frames: number[]; answers: number[] }> {
  const box = await page.locator(hand.drags).first().boundingBox()
  if (!box) throw new Error(`${hand.drags} is not on the page`)
  const y = box.y + box.height / 2
  const xAt = (share: number) => box.x + share * box.width
  await page.mouse.move(xAt(hand.from), y)
  await page.mouse.down()
  await page.evaluate(record, { drags: hand.drags, draws: hand.draws })
  const startedMs = performance.now()
  const nSteps = Math.max(1, Math.floor((Math.abs(hand.from - hand.to) * box.width) / STEP_PX))
  for (let i = 0; performance.now() - startedMs < DRAG_MS; i++) {
    const share = Math.abs(((i / nSteps) % 2) - 1)
    await page.mouse.move(xAt(hand.to + (hand.from - hand.to) * share), y)
  }
  const times = await page.evaluate(taken)
  await page.mouse.up()
  return times
}

interface Recorder {
  readonly frames: number[]
  readonly answers: number[]
  readonly stop: () => void
}

/** Notes every frame, and for the first move after a repaint how long the next change of the picture takes. */
function record({ drags, draws }: { drags: string; draws: string }): void {
  const frames: number[] = []
  const answers: number[] = []
  let running = true
  let last = performance.now()
  let askedMs: number | null = null
  const tick = (now: number) => {
    frames.push(now - last)
    last = now
    if (running) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  const picture = document.querySelector(draws)
  document.querySelector(drags)?.addEventListener('pointermove', () => {
    askedMs ??= performance.now()
  })
  const observer = new MutationObserver(() => {
    if (askedMs === null) return
    const since = askedMs
    askedMs = null
    requestAnimationFrame(() => answers.push(performance.now() - since))
  })
  if (picture)
    observer.observe(picture, { subtree: true, childList: true, attributes: true, characterData: true })
  const recorder: Recorder = {
    frames,
    answers,
    stop: () => {
      running = false
      observer.disconnect()
    },
  }
  Object.assign(window, { recorder })
}

function taken(): { frames: number[]; answers: number[] } {
  const { recorder } = window as unknown as { recorder: Recorder }
  recorder.stop()
  return { frames: recorder.frames.slice(2), answers: recorder.answers }
}
