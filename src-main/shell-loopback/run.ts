import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../shared/contract/errors.ts'
import { startBackend } from '../backend/backend.ts'
import { rendererFolder } from '../backend/bundle.ts'
import { defaultDataDir } from '../backend/dataDir.ts'
import { createFileRegistry } from '../backend/files.ts'
import { openPageFiles } from '../backend/page/files.ts'
import { errorLine, terminalLanguage, type TerminalLanguage } from '../backend/terminal.ts'
import { browserFor, startBrowser, thisMachine } from './browser.ts'
import { readLoopbackOptions, type LoopbackOptions } from './options.ts'
import { startLoopbackServer, type LoopbackServer } from './server.ts'
import { openTransfers } from './transfers.ts'

const clock = { nowMs: () => Date.now() }

/** Runs the loopback shell until the process is told to end; answers the exit code. */
export async function runLoopback(args: readonly string[]): Promise<number> {
  const language = terminalLanguage(process.env)
  try {
    const options = readLoopbackOptions(args)
    const ended = endSignal()
    const { server, close } = await start(options)
    await announce(server, options, language)
    await ended
    await close()
    return 0
  } catch (thrown) {
    const error = AppError.from(thrown)
    process.stderr.write(`${errorLine(error)}\n`)
    return error.code === 'usage' ? 2 : 1
  }
}

async function start(
  options: LoopbackOptions,
): Promise<{ server: LoopbackServer; close: () => Promise<void> }> {
  const page = openPageFiles(fileURLToPath(rendererFolder))
  const dataDir = defaultDataDir()
  const files = createFileRegistry()
  const backend = startBackend({ dataDir, shell: 'loopback', files, clock })
  const server = await startLoopbackServer({
    page,
    transfers: openTransfers(join(dataDir, 'uploads'), files),
    serveWire: (wire) => void backend.serve(wire),
    nowMs: () => clock.nowMs(),
    port: options.port,
  })
  await backend.openAtStart(options.project === null ? null : resolve(options.project))
  return {
    server,
    close: async () => {
      await server.close()
      await backend.close()
    },
  }
}

async function announce(
  server: LoopbackServer,
  options: LoopbackOptions,
  language: TerminalLanguage,
): Promise<void> {
  const address = server.address('token')
  if (options.printUrlJson) {
    process.stdout.write(`${JSON.stringify({ url: address, port: server.port, pid: process.pid })}\n`)
    return
  }
  const command = options.open ? browserFor(server.address('ticket'), thisMachine) : null
  const opened = command !== null && (await startBrowser(command))
  const lead = {
    'zh-CN': opened ? '回流已在浏览器窗口打开；地址' : '回流正在运行；请在浏览器打开',
    en: opened ? 'Huiliu is open in a browser window; address' : 'Huiliu is running; open in a browser',
  }[language]
  const tail = { 'zh-CN': '（按 Ctrl+C 结束）', en: '(Ctrl+C ends it)' }[language]
  process.stdout.write(`${lead} ${address} ${tail}\n`)
}

function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
