import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliDecompress, createBrotliDecompress } from 'node:zlib'

/** A browser that can be started: the program and what its environment must hold. */
export interface ChromiumProgram {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

/** Flags for a machine without GPU, for root, and for a browser that must not phone anybody. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
] as const

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The browser to test with: `HUILIU_CHROMIUM` when set; on Linux x64 the one that an npm package carries; else the
 * machine's own. Null where there is none.
 */
export async function findChromium(): Promise<ChromiumProgram | null> {
  const named = process.env['HUILIU_CHROMIUM']
  if (named !== undefined && named !== '') return { path: named, env: {} }
  const packed = packageFolder()
  if (packed !== null && process.platform === 'linux' && process.arch === 'x64') return unpacked(packed)
  const path = SYSTEM_PATHS.find((candidate) => existsSync(candidate))
  return path === undefined ? null : { path, env: {} }
}

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium/package.json'))
  } catch {
    const beside = join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium')
    return existsSync(join(beside, 'package.json')) ? beside : null
  }
}

/**
 * Unpacks the package once per version. The folder appears under its final name only when it is complete, so that two
 * test runs at the same time cannot meet half a browser.
 */
async function unpacked(folder: string): Promise<ChromiumProgram> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const home = join(tmpdir(), `huiliu-chromium-${version}`)
  if (!existsSync(home)) {
    const making = await mkdtemp(`${home}-`)
    await pipeline(
      createReadStream(join(folder, 'bin', 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(making, 'chromium')),
    )
    await chmod(join(making, 'chromium'), 0o755)
    await untar(join(folder, 'bin', 'al2023.tar.br'), join(making, 'lib'))
    await rename(making, home).catch(() => rm(making, { recursive: true, force: true }))
  }
  const libraries = [join(home, 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((part) => part !== '')
  return {
    path: join(home, 'chromium'),
    env: hasNss() ? {} : { LD_LIBRARY_PATH: libraries.join(':') },
  }
}

/** The package's own libraries are for machines without NSS only; elsewhere the system's are newer. */
function hasNss(): boolean {
  return ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'].some((folder) =>
    existsSync(join(folder, 'libnss3.so')),
  )
}

const TAR_BLOCK = 512

/** The plain files of a brotli-compressed tar, flat into one folder. */
async function untar(archive: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true })
  const bytes = await promisify(brotliDecompress)(await readFile(archive))
  for (let at = 0; at + TAR_BLOCK <= bytes.length;) {
    const name = bytes.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    if (name === '') break
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8)
    const type = String.fromCharCode(bytes[at + 156] ?? 0)
    const from = at + TAR_BLOCK
    if (type === '0' || type === '\0')
      await writeFile(join(into, basename(name)), bytes.subarray(from, from + size), { mode: 0o755 })
    at = from + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK
  }
}
