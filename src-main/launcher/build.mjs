// npm run build; also used by npm start.
import './guard.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'shared',
  'src-main',
  'src-renderer',
  'resources/scenarios',
  'resources/playbooks',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const STAMP = join('out', 'built')

/** Why a build is due: 'missing', 'stale' or null. */
export function buildDue(root) {
  const stamp = join(root, STAMP)
  if (!existsSync(stamp)) return 'missing'
  const builtMs = statSync(stamp).mtimeMs
  return SOURCES.some((source) => newestMs(join(root, source)) > builtMs) ? 'stale' : null
}

/** Builds all entries; on failure prints what the builder said and answers false. */
export function build(root) {
  const startedAt = new Date()
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const result = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  })
  const report = join(root, 'src-main', 'launcher', 'buildReport.mjs')
  const made =
    result.status === 0 ? spawnSync(process.execPath, [report], { cwd: root, encoding: 'utf8' }) : result
  if (made.status !== 0) {
    process.stderr.write(`${made.stdout ?? ''}${made.stderr ?? ''}`)
    return false
  }
  const stamp = join(root, STAMP)
  writeFileSync(stamp, '')
  // a source that is saved while the build runs is newer than the build
  utimesSync(stamp, startedAt, startedAt)
  return true
}

function newestMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stats.mtimeMs,
  )
}

if (import.meta.main) process.exitCode = build(join(import.meta.dirname, '..', '..')) ? 0 : 1
