/**
 * The peers on the same files: `sqlite3` from the path; DuckDB from a `python3` that has it or from the npm package
 * `@duckdb/node-api` in the folder named by HUILIU_PEERS; pandas and polars from `python3`. What is not installed is
 * left out and said.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { median, type BenchLine } from './line.ts'

const COLUMNS =
  'customer_id VARCHAR, order_id BIGINT, order_time TIMESTAMP, amount DOUBLE, quantity INT, product VARCHAR, channel VARCHAR'
const RFM_SQL = `SELECT customer_id, date_diff('day', max(order_time), TIMESTAMP '2025-09-30') r, count(DISTINCT order_id) f, sum(amount) m FROM t WHERE order_time < TIMESTAMP '2025-10-01' GROUP BY customer_id`

function seconds(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

function python(module: string): string | null {
  for (const command of ['python3', '/usr/bin/python3']) {
    if (spawnSync(command, ['-c', `import ${module}`]).status === 0) return command
  }
  return null
}

function sqliteImport(csv: string, folder: string): BenchLine | null {
  if (spawnSync('sqlite3', ['-version']).status !== 0) return null
  const db = join(folder, 'peer.sqlite')
  rmSync(db, { force: true })
  const value = seconds(() => execFileSync('sqlite3', [db, '.mode csv', `.import ${csv} t`]))
  rmSync(db, { force: true })
  return { name: 'import', who: 'sqlite3 .import', value, unit: 's', n: 1 }
}

interface DuckModule {
  DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ run(sql: string): Promise<unknown>; runAndReadAll(sql: string): Promise<unknown> }>
      closeSync?(): void
    }>
  }
}

async function duckdbFromNpm(csv: string, folder: string): Promise<BenchLine[]> {
  const peers = process.env['HUILIU_PEERS']
  if (peers === undefined) return []
  const require = createRequire(join(peers, 'package.json'))
  const duck = (await import(pathToFileURL(require.resolve('@duckdb/node-api')).href)) as DuckModule
  const db = join(folder, 'peer.duckdb')
  const times: number[] = []
  const rfm: number[] = []
  for (let i = 0; i < 3; i++) {
    rmSync(db, { force: true })
    const instance = await duck.DuckDBInstance.create(db)
    const connection = await instance.connect()
    await connection.run('SET threads = 2')
    const start = performance.now()
    await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${csv}')`)
    await connection.run('CHECKPOINT')
    times.push((performance.now() - start) / 1000)
    if (i === 0) {
      for (let k = 0; k < 5; k++) {
        const at = performance.now()
        await connection.run(`CREATE OR REPLACE TEMP TABLE r AS ${RFM_SQL}`)
        rfm.push(performance.now() - at)
      }
    }
    instance.closeSync?.()
  }
  rmSync(db, { force: true })
  return [
    { name: 'import', who: 'DuckDB read_csv', value: median(times), unit: 's', n: times.length },
    { name: 'rfm at a new day', who: 'DuckDB GROUP BY', value: median(rfm), unit: 'ms', n: rfm.length },
  ]
}

function pythonPeer(module: string, who: string, code: string): BenchLine | null {
  const command = python(module)
  if (command === null) return null
  const value = seconds(() => execFileSync(command, ['-c', code]))
  return { name: 'import', who, value, unit: 's', n: 1 }
}

/** Every peer that is installed, on one purchase list. */
export async function peerLines(csv: string, folder: string): Promise<BenchLine[]> {
  const lines: (BenchLine | null)[] = [sqliteImport(csv, folder)]
  lines.push(...(existsSync(process.env['HUILIU_PEERS'] ?? '') ? await duckdbFromNpm(csv, folder) : []))
  lines.push(
    pythonPeer(
      'duckdb',
      'DuckDB read_csv (python)',
      `import duckdb; c=duckdb.connect(); c.execute("set threads=2"); c.execute("create table t(${COLUMNS})"); c.execute("insert into t select * from read_csv('${csv}')")`,
    ),
    pythonPeer(
      'pandas',
      'pandas read_csv',
      `import pandas; pandas.read_csv('${csv}', parse_dates=['order_time'])`,
    ),
    pythonPeer('polars', 'polars read_csv', `import polars; polars.read_csv('${csv}', try_parse_dates=True)`),
  )
  return lines.filter((line) => line !== null)
}
