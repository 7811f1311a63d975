import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

describe('the packages', () => {
  it('are described in the words of electron-builder', async () => {
    const config = await getConfig(root, 'electron-builder.yml', null)
    await validateConfiguration(config, new DebugLogger(false))
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }])
    expect(config.mac?.target).toEqual([{ target: 'dmg', arch: ['x64', 'arm64'] }])
    expect(config.linux?.target).toEqual(['AppImage', 'deb'])
    expect(config.fileAssociations).toMatchObject([{ ext: 'huiliu' }])
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      onlyLoadAppFromAsar: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableEmbeddedAsarIntegrityValidation: true,
    })
  })

  it('start where the bundle is', () => {
    const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string }
    expect(main).toBe('out/main/electron.js')
    expect(existsSync(join(root, 'src-main', 'shell-electron', 'main.ts'))).toBe(true)
  })
})
