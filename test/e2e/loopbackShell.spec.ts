import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from './support/app.ts'
import { writeGbkExport } from './support/files.ts'
import { root, startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const cli = join(root, 'out', 'main', 'cli.js')

test.describe('the page of the loopback shell', () => {
  test('takes its token out of the address, and comes back after a reload', async ({
    page,
    shell,
    watched,
  }) => {
    await page.goto(shell.url)
    await expect(page.locator('#root')).not.toBeEmpty()
    await expect.poll(() => page.url()).not.toContain('token')
    const history = await page.evaluate(() => window.history.length)
    await page.reload()
    await expect(page.getByRole('navigation').or(page.getByRole('main')).first()).toBeVisible()
    expect(await page.evaluate(() => window.history.length)).toBeLessThanOrEqual(history + 1)
    expect(watched.problems).toEqual([])
  })

  test('is of no use in a tab that was opened without the token', async ({ browser, shell }) => {
    const stranger = await browser.newPage()
    await stranger.goto(shell.origin)
    const answer = await stranger.evaluate(
      () =>
        new Promise((resolve) => {
          const socket = new WebSocket(`ws://${location.host}/rpc`, [
            'huiliu.1',
            `huiliu.token.${'0'.repeat(64)}`,
          ])
          socket.onopen = () => resolve('open')
          socket.onerror = () => resolve('refused')
        }),
    )
    expect(answer).toBe('refused')
    const upload = await stranger.evaluate(() =>
      fetch('/upload?name=a.csv', { method: 'POST', body: 'x' }).then((r) => r.status),
    )
    expect(upload).toBe(403)
    await stranger.close()
  })

  test('cannot be framed or scripted by another page', async ({ browser, shell }) => {
    const evil = await browser.newPage()
    await evil.route('http://evil.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>evil</h1>' }),
    )
    await evil.goto('http://evil.example/')
    const results = await evil.evaluate(async (origin) => {
      const read = await fetch(`${origin}/`).then(
        () => 'read',
        () => 'blocked',
      )
      const socket = await new Promise((resolve) => {
        const ws = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, ['huiliu.1'])
        ws.onopen = () => resolve('open')
        ws.onerror = () => resolve('blocked')
      })
      return { read, socket }
    }, shell.origin)
    expect(results).toEqual({ read: 'blocked', socket: 'blocked' })
    await evil.close()
  })

  test('ends with Ctrl+C, and its uploads with it', async ({ page, shell, watched }) => {
    watched.forgive()
    await page.goto(shell.url)
    await expect(page.locator('#root')).not.toBeEmpty()
    const own = join(shell.dataDir, 'uploads')
    expect(readdirSync(own)).toHaveLength(1)
    writeFileSync(join(own, readdirSync(own)[0] ?? '', 'left.csv'), 'a')
    process.kill(shell.pid, 'SIGINT')
    await expect.poll(() => existsSync(own) && readdirSync(own).length).toBe(0)
    // the folder goes before the threads have ended and the last line is written
    const lastEvent = () => {
      const log = readFileSync(join(shell.dataDir, 'logs', 'huiliu.jsonl'), 'utf8').trimEnd()
      return (JSON.parse(log.split('\n').at(-1) ?? '{}') as { event?: string }).event
    }
    await expect.poll(lastEvent).toBe('end')
  })

  test('opens a copy of a project that is dropped on the window or chosen', async ({
    page,
    shell,
    watched,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-project-'))
    try {
      const path = join(folder, 'tea.huiliu')
      execFileSync(process.execPath, [cli, 'import', path, writeGbkExport(folder)])
      const before = readFileSync(path)
      const app = new App(page)
      await app.open(shell)
      await app.goTo('start')
      await app.dropFiles([path])
      await expect(page).toHaveURL(/#\/northstar/)
      await expect(page.getByRole('button', { name: /^tea/ })).toBeVisible()
      await app.goTo('start')
      await app.choose([path], () => app.button(app.t('start.open')).click())
      await expect(page).toHaveURL(/#\/northstar/)
      expect(new Set(readdirSync(join(shell.dataDir, 'projects')))).toEqual(
        new Set(['tea.huiliu', 'tea (2).huiliu']),
      )
      expect(readFileSync(path).equals(before)).toBe(true)
      const [own = ''] = readdirSync(join(shell.dataDir, 'uploads'))
      const left = readdirSync(join(shell.dataDir, 'uploads', own), { recursive: true, encoding: 'utf8' })
      expect(left.filter((name) => name.endsWith('.huiliu'))).toEqual([])
      expect(watched.problems).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('starts with the project that it is told to open', async ({ browser }) => {
    const folder = mkdtempSync(join(tmpdir(), 'huiliu-e2e-project-'))
    const path = join(folder, 'tea.huiliu')
    execFileSync(process.execPath, [cli, 'import', path, writeGbkExport(folder)])
    const shell = await startShell({ project: path })
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      await page.goto(shell.url)
      await expect(page.getByRole('button', { name: /^tea/ })).toBeVisible()
      expect(existsSync(join(shell.dataDir, 'projects'))).toBe(false)
    } finally {
      await context.close()
      await shell.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
