import { sharedData } from '../support/sharedData.ts'
import { App } from './support/app.ts'
import { RfmScreen } from './support/rfm.ts'
import { expect, test } from './support/test.ts'

const file = sharedData('online-retail/onlineretail.csv.gz')

/** Figures that an independent query over the same file gives. */
const SEGMENTS = {
  'core-high': '710',
  'develop-high': '130',
  'keep-high': '29',
  'winback-high': '41',
  'core-low': '337',
  'develop-low': '1,737',
  'keep-low': '38',
  'winback-low': '1,316',
} as const

test.describe('a real export of half a million lines', () => {
  test.skip(file === null, 'the real data is not beside this checkout')
  test.use({ look: { language: 'en', theme: 'light' } })

  test('comes in with nothing but defaults, every row accounted for, and is scored to the customer', async ({
    page,
    shell,
    watched,
  }) => {
    const app = new App(page, 'en')
    const { t } = app
    const rfm = new RfmScreen(app)
    await app.open(shell)
    await app.newFromFiles([file ?? ''], 'Gift shop')
    await expect(app.importButton).toBeVisible({ timeout: 60_000 })
    await app.importAll()
    await expect(app.finding).toContainText('541,909 rows read')
    await app.button(t('import.seeQuality')).click()
    await expect(page.getByRole('row', { name: 'no customer 135,080' })).toBeVisible()
    await rfm.open()
    await app.choice(t('rfm.windowLabel'), t('rfm.windowChoiceAll'))
    await expect(rfm.status).toContainText('4,338')
    await expect(page.getByText(t('rfm.subOthers', { n: '34' }))).toBeVisible()
    for (const [key, customers] of Object.entries(SEGMENTS)) {
      await expect(page.locator(`[data-segment="${key}"]`)).toHaveAttribute(
        'aria-label',
        new RegExp(` ${customers} customers`),
      )
    }
    expect(watched.problems).toEqual([])
  })
})
