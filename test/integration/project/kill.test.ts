import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { areLedgersSound } from '../../../src-main/project/ledger/repair.ts'
import { createProject, openReadable, openWritable } from '../../../src-main/project/project.ts'
import { importFiles, purchase, temporaryFolder } from '../../support/rowBatches.ts'

const KILLS = 50
const CHILD_ROWS = 60_000
const child = join(import.meta.dirname, 'importChild.ts')

/** Everything that the project says, as one hash. */
function contentOf(path: string): {
  hash: string
  nImports: number
  nPurchases: number
  integrity: string
  sound: boolean
} {
  const project = openReadable(path)
  try {
    return project.read((database) => {
      const hash = createHash('sha256')
      const tables = database.prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
      )
      for (const table of tables.pluck().all()) {
        hash.update(table)
        for (const row of database.prepare(`SELECT * FROM ${table}`).raw().iterate())
          hash.update(JSON.stringify(row))
      }
      return {
        hash: hash.digest('hex'),
        nImports: Number(database.prepare('SELECT count(*) FROM imports').pluck().get()),
        nPurchases: Number(database.prepare('SELECT count(*) FROM purchases').pluck().get()),
        integrity: String(database.pragma('integrity_check', { simple: true })),
        sound: areLedgersSound(project),
      }
    })
  } finally {
    project.close()
  }
}

/** Lets a child import for a while after it has begun, then kills it; tells whether it had ended by itself. */
async function importAndKill(path: string, afterMs: number, seed: number): Promise<boolean> {
  const running = spawn(process.execPath, [child, path, String(CHILD_ROWS), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => {
    running.once('exit', () => {
      resolve()
    })
  })
  const told: string[] = []
  const begun = new Promise<void>((resolve) => {
    running.stdout.setEncoding('utf8').on('data', (text: string) => {
      told.push(text)
      resolve()
    })
  })
  await Promise.race([begun, exited])
  await Promise.race([pause(afterMs), exited])
  running.kill('SIGKILL')
  await exited
  return told.join('').includes('done')
}

describe('a process killed in the middle of an import', () => {
  it(`leaves the project as it was, ${KILLS} times over`, async () => {
    const path = join(temporaryFolder(), 'shop.huiliu')
    const project = createProject(path, { name: 'shop', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 0)
    const rows = Array.from({ length: 500 }, (_, i) =>
      purchase(i + 2, `c${i % 90}`, 1_500_000_000 + i * 977, i + 1),
    )
    importFiles(project, [{ rows }])
    project.close()
    let before = contentOf(path)
    expect(before).toMatchObject({ integrity: 'ok', sound: true })
    let killed = 0
    let halfWritten = 0
    let x = 7
    for (let n = 0; n < KILLS; n++) {
      x = Math.imul(x, 1_103_515_245) + 12_345
      const ended = await importAndKill(path, ((x >>> 8) % 1000) * 0.45, n + 1)
      if (existsSync(`${path}-journal`)) halfWritten++
      const after = contentOf(path)
      // a kill between the commit and the child's last word finds the import whole
      const isWhole = after.nImports === before.nImports + 1
      if (ended || isWhole) {
        expect(after).toMatchObject({ integrity: 'ok', sound: true })
        expect(after.nPurchases - before.nPurchases).toBe(CHILD_ROWS)
        before = after
      } else {
        killed++
        expect(after).toEqual(before)
      }
    }
    expect(killed).toBeGreaterThan(KILLS / 2)
    expect(halfWritten).toBeGreaterThan(0)
    // what the killed ones left is swept by the next import
    const last = openWritable(path)
    importFiles(last, [{ rows: [purchase(2, 'last', 1_500_000_000, 1)] }])
    last.close()
    expect(readdirSync(dirname(path))).toEqual(['shop.huiliu'])
  }, 240_000)
})
