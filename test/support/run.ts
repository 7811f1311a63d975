/**
 * `npm test`: every suite, one after the other, then one line `N passed, N failed, N skipped` over all of them.
 * `npm test -- unit e2e` runs the named ones only.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const root = join(import.meta.dirname, '..', '..')
const scratch = mkdtempSync(join(tmpdir(), 'huiliu-test-'))
const wanted = process.argv.slice(2)

function run(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

async function vitest(): Promise<Tally> {
  const out = join(scratch, 'vitest.json')
  const code = await run('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${out}`,
  ])
  const report = readJson(out) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
    numFailedTestSuites: number
  } | null
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const failed = report.numFailedTests
  return {
    passed: report.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

async function playwright(): Promise<Tally> {
  const build = await run('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
  if (build !== 0) return { passed: 0, failed: 1, skipped: 0 }
  const out = join(scratch, 'e2e.json')
  const code = await run(
    '@playwright/test/cli.js',
    ['test', '--config', join('test', 'e2e', 'playwright.config.ts'), '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: out },
  )
  const report = readJson(out) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  } | null
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const failed = report.stats.unexpected + report.stats.flaky
  return {
    passed: report.stats.expected,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.stats.skipped,
  }
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const suites: Record<string, () => Promise<Tally>> = { unit: vitest, e2e: playwright }
for (const [name, suite] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const tally = await suite()
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
}
rmSync(scratch, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
