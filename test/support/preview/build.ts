import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { pageHeaders } from '../../../src-main/backend/page/security.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Builds the preview of kit and frame into `outDir`, as the app itself is built. */
export async function buildPreview(outDir: string): Promise<void> {
  // a test runner's own NODE_ENV would give the development build of React
  process.env['NODE_ENV'] = 'production'
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
    },
  })
}

export const PREVIEW_ORIGIN = 'http://127.0.0.1:1'

/** Serves the built preview to a page without any server, under the app's own headers. */
export async function servePreview(page: Page, outDir: string): Promise<void> {
  await page.route(`${PREVIEW_ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname
    const file = path === '/' ? '/index.html' : path
    try {
      const body = await readFile(join(outDir, file))
      await route.fulfill({
        body,
        headers: {
          ...pageHeaders('none'),
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        },
      })
    } catch {
      await route.fulfill({ status: 404, body: '' })
    }
  })
}
