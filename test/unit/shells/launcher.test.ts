import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildDue } from '../../../src-main/launcher/build.mjs'
import { electronBinary, fetchElectron, hasDisplay } from '../../../src-main/launcher/electron.mjs'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const folder = temporaryFolder('launcher')
const root = join(import.meta.dirname, '..', '..', '..')
let nRoots = 0

function fakeRoot(files: readonly string[]): string {
  const made = join(folder, String(++nRoots))
  for (const file of files) {
    mkdirSync(join(made, file, '..'), { recursive: true })
    writeFileSync(join(made, file), '')
  }
  return made
}

describe('the Electron binary', () => {
  it('is found where its package says, or where the environment says', () => {
    const made = fakeRoot(['node_modules/electron/dist/electron', 'override/electron'])
    expect(electronBinary(made, {})).toBeNull()
    writeFileSync(join(made, 'node_modules/electron/path.txt'), 'electron')
    expect(electronBinary(made, {})).toBe(join(made, 'node_modules/electron/dist/electron'))
    const override = join(made, 'override')
    expect(electronBinary(made, { ELECTRON_OVERRIDE_DIST_PATH: override })).toBe(join(override, 'electron'))
    expect(electronBinary(made, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeNull()
  })

  it('is not fetched where that is switched off, nor where nothing can be reached', async () => {
    const made = fakeRoot(['node_modules/electron/install.js'])
    const said: string[] = []
    const say = (key: string): void => void said.push(key)
    expect(await fetchElectron(made, say, { HUILIU_FETCH_ELECTRON: '0' })).toBe(false)
    const nowhere = {
      ELECTRON_MIRROR: 'http://127.0.0.1:1/',
      XDG_CACHE_HOME: folder,
      electron_config_cache: folder,
    }
    writeFileSync(join(made, 'node_modules/electron/install.js'), 'process.exit(1)')
    expect(await fetchElectron(made, say, nowhere)).toBe(false)
    expect(said).toEqual([])
  })

  it('needs a display on Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'darwin')).toBe(true)
  })
})

describe('a build', () => {
  it('is due when there is none and when a source is newer', () => {
    const made = fakeRoot(['src-main/a.ts', 'package.json'])
    const at = (path: string, seconds: number): void => utimesSync(join(made, path), seconds, seconds)
    expect(buildDue(made)).toBe('missing')
    mkdirSync(join(made, 'out'))
    writeFileSync(join(made, 'out/built'), '')
    for (const path of ['src-main/a.ts', 'src-main', 'package.json']) at(path, 1000)
    at('out/built', 2000)
    expect(buildDue(made)).toBeNull()
    at('src-main/a.ts', 3000)
    expect(buildDue(made)).toBe('stale')
  })
})

describe('a Node that is too old', () => {
  const old = '/usr/bin/node'
  const version = existsSync(old) ? spawnSync(old, ['--version'], { encoding: 'utf8' }).stdout : ''
  const isOld = Number(/^v(\d+)/.exec(version)?.[1] ?? 99) < 24

  it.skipIf(!isOld).each(['start.mjs', 'huiliu.mjs', 'guard-run.mjs', 'build.mjs', 'dev.mjs', 'guard.mjs'])(
    'is told so in both languages by %s, at once',
    (entry) => {
      const { status, stdout, stderr } = spawnSync(old, [join(root, 'src-main', 'launcher', entry), 'x'], {
        encoding: 'utf8',
      })
      expect(status).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toContain('needs Node 24')
      expect(stderr).toContain('需要 Node 24')
      expect(stderr).not.toContain('    at ')
    },
  )
})
