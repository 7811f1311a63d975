import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LICENCES } from '../../../src-main/backend/licences.ts'

const root = join(import.meta.dirname, '..', '..', '..')

interface PackageJson {
  readonly version: string
  readonly license: string
}

function installed(name: string): PackageJson {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as PackageJson
}

describe('the list of licences', () => {
  it('names every package that the product imports', () => {
    const imported = new Set<string>()
    for (const path of globSync('{shared,src-main,src-renderer}/**/*.{ts,tsx}', { cwd: root })) {
      const text = readFileSync(join(root, path), 'utf8')
      for (const [, specifier = ''] of text.matchAll(/^import (?!type ).*?from '([@a-z][^'.:]*)'$/gms)) {
        const parts = specifier.split('/')
        imported.add(specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? ''))
      }
    }
    const named = new Set(LICENCES.map(({ name }) => name))
    expect([...imported].filter((name) => !named.has(name))).toEqual([])
    expect(imported.size).toBeGreaterThan(5)
  })

  it('has the versions and licences that are installed', () => {
    for (const { name, version, licence } of LICENCES) {
      if (name === 'SQLite') continue
      const { version: isVersion, license } = installed(name)
      expect({ name, version, licence }).toEqual({ name, version: isVersion, licence: license })
    }
  })

  it('has the version of SQLite that is loaded', () => {
    const header = readFileSync(
      join(root, 'node_modules', 'better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'),
      'utf8',
    )
    const version = /#define SQLITE_VERSION\s+"(.+?)"/.exec(header)?.[1]
    expect(LICENCES.find(({ name }) => name === 'SQLite')?.version).toBe(version)
  })
})
