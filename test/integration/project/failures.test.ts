import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { readPurchaseLedger } from '../../../src-main/project/ledger/readLedger.ts'
import { areLedgersCurrent, areLedgersSound, repairLedgers } from '../../../src-main/project/ledger/repair.ts'
import { createProject, openReadable, openWritable } from '../../../src-main/project/project.ts'
import { projectSummary } from '../../../src-main/project/reading/summary.ts'
import { saveCopy } from '../../../src-main/project/saveCopy.ts'
import { beginImport } from '../../../src-main/project/session/importJob.ts'
import { importFiles, purchase, temporaryFolder } from '../../support/rowBatches.ts'
import { generatedBatch, generatedBooks, GENERATED_MAPPING } from './generatedRows.ts'

const SHOP = { name: 'shop', currency: 'CNY', timeZone: 'Asia/Shanghai' }

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : `not an AppError: ${String(thrown)}`
  }
  return 'nothing was thrown'
}

/** A closed project with some rows. */
function shopFile(nRows = 3_000): string {
  const path = join(temporaryFolder(), 'shop.huiliu')
  const project = createProject(path, SHOP, 0)
  importFiles(project, [
    {
      rows: Array.from({ length: nRows }, (_, i) =>
        purchase(i + 2, `c${i % 700}`, 1_600_000_000 + i * 60, i + 1),
      ),
    },
  ])
  project.close()
  return path
}

describe('opening', () => {
  it('tells what is no project', () => {
    const folder = temporaryFolder()
    const text = join(folder, 'text.huiliu')
    writeFileSync(text, 'customer,amount\n'.repeat(50))
    const empty = join(folder, 'empty.huiliu')
    writeFileSync(empty, '')
    const foreign = join(folder, 'foreign.huiliu')
    new SqliteDatabase(foreign).exec('CREATE TABLE t(x)').close()
    const directory = join(folder, 'folder.huiliu')
    mkdirSync(directory)
    for (const path of [text, empty, foreign, directory]) {
      expect([basename(path), codeOf(() => openReadable(path))]).toEqual([
        basename(path),
        'project-not-a-project',
      ])
      expect(codeOf(() => openWritable(path))).toBe('project-not-a-project')
    }
    expect(readFileSync(text, 'utf8')).toBe('customer,amount\n'.repeat(50))
    expect(statSync(empty).size).toBe(0)
  })

  it('tells that the file is not there', () => {
    expect(codeOf(() => openReadable(join(temporaryFolder(), 'gone.huiliu')))).toBe('file-not-found')
  })

  it('tells that a newer version made it, and does not touch it', () => {
    const path = shopFile(5)
    const database = new SqliteDatabase(path)
    database.pragma('user_version = 999')
    database.close()
    const before = readFileSync(path)
    expect(codeOf(() => openReadable(path))).toBe('project-newer')
    expect(codeOf(() => openWritable(path))).toBe('project-newer')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('does not make a project over a file that is there', () => {
    const path = shopFile(5)
    expect(codeOf(() => createProject(path, SHOP, 0))).toBe('project-exists')
  })
})

describe('a damaged file', () => {
  it('is told when it was cut short', () => {
    const path = shopFile()
    writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - 40_000))
    expect(codeOf(() => openReadable(path))).toBe('project-damaged')
  })

  it('is told when its beginning is gone', () => {
    const path = shopFile(5)
    const bytes = readFileSync(path)
    bytes.fill(0, 0, 16)
    writeFileSync(path, bytes)
    expect(codeOf(() => openReadable(path))).toBe('project-damaged')
  })

  it('never ends in anything but a failure that is told or in sound numbers, wherever bytes are flipped', () => {
    const path = shopFile()
    const good = readFileSync(path)
    const project = openReadable(path)
    const wanted = [...readPurchaseLedger(project).amountMinor]
    project.close()
    const copy = join(dirname(path), 'flipped.huiliu')
    let x = 99
    const codes = new Set<string>()
    for (let n = 0; n < 120; n++) {
      const bytes = Buffer.from(good)
      for (let k = 0; k < 40; k++) {
        x = Math.imul(x, 1_664_525) + 1_013_904_223
        const at = 100 + ((x >>> 0) % (bytes.length - 100))
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (n % 8))
      }
      writeFileSync(copy, bytes)
      try {
        const opened = openReadable(copy)
        try {
          projectSummary(opened)
          const read = [...readPurchaseLedger(opened).amountMinor]
          opened.read((database) =>
            database.prepare('SELECT count(*), sum(amount_minor) FROM purchases').get(),
          )
          if (areLedgersSound(opened)) expect(read).toEqual(wanted)
          codes.add('read')
        } finally {
          opened.close()
        }
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown
        codes.add(thrown.code)
      }
    }
    expect([...codes].filter((code) => !['read', 'project-damaged'].includes(code))).toEqual([])
    expect(codes).toContain('project-damaged')
  })

  it('whose schema lost the name of a column is damaged, not a fault of the program', () => {
    const path = shopFile()
    const bytes = readFileSync(path)
    const at = bytes.indexOf('undone_at_ms INTEGER')
    expect(at).toBeGreaterThan(0)
    bytes[at] = 'X'.charCodeAt(0)
    writeFileSync(path, bytes)
    expect(
      codeOf(() => {
        const project = openReadable(path)
        try {
          projectSummary(project)
        } finally {
          project.close()
        }
      }),
    ).toBe('project-damaged')
  })

  it('whose ledger alone is damaged is mended from its rows', () => {
    const path = shopFile()
    const project = openWritable(path)
    const wanted = [...readPurchaseLedger(project).amountMinor]
    project.read((database) =>
      database.exec("UPDATE ledger_columns SET data = zeroblob(length(data)) WHERE name = 'amount'"),
    )
    expect(codeOf(() => readPurchaseLedger(project))).toBe('project-damaged')
    expect(areLedgersSound(project)).toBe(false)
    repairLedgers(project, () => undefined)
    expect(areLedgersSound(project)).toBe(true)
    expect([...readPurchaseLedger(project).amountMinor]).toEqual(wanted)
    project.close()
  })

  it('whose rows were edited with another program asks for a new ledger and gets it', () => {
    const path = shopFile(10)
    execFileSync(process.execPath, [
      '-e',
      `const D = require('better-sqlite3'); const d = new D(process.argv[1]); d.exec('DELETE FROM purchases WHERE amount_minor > 5'); d.close()`,
      path,
    ])
    const project = openWritable(path)
    expect(areLedgersCurrent(project)).toBe(false)
    repairLedgers(project, () => undefined)
    expect(areLedgersCurrent(project)).toBe(true)
    expect(readPurchaseLedger(project).nEvents).toBe(5)
    expect(projectSummary(project)).toMatchObject({ nPurchases: 5, nCustomers: 5 })
    project.close()
  })
})

/** Runs a script as a user who may not write everywhere; null where that cannot be done. */
function asNobody(script: string, args: readonly string[]): string | null {
  if (process.getuid?.() !== 0) return null
  const url = (file: string): string =>
    JSON.stringify(new URL(`../../../src-main/project/${file}`, import.meta.url).href)
  const program = `
    const { openReadable, openWritable } = await import(${url('project.ts')})
    const { projectSummary } = await import(${url('reading/summary.ts')})
    const { beginImport } = await import(${url('session/importJob.ts')})
    process.setgid(65534); process.setuid(65534)
    const code = (work) => { try { work(); return 'fine' } catch (e) { return e.code ?? e.message } }
    ${script}`
  return execFileSync(process.execPath, ['--input-type=module', '-e', program, ...args], {
    encoding: 'utf8',
  }).trim()
}

describe('a file or folder that may not be written', () => {
  it.skipIf(process.getuid?.() !== 0)('can be looked at; changing it fails with its own code', () => {
    const path = shopFile(5)
    chmodSync(path, 0o444)
    chmodSync(dirname(path), 0o555)
    const said = asNobody(
      `const path = process.argv.at(-1)
       const look = openReadable(path)
       const n = projectSummary(look).nPurchases
       look.close()
       const change = code(() => { const p = openWritable(path); try { beginImport(p, []) } finally { p.close() } })
       console.log(n, change)`,
      [path],
    )
    chmodSync(dirname(path), 0o755)
    expect(said).toBe('5 project-read-only')
  })

  it.skipIf(process.getuid?.() !== 0)(
    'of a folder where nothing can be made, the import says so and leaves the file',
    () => {
      const path = shopFile(5)
      chmodSync(path, 0o666)
      chmodSync(dirname(path), 0o555)
      const before = readFileSync(path)
      const said = asNobody(
        `const path = process.argv.at(-1)
       console.log(code(() => { const p = openWritable(path); try { beginImport(p, []) } finally { p.close() } }))`,
        [path],
      )
      chmodSync(dirname(path), 0o755)
      expect(said).toBe('project-read-only')
      expect(readFileSync(path).equals(before)).toBe(true)
    },
  )
})

describe('a file in use', () => {
  it('says that it is busy to a second one who wants to write, and goes on being read', async () => {
    const path = shopFile(50)
    const holder = spawn(process.execPath, [
      '-e',
      `const D = require('better-sqlite3'); const d = new D(process.argv[1]); d.exec('BEGIN IMMEDIATE'); console.log('held'); setTimeout(() => {}, 60000)`,
      path,
    ])
    onTestFinished(() => {
      holder.kill()
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const project = openWritable(path)
    expect(projectSummary(project).nPurchases).toBe(50)
    expect(codeOf(() => beginImport(project, []))).toBe('project-busy')
    project.close()
  })
})

describe('a full disk', () => {
  it('rolls the import back and leaves the project as it was', () => {
    const path = shopFile(100)
    const before = readFileSync(path)
    const project = openWritable(path)
    const pages = project.read((database) => Number(database.pragma('page_count', { simple: true })))
    project.read((database) => database.pragma(`max_page_count = ${pages + 20}`))
    const job = beginImport(project, [GENERATED_MAPPING])
    const code = codeOf(() => {
      job.beginFile({ fileName: 'f', sheet: null, mapping: GENERATED_MAPPING, readAs: {} })
      for (let from = 0; from < 40_000; from += 2_000) job.write(generatedBatch(from, 2_000, 1))
      job.endFile(generatedBooks(40_000))
      job.finish(1, () => undefined)
    })
    job.rollback()
    expect(code).toBe('disk-full')
    expect(projectSummary(project).nPurchases).toBe(100)
    project.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(existsSync(`${path}-journal`)).toBe(false)
  })

  it.skipIf(!canMount())('that is really full says so, for imports and for copies', () => {
    const folder = temporaryFolder()
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    onTestFinished(() => {
      execFileSync('umount', [disk])
    })
    const source = shopFile(100)
    const path = join(disk, 'shop.huiliu')
    copyFileSync(source, path)
    const project = openWritable(path)
    const job = beginImport(project, [GENERATED_MAPPING])
    const code = codeOf(() => {
      job.beginFile({ fileName: 'f', sheet: null, mapping: GENERATED_MAPPING, readAs: {} })
      for (let from = 0; from < 200_000; from += 2_000) job.write(generatedBatch(from, 2_000, 1))
      job.endFile(generatedBooks(200_000))
      job.finish(1, () => undefined)
    })
    job.rollback()
    expect(code).toBe('disk-full')
    expect(projectSummary(project).nPurchases).toBe(100)
    project.close()
    expect(readFileSync(path).equals(readFileSync(source))).toBe(true)

    writeFileSync(join(disk, 'rest'), Buffer.alloc(4_900_000))
    const large = openReadable(shopFile(20_000))
    expect(codeOf(() => saveCopy(large, join(disk, 'copy.huiliu')))).toBe('disk-full')
    expect(existsSync(join(disk, 'copy.huiliu'))).toBe(false)
    large.close()
  })
})

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
