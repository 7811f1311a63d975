// The page of a handed-over story, as one script and one style sheet that are put into the file itself.
import { join } from 'node:path'

export async function buildReportPage(root) {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')])
  await build({
    configFile: false,
    root: join(root, 'src-renderer'),
    logLevel: 'warn',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(root, 'out', 'report'),
      emptyOutDir: true,
      target: 'chrome120',
      minify: true,
      cssCodeSplit: false,
      assetsInlineLimit: 1_000_000,
      chunkSizeWarningLimit: 3_000,
      lib: {
        entry: join(root, 'src-renderer', 'report', 'main.tsx'),
        formats: ['iife'],
        name: 'HuiliuReport',
        fileName: () => 'report.js',
        cssFileName: 'report',
      },
    },
  })
}

if (import.meta.main) await buildReportPage(join(import.meta.dirname, '..', '..'))
