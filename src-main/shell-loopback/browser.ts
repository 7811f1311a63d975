import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that can show an address, and its arguments. */
export interface BrowserCommand {
  readonly program: string
  readonly args: readonly string[]
}

/** What the choice of a browser depends on; injected so that it can be tested for machines that are not this one. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly isProgram: (path: string) => boolean
}

const APP_WINDOW_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
] as const

const MAC_APPS = ['Google Chrome', 'Microsoft Edge', 'Chromium'] as const

const WINDOWS_APPS = [
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
] as const

/** This machine. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isProgram: (path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  },
}

/** How to show `address`: a window of its own where a browser can, else the usual browser; null = there is no display. */
export function browserFor(address: string, machine: Machine): BrowserCommand | null {
  const { platform, env } = machine
  const hasDisplay =
    platform === 'win32' ||
    platform === 'darwin' ||
    Boolean(env['DISPLAY']) ||
    Boolean(env['WAYLAND_DISPLAY'])
  if (!hasDisplay) return null
  const appWindow = appWindowPrograms(machine).find((path) => machine.isProgram(path))
  if (appWindow !== undefined) {
    return { program: appWindow, args: [`--app=${address}`, '--window-size=1440,900'] }
  }
  if (platform === 'darwin') return { program: '/usr/bin/open', args: [address] }
  if (platform === 'win32') return { program: 'explorer.exe', args: [address] }
  const opener = inPath(['xdg-open'], machine).find((path) => machine.isProgram(path))
  return opener === undefined ? null : { program: opener, args: [address] }
}

/** Starts the browser and lets it go. False when it could not be started. */
export function startBrowser({ program, args }: BrowserCommand): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

function appWindowPrograms(machine: Machine): readonly string[] {
  const { platform, env } = machine
  if (platform === 'darwin') return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
    return WINDOWS_APPS.flatMap((parts) =>
      roots.filter((root) => root !== undefined).map((root) => join(root, ...parts)),
    )
  }
  return inPath(APP_WINDOW_NAMES, machine)
}

function inPath(names: readonly string[], { env }: Machine): readonly string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}
