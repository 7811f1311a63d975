import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron as electron, expect, test } from '@playwright/test'
import { electronBinary, hasDisplay } from '../../src-main/launcher/electron.mjs'

const root = join(import.meta.dirname, '..', '..')
const binary = electronBinary(root)

test.describe('the real Electron', () => {
  test.skip(binary === null, 'no Electron binary is installed on this machine')
  test.skip(!hasDisplay(), 'there is no display for a window')

  test('shows the page in a sandbox, with a backend behind it and nothing of Node in it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'huiliu-electron-e2e-'))
    const isRoot = process.getuid?.() === 0
    const app = await electron.launch({
      executablePath: binary ?? '',
      args: [...(isRoot ? ['--no-sandbox'] : []), root],
      env: { ...process.env, HUILIU_DATA_DIR: dataDir },
    })
    try {
      const page = await app.firstWindow()
      await expect(page.locator('#root')).not.toBeEmpty()
      expect(page.url()).toMatch(/^app:\/\/huiliu\//)
      const inPage = await page.evaluate(() => ({
        bridge: Object.keys((window as unknown as { huiliuHost: object }).huiliuHost).sort((a, b) =>
          a.localeCompare(b),
        ),
        node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
      }))
      expect(inPage).toEqual({
        bridge: ['connect', 'pickFiles', 'pickSaveTarget', 'registerFile', 'saveBytes'],
        node: ['undefined', 'undefined'],
      })
      const opened = await page.evaluate(() => window.open('https://example.com') === null)
      expect(opened).toBe(true)
      await page.evaluate(() => {
        window.location.href = 'https://example.com'
      })
      expect(page.url()).toMatch(/^app:\/\/huiliu\//)
      const reached = await page.evaluate(() =>
        fetch('https://example.com').then(
          () => true,
          () => false,
        ),
      )
      expect(reached).toBe(false)
    } finally {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
