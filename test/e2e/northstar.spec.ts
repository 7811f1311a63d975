import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from './support/app.ts'
import { root, startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { watch } from './support/watch.ts'

interface Month {
  readonly month: string
  readonly finished: boolean
  readonly core: number
  readonly northStar: number
  readonly northStarInterval: readonly [number, number]
  readonly repurchaseRate: number
  readonly returnRate: number
  readonly entered: number
  readonly left: number
}

const huiliu = (...args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'src-main', 'cli', 'main.ts'), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const whole = (n: number) => n.toLocaleString('en')

test('a project opens with its North Star, whose numbers are those of the command line', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-northstar-'))
  const project = join(folder, 'shop.huiliu')
  huiliu('sample', project, '--customers', '3000')
  expect(existsSync(project)).toBe(true)
  const { months } = JSON.parse(huiliu('northstar', project, '--json')) as { months: Month[] }
  const last = months.findLast((month) => month.finished)
  if (!last) throw new Error('no finished month')
  const shell = await startShell({ project })
  try {
    const watched = await watch(page, shell.origin)
    const app = new App(page)
    await app.open(shell)
    await expect(page).toHaveURL(/#\/northstar/)

    await test.step('finding and strip', async () => {
      await expect(app.finding).toContainText(last.month)
      await expect(app.finding).toContainText(percent(last.northStar))
      const strip = page.getByRole('region', { name: app.t('northstar.title') })
      const [low, high] = last.northStarInterval
      await expect(strip).toContainText(`${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`)
      for (const share of [last.northStar, last.repurchaseRate, last.returnRate])
        await expect(strip).toContainText(percent(share))
      await expect(strip).toContainText(whole(last.core))
      await expect(strip).toContainText(`+${whole(last.entered)} / −${whole(last.left)}`)
    })

    await test.step('the table behind the chart has every month, unfinished ones named', async () => {
      const name = new RegExp(app.t('northstar.trendName', { n: '\\d+' }))
      await page.getByRole('img', { name }).press('t')
      const table = page.getByRole('region', { name })
      await expect(table).toContainText(percent(last.northStar))
      await expect(table).toContainText(app.t('northstar.stateUnfinished'))
      await table.press('t')
    })

    await test.step('an earlier month is told in its turn', async () => {
      const earlier = months.at(months.indexOf(last) - 3)
      if (!earlier) throw new Error('no earlier month')
      await app.choice(app.t('northstar.monthLabel'), earlier.month)
      await expect(app.finding).toContainText(percent(earlier.northStar))
    })

    await test.step('another language keeps the month', async () => {
      const before = await app.finding.innerText()
      await page.getByRole('radio', { name: 'English' }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await expect(app.finding).toContainText('monthly repurchase')
      const share = /\d+\.\d%/.exec(before)?.[0] ?? ''
      await expect(app.finding).toContainText(share)
    })

    await test.step('another rule counts every month anew', async () => {
      const shorter = JSON.parse(huiliu('northstar', project, '--json', '--window-months', '3')) as {
        months: Month[]
      }
      const month = shorter.months.find((one) => one.month === months.at(months.indexOf(last) - 3)?.month)
      const field = page.getByRole('textbox', { name: 'Months looked back' })
      await field.fill('3')
      await field.press('Enter')
      await expect(app.finding).toContainText(percent(month?.northStar ?? -1))
    })
    expect(watched.problems).toEqual([])
    expect(watched.foreign).toEqual([])
  } finally {
    await shell.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
