import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProjectFolder, withExtension } from '../../../src-main/backend/projectFiles.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const dataDir = temporaryFolder('project-folder')
const folder = openProjectFolder(dataDir)

describe('the folder of projects', () => {
  it.each([
    ['茶具店', '茶具店.huiliu'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.huiliu'],
    ['  spaced   out. ', 'spaced out.huiliu'],
    ['..', 'project.huiliu'],
    ['\u0000', 'project.huiliu'],
    ['CON', 'CON_.huiliu'],
    ['长'.repeat(200), `${'长'.repeat(80)}.huiliu`],
  ])('makes of %j a name that every system takes', async (name, file) => {
    const path = await folder.freePath(name)
    expect(basename(path)).toBe(file)
    expect(dirname(path)).toBe(join(dataDir, 'projects'))
  })

  it('puts nothing over what is there', async () => {
    writeFileSync(await folder.freePath('shop'), 'first')
    expect(basename(await folder.freePath('shop'))).toBe('shop (2).huiliu')
  })

  it('moves an uploaded project in under its own name', async () => {
    const upload = join(dataDir, 'upload')
    writeFileSync(upload, 'uploaded')
    const path = await folder.adopt({ path: upload, name: 'shop.HUILIU', origin: 'uploaded' })
    expect(basename(path)).toBe('shop (2).huiliu')
    expect(readFileSync(path, 'utf8')).toBe('uploaded')
    expect(existsSync(upload)).toBe(false)
  })

  it('adds the extension where a person left it out', () => {
    expect(withExtension('/a/shop')).toBe('/a/shop.huiliu')
    expect(withExtension('/a/shop.Huiliu')).toBe('/a/shop.Huiliu')
    expect(withExtension('/a/shop.2025')).toBe('/a/shop.2025.huiliu')
  })
})
