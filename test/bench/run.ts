/**
 * `npm run bench`: ours and the peers on the same machine, as a table and as JSON (`--json FILE`).
 * `--rows 5000000,20000000` chooses the sizes, `--only import,formats,open,rfm,slider,budget,start,logistic,boosting,churn,lifetime,winback` the lines.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatsBench } from './formats.bench.ts'
import { generatedLists } from './generate.ts'
import { median, type BenchLine } from './line.ts'
import { peerLines } from './peers.ts'
import { churnBench } from './churn.bench.ts'
import { boostingBench } from './boosting.bench.ts'
import { lifetimeBench } from './lifetime.bench.ts'
import { logisticBench } from './logistic.bench.ts'
import { openBench } from './open.bench.ts'
import { rfmBench } from './rfm.bench.ts'
import { budgetBench, sliderBench, startBench } from './screen.bench.ts'
import { winbackBench } from './winback.bench.ts'

const root = join(import.meta.dirname, '..', '..')
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rows: { type: 'string', default: '5000000' },
    only: {
      type: 'string',
      default: 'import,formats,open,rfm,slider,budget,start,logistic,boosting,churn,lifetime,winback',
    },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string', default: join(tmpdir(), 'huiliu-bench') },
  },
})
const only = new Set(options.only.split(','))
const runs = Number(options.runs)
mkdirSync(options.folder, { recursive: true })

function huiliu(args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'src-main', 'launcher', 'huiliu.mjs'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
}

function importBench(csv: string, project: string, label: string): BenchLine[] {
  const seconds: number[] = []
  let peakRssBytes = 0
  for (let i = 0; i < runs; i++) {
    rmSync(project, { force: true })
    const start = performance.now()
    const report = JSON.parse(huiliu(['import', project, csv, '--json'])) as { peakRssBytes: number }
    seconds.push((performance.now() - start) / 1000)
    peakRssBytes = Math.max(peakRssBytes, report.peakRssBytes)
  }
  return [
    {
      name: `import ${label}`,
      who: 'huiliu',
      value: median(seconds),
      unit: 's',
      n: runs,
      note: 'whole command',
    },
    { name: `import ${label}, peak memory`, who: 'huiliu', value: peakRssBytes / 1e6, unit: 'MB', n: runs },
  ]
}

const lines: BenchLine[] = []
const add = (more: readonly BenchLine[]): void => {
  for (const line of more) {
    lines.push(line)
    const value = line.value.toFixed(line.value < 100 ? 2 : 0)
    console.log(
      `${line.name.padEnd(44)} ${line.who.padEnd(22)} ${value.padStart(9)} ${line.unit}  n=${line.n}  ${line.note ?? ''}`,
    )
  }
}

console.log(`${cpus()[0]?.model ?? 'cpu'} x ${availableParallelism()}, node ${process.version}`)
for (const list of generatedLists(options.folder, options.rows.split(',').map(Number))) {
  const label = `${list.nRows / 1e6} M rows`
  const project = join(options.folder, `bench-${list.nRows}.huiliu`)
  if (only.has('import')) {
    add(importBench(list.path, project, label))
    if (list.nRows <= 5_000_000) add(await peerLines(list.path, options.folder))
  }
  if (only.has('open')) {
    if (!existsSync(project)) huiliu(['import', project, list.path, '--json'])
    add(openBench(project, label))
  }
}
if (only.has('formats')) add(formatsBench(options.folder, runs, huiliu))
if (only.has('rfm')) add(await rfmBench())
if (only.has('slider')) add(await sliderBench(options.folder))
if (only.has('budget')) add(await budgetBench(options.folder))
if (only.has('start')) add(await startBench())
if (only.has('logistic')) add(logisticBench())
if (only.has('boosting')) add(boostingBench())
if (only.has('churn')) add(churnBench())
if (only.has('lifetime')) add(await lifetimeBench())
if (only.has('winback')) add(winbackBench())
if (options.json !== undefined) {
  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version }
  writeFileSync(options.json, `${JSON.stringify({ machine, lines }, null, 2)}\n`)
}
