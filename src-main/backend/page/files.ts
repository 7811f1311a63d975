import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import { NONCE_PLACEHOLDER } from './security.ts'

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const START_PAGE = '/index.html'

/** The built renderer, file by file. */
export interface PageFiles {
  /** the file of an address's path, with the nonce filled in where it is a page; null = there is none */
  read(urlPath: string, nonce: string): Promise<{ body: Uint8Array<ArrayBuffer>; mimeType: string } | null>
}

/**
 * The files of `folder`, listed once: what is not in the list cannot be asked for, however the path is written. Throws
 * `file-not-found` when the renderer is not built.
 */
export function openPageFiles(folder: string): PageFiles {
  const paths = new Map<string, string>()
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      paths.set(`/${relative(folder, path).split(sep).join('/')}`, path)
    }
  } catch (thrown) {
    throw new AppError('file-not-found', { file: 'out/renderer' }, thrown)
  }
  const startPage = paths.get(START_PAGE)
  if (startPage === undefined) throw new AppError('file-not-found', { file: 'out/renderer/index.html' })
  paths.set('/', startPage)

  return {
    read: async (urlPath, nonce) => {
      const path = paths.get(urlPath)
      const mimeType = path === undefined ? undefined : MIME_TYPES[extname(path)]
      if (path === undefined || mimeType === undefined) return null
      const bytes = await readFile(path)
      const body = mimeType.startsWith('text/html')
        ? new TextEncoder().encode(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce))
        : new Uint8Array(bytes)
      return { body, mimeType }
    },
  }
}
