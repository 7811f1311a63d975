// npm start: checks Node, builds when the sources are newer, then Electron where it can run, else the loopback shell.
import './guard.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, buildDue } from './build.mjs'
import { electronBinary, fetchElectron, hasDisplay } from './electron.mjs'

const LINES = {
  missing: {
    zh: '首次启动，正在构建界面（约十几秒）…',
    en: 'First start: building the app (some seconds) ...',
  },
  stale: { zh: '源码有更新，正在重新构建…', en: 'Sources changed: building again ...' },
  failed: { zh: '构建失败，见上文。', en: 'The build failed, see above.' },
  fetching: {
    zh: '正在下载 Electron（仅一次，约 120 MB；设 HUILIU_FETCH_ELECTRON=0 可跳过）…',
    en: 'Fetching Electron once (about 120 MB; HUILIU_FETCH_ELECTRON=0 skips this) ...',
  },
  absent: {
    zh: '本机没有 Electron，改用浏览器窗口打开。',
    en: 'No Electron binary on this machine: opening in a browser window instead.',
  },
  broken: {
    zh: 'Electron 未能启动，改用浏览器窗口打开。',
    en: 'Electron did not start here: opening in a browser window instead.',
  },
}

/** Electron that ends with an error before this has not shown a window. */
const START_FAILURE_MS = 10_000
const root = join(import.meta.dirname, '..', '..')
const LOOPBACK_OPTIONS = ['--port', '--no-open', '--print-url-json']

const args = process.argv.slice(2).filter((arg) => arg !== '--loopback')
const wantsLoopback =
  args.length < process.argv.length - 2 ||
  args.some((arg) => LOOPBACK_OPTIONS.some((option) => arg === option || arg.startsWith(`${option}=`)))

const due = buildDue(root)
if (due !== null) {
  say(due)
  if (!build(root)) {
    say('failed')
    process.exit(1)
  }
}

if (wantsLoopback) {
  await openLoopback()
} else {
  const binary = hasDisplay() ? await findElectron() : null
  if (binary === null) {
    say('absent')
    await openLoopback()
  } else if (!(await openElectron(binary))) {
    say('broken')
    await openLoopback()
  }
}

async function findElectron() {
  return electronBinary(root) ?? ((await fetchElectron(root, say)) ? electronBinary(root) : null)
}

/** False when Electron failed before it can have been of use. */
function openElectron(binary) {
  const startedMs = Date.now()
  return new Promise((resolve) => {
    const child = spawn(binary, [root, ...args], { stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.once('error', () => resolve(false))
    child.once('exit', (code, signal) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      const wanted = code === 0 || signal === 'SIGINT' || signal === 'SIGTERM'
      if (!wanted && Date.now() - startedMs < START_FAILURE_MS) return resolve(false)
      process.exitCode = code ?? 0
      resolve(true)
    })
  })
}

async function openLoopback() {
  process.argv = [process.argv[0], join(root, 'out', 'main', 'loopback.js'), ...args]
  await import('../../out/main/loopback.js')
}

function say(key) {
  const language = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
    ? 'zh'
    : 'en'
  process.stderr.write(`${LINES[key][language]}\n`)
}
