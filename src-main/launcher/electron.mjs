import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PROBE_MS = 3_000
const CACHE_ONLY_MS = 20_000
const FETCH_MS = 300_000
const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/'

/** Whether a window can be shown at all. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** The Electron binary that is installed, or null. Never downloads. */
export function electronBinary(root, env = process.env) {
  const folder = join(root, 'node_modules', 'electron')
  const fallback = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform]
  let executable = fallback ?? 'electron'
  try {
    executable = readFileSync(join(folder, 'path.txt'), 'utf8').trim()
  } catch {
    if (!env.ELECTRON_OVERRIDE_DIST_PATH) return null
  }
  const path = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), executable)
  return existsSync(path) ? path : null
}

/**
 * Lets the electron package fetch its binary once. A machine that cannot reach the download server is told apart within
 * seconds; a filled cache is used there all the same. HUILIU_FETCH_ELECTRON=0 never tries.
 */
export async function fetchElectron(root, say, env = process.env) {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (env.HUILIU_FETCH_ELECTRON === '0' || !existsSync(installer)) return false
  const usesProxy = Boolean(env.ELECTRON_GET_USE_PROXY)
  const reachable = usesProxy || (await canReach(env.ELECTRON_MIRROR ?? DEFAULT_MIRROR))
  if (!reachable && !hasCache(env)) return false
  if (reachable) say('fetching')
  return run(installer, reachable ? FETCH_MS : CACHE_ONLY_MS)
}

async function canReach(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}

function hasCache(env) {
  const home = homedir()
  const folders = [
    env.electron_config_cache,
    join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'electron'),
    join(home, 'Library', 'Caches', 'electron'),
    join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'electron', 'Cache'),
  ]
  return folders.some((folder) => {
    try {
      return folder !== undefined && readdirSync(folder).length > 0
    } catch {
      return false
    }
  })
}

function run(script, limitMs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: 'ignore' })
    const timer = setTimeout(() => child.kill(), limitMs)
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
}
