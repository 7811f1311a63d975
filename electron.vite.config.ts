import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type MainViteConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { NONCE_PLACEHOLDER } from './src-main/backend/page/security.ts'

const root = import.meta.dirname

const workers = Object.fromEntries(
  globSync('src-main/**/*.worker.ts', { cwd: root }).map((path) => [
    basename(path, '.ts'),
    resolve(root, path),
  ]),
)

/**
 * Threads are started by `new URL('../anywhere/name.worker.ts', import.meta.url)`, which is right in the source. In
 * the bundle all entries lie in one folder.
 */
function flatWorkerUrls(): Plugin {
  const pattern =
    /new URL\(\s*(['"])(?:\.{1,2}\/)(?:[\w.-]+\/)*([\w-]+\.worker)\.ts\1,\s*import\.meta\.url,?\s*\)/g
  return {
    name: 'huiliu:flat-worker-urls',
    enforce: 'pre',
    transform: (code) =>
      code.includes('.worker.ts')
        ? { code: code.replace(pattern, "new URL('./$2.js', import.meta.url)"), map: null }
        : null,
  }
}

const main: MainViteConfig = {
  plugins: [flatWorkerUrls()],
  build: {
    outDir: 'out/main',
    target: 'node24',
    minify: false,
    sourcemap: true,
    externalizeDeps: true,
    rollupOptions: {
      input: {
        electron: resolve(root, 'src-main/shell-electron/main.ts'),
        backend: resolve(root, 'src-main/shell-electron/backendProcess.ts'),
        loopback: resolve(root, 'src-main/shell-loopback/main.ts'),
        cli: resolve(root, 'src-main/cli/main.ts'),
        ...workers,
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunk-[name]-[hash].js',
      },
    },
  },
}

export default defineConfig({
  main,
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(root, 'src-main/shell-electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src-renderer'),
    plugins: [react()],
    html: { cspNonce: NONCE_PLACEHOLDER },
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      target: 'chrome120',
      // a file that became a data: address would need `font-src data:` and the like
      assetsInlineLimit: 0,
      // it comes from the disk
      chunkSizeWarningLimit: 3_000,
      rollupOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
})
