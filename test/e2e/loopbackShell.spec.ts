import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/test.ts'

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
    const log = readFileSync(join(shell.dataDir, 'logs', 'huiliu.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(JSON.parse(log.at(-1) ?? '{}')).toMatchObject({ event: 'end' })
  })
})
