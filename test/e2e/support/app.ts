import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, type Download, type Locator, type Page } from '@playwright/test'
import { translator, type Translate } from '../../../src-renderer/locale/t.ts'
import type { Shell } from './shell.ts'
import type { Language } from './test.ts'

export type Route =
  | 'start'
  | 'northstar'
  | 'rfm'
  | 'migration'
  | 'quality'
  | 'import'
  | 'settings'
  | 'churn'
  | 'risk'
  | 'lifetime'
  | 'silent'
  | 'interventions'
  | 'story'
  | 'budget'
  | 'channels'
  | 'coupon'
  | 'scenarios'
  | 'strategies'

/** The frame of the app as a person meets it. */
export class App {
  readonly page: Page
  readonly t: Translate
  readonly language: Language

  constructor(page: Page, language: Language = 'zh-CN') {
    this.page = page
    this.language = language
    this.t = translator(language)
  }

  async open(shell: Shell): Promise<void> {
    await this.page.goto(shell.url)
    await expect(this.page.locator('#page')).toBeVisible()
  }

  async goTo(route: Route): Promise<void> {
    await this.page.evaluate((to) => {
      window.location.hash = `#/${to}`
    }, route)
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** The sentence that opens the page. */
  get finding(): Locator {
    return this.page.locator('p[class*="_finding_"]')
  }

  /** Presses what opens a file dialog and chooses. */
  async choose(paths: readonly string[], press: () => Promise<void>): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), press()])
    await chooser.setFiles([...paths])
  }

  /** Lets files go over the window, as from a file manager. */
  async dropFiles(paths: readonly string[]): Promise<void> {
    const files = paths.map((path) => ({
      name: basename(path),
      base64: readFileSync(path).toString('base64'),
    }))
    await this.page.evaluate(async (dropped) => {
      const dataTransfer = new DataTransfer()
      for (const { name, base64 } of dropped) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        dataTransfer.items.add(new File([bytes], name))
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      }
    }, files)
  }

  async download(press: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), press()])
    return download
  }

  /** Start screen: a new project from files; ends in the wizard. */
  async newFromFiles(paths: readonly string[], name: string): Promise<void> {
    await this.goTo('start')
    const { t } = this
    await this.choose(paths, () => this.button(t('start.newFromFiles')).click())
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel(t('start.newName')).fill(name)
    await dialog.getByRole('button', { name: t('start.create') }).click()
    await expect(this.page).toHaveURL(/#\/import/)
  }

  /** Wizard: the files are looked at; it stops at the check when nothing is uncertain. */
  get importButton(): Locator {
    return this.page.getByRole('button', { name: new RegExp(this.t('import.run', { rows: '[\\d,]+' })) })
  }

  async importAll(): Promise<void> {
    await this.importButton.click()
    await expect(this.button(this.t('import.again'))).toBeVisible({ timeout: 60_000 })
  }

  async choice(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }
}
