// npm run dev: Electron with reloading where its binary is, else the loopback shell from source and a page that is built
// again at every change.
import './guard.mjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronBinary, hasDisplay } from './electron.mjs'

const root = join(import.meta.dirname, '..', '..')
const args = process.argv.slice(2)

if (electronBinary(root) !== null && hasDisplay()) {
  run(['node_modules/electron-vite/bin/electron-vite.js', 'dev', ...args])
} else {
  const { resolveConfig } = await import('electron-vite')
  const { build } = await import('vite')
  const { config } = await resolveConfig({ root }, 'build', 'development')
  const renderer = config?.renderer ?? {}
  const watcher = await build({
    ...renderer,
    configFile: false,
    base: './',
    mode: 'development',
    logLevel: 'warn',
    build: { ...renderer.build, minify: false, watch: {} },
  })
  await new Promise((resolve) => {
    watcher.on('event', ({ code }) => code === 'END' && resolve(undefined))
  })
  run(['src-main/shell-loopback/main.ts', ...args])
}

function run(nodeArgs) {
  const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 0))
}
