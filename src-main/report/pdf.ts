import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../shared/contract/errors.ts'
import { DevTools } from './devTools.ts'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
]
const MOST_MS = 60_000
const ARGUMENTS = [
  '--headless=new',
  // the sandbox of a browser does not start for the administrator
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--remote-debugging-port=0',
  'about:blank',
]
/** In the page: every picture is decoded, and what explains the numbers is open. */
const DRAWN = `(async () => {
  for (const details of document.querySelectorAll('details')) details.open = details.querySelector('table') === null
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
})()`

/** A browser that prints: HUILIU_BROWSER, the search path, the usual places. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const given = environment['HUILIU_BROWSER']
  if (given !== undefined && given !== '') return existsSync(given) ? given : null
  const folders = (environment['PATH'] ?? '').split(delimiter)
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...PLACES].find((path) => existsSync(path)) ?? null
}

/** The report's own file, printed by a browser of this machine without a window and without a network. */
export async function printPdf(html: string): Promise<Uint8Array> {
  const program = findBrowser()
  if (program === null) throw new AppError('no-browser')
  const folder = await mkdtemp(join(tmpdir(), 'huiliu-print-'))
  const page = join(folder, 'report.html')
  await writeFile(page, html)
  const browser = spawn(program, [...ARGUMENTS, `--user-data-dir=${join(folder, 'profile')}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => {
    browser.once('exit', () => resolve())
    browser.once('error', () => resolve())
  })
  const timer = setTimeout(() => browser.kill('SIGKILL'), MOST_MS)
  try {
    return await printed(browser, pathToFileURL(page).href)
  } catch (thrown) {
    throw new AppError('no-browser', { message: thrown instanceof Error ? thrown.message : program }, thrown)
  } finally {
    clearTimeout(timer)
    browser.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function printed(browser: ChildProcess, address: string): Promise<Uint8Array> {
  const tools = await DevTools.of(browser)
  try {
    const { targetId } = await tools.ask('Target.createTarget', { url: 'about:blank' })
    const attached = await tools.ask('Target.attachToTarget', { targetId, flatten: true })
    const session = String(attached['sessionId'])
    await tools.ask('Page.enable', {}, session)
    const loaded = tools.next('Page.loadEventFired')
    await tools.ask('Page.navigate', { url: address }, session)
    await loaded
    await tools.ask('Runtime.evaluate', { expression: DRAWN, awaitPromise: true }, session)
    const pdf = await tools.ask(
      'Page.printToPDF',
      { printBackground: true, preferCSSPageSize: true },
      session,
    )
    return Buffer.from(String(pdf['data']), 'base64')
  } finally {
    tools.close()
  }
}
