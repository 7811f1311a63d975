import { describe, expect, it } from 'vitest'
import { browserFor, type Machine } from '../../../src-main/shell-loopback/browser.ts'
import { readLoopbackOptions } from '../../../src-main/shell-loopback/options.ts'

const ADDRESS = 'http://127.0.0.1:4000/#ticket=abc'

function machine(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  programs: readonly string[] = [],
): Machine {
  return { platform, env, isProgram: (path) => programs.includes(path) }
}

describe('the browser', () => {
  it('is a window of its own where Chromium, Chrome or Edge is found', () => {
    const found = browserFor(
      ADDRESS,
      machine('linux', { DISPLAY: ':0', PATH: '/opt/bin:/usr/bin' }, [
        '/usr/bin/google-chrome',
        '/usr/bin/xdg-open',
      ]),
    )
    expect(found?.program).toBe('/usr/bin/google-chrome')
    expect(found?.args[0]).toBe(`--app=${ADDRESS}`)
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(browserFor(ADDRESS, machine('darwin', {}, [chrome]))?.program).toBe(chrome)
  })

  it('is the usual one otherwise', () => {
    const linux = machine('linux', { WAYLAND_DISPLAY: 'wayland-0', PATH: '/usr/bin' }, ['/usr/bin/xdg-open'])
    expect(browserFor(ADDRESS, linux)).toEqual({ program: '/usr/bin/xdg-open', args: [ADDRESS] })
    expect(browserFor(ADDRESS, machine('darwin', {}))?.program).toBe('/usr/bin/open')
    expect(browserFor(ADDRESS, machine('win32', {}))?.args).toEqual([ADDRESS])
  })

  it('is none without a display or without any program', () => {
    const headless = machine('linux', { PATH: '/usr/bin' }, ['/usr/bin/chromium', '/usr/bin/xdg-open'])
    expect(browserFor(ADDRESS, headless)).toBeNull()
    expect(browserFor(ADDRESS, machine('linux', { DISPLAY: ':0', PATH: '/usr/bin' }))).toBeNull()
  })
})

describe('options of the loopback shell', () => {
  it('are read', () => {
    expect(readLoopbackOptions(['shop.huiliu', '--port', '4100', '--no-open', '--print-url-json'])).toEqual({
      project: 'shop.huiliu',
      port: 4100,
      open: false,
      printUrlJson: true,
    })
    expect(readLoopbackOptions([])).toEqual({ project: null, port: 0, open: true, printUrlJson: false })
  })

  it.each([[['--prot', '1']], [['--port', '70000']], [['--port', 'x']], [['a', 'b']]])(
    '%j is wrong usage',
    (args) => {
      expect(() => readLoopbackOptions(args)).toThrow(expect.objectContaining({ code: 'usage' }))
    },
  )
})
