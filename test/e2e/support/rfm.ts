import { expect, type Locator } from '@playwright/test'
import type { App } from './app.ts'

/** The RFM screen. */
export class RfmScreen {
  readonly app: App

  constructor(app: App) {
    this.app = app
  }

  async open(): Promise<void> {
    await this.app.goTo('rfm')
    await this.settled()
  }

  /** The exact result stands, not that of the hand or of a run under way. */
  async settled(): Promise<void> {
    const exact = this.app.t('rfm.statusExact', { n: '[\\d,]+' })
    await expect(this.status).toHaveText(new RegExp(exact), { timeout: 30_000 })
  }

  get status(): Locator {
    return this.app.page.locator('footer [role=status]').first()
  }

  /** How many customers the status line says were scored. */
  async members(): Promise<number> {
    return numberIn(await this.status.innerText())
  }

  get slider(): Locator {
    return this.app.page.getByRole('slider', { name: this.app.t('common.asOf') })
  }

  get strip(): Locator {
    return this.app.page.getByTestId('as-of-strip')
  }

  get grid(): Locator {
    return this.app.page.getByRole('grid')
  }

  cell(r: number, f: number): Locator {
    return this.app.page.locator(`[data-cell="${r}${f}"]`)
  }

  /** Customers of each cell of the grid, R5 to R1. */
  async cells(): Promise<string[]> {
    return this.app.page.locator('[data-cell] text').allTextContents()
  }

  /** Segments with customers and money, as read out. */
  async segments(): Promise<string[]> {
    return this.app.page
      .locator('[data-segment]')
      .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('aria-label') ?? ''))
  }

  /** "1,204 customers, ..." beside the table. */
  async matched(): Promise<number> {
    const text = await this.app.page
      .getByText(new RegExp(this.app.t('rfm.tableCount', { n: '[\\d,]+', money: '.+' })))
      .innerText()
    return numberIn(text)
  }

  /** Presses the strip at a share of its width and keeps the button down. */
  async press(share: number): Promise<void> {
    const box = await this.box()
    await this.app.page.mouse.move(box.x + share * box.width, box.y + box.height / 2)
    await this.app.page.mouse.down()
  }

  async dragTo(share: number, steps: number): Promise<void> {
    const box = await this.box()
    await this.app.page.mouse.move(box.x + share * box.width, box.y + box.height / 2, { steps })
  }

  async release(): Promise<void> {
    await this.app.page.mouse.up()
  }

  private async box() {
    const box = await this.strip.boundingBox()
    if (!box) throw new Error('the strip is not on the page')
    return box
  }
}

const numberIn = (text: string) => Number((/[\d,]+/.exec(text)?.[0] ?? '').replaceAll(',', ''))
