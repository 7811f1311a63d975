import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, type FileFilter, type IpcMainInvokeEvent } from 'electron'
import { AppError } from '../../shared/contract/errors.ts'
import type { HostFile } from '../../shared/contract/host.ts'
import type { BridgeAnswer } from '../../shared/rpc/electronBridge.ts'
import { storeBytes } from '../backend/incoming.ts'
import type { BackendHost } from './backendHost.ts'
import { CHANNEL } from './channels.ts'

const MAX_ACCEPTED = 50
const MAX_NAME_LENGTH = 200

/** Registers what the page may ask of the file system: dialogs that the person answers, and files that they dropped. */
export function registerFileDialogs(
  backend: BackendHost,
  isOwn: (event: IpcMainInvokeEvent) => boolean,
): void {
  const handle = <T>(
    channel: string,
    answer: (window: BrowserWindow, ...args: readonly unknown[]) => Promise<T>,
  ): void => {
    ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<BridgeAnswer<T>> => {
      try {
        const window = BrowserWindow.fromWebContents(event.sender)
        if (!isOwn(event) || window === null) throw new AppError('refused')
        return { value: await answer(window, ...args) }
      } catch (thrown) {
        const { code, detail } = AppError.from(thrown)
        return { error: { code, detail } }
      }
    })
  }

  handle(CHANNEL.pickFiles, async (window, accept, multiple) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      properties: multiple === true ? ['openFile', 'multiSelections'] : ['openFile'],
      filters: filtersFor(accept),
    })
    if (canceled) return []
    const files = await Promise.all(filePaths.map((path) => registerFile(backend, path)))
    return files.filter((file) => file !== null)
  })
  handle(CHANNEL.registerPath, async (_window, path) =>
    typeof path === 'string' ? registerFile(backend, path) : null,
  )
  handle(CHANNEL.pickSaveTarget, async (window, suggestedName) => {
    const path = await askWhere(window, suggestedName)
    return path === null ? null : backend.register(path, 'target')
  })
  handle(CHANNEL.saveBytes, async (window, suggestedName, _mimeType, bytes) => {
    if (!(bytes instanceof Uint8Array)) throw new AppError('input-invalid', { message: 'no bytes to save' })
    const path = await askWhere(window, suggestedName)
    if (path === null) return false
    await storeBytes(path, bytes)
    return true
  })
}

async function registerFile(backend: BackendHost, path: string): Promise<HostFile | null> {
  const stats = await stat(path).catch(() => null)
  if (stats === null || !stats.isFile()) return null
  const fileToken = await backend.register(path, 'picked')
  return { fileToken, name: basename(path), sizeBytes: stats.size }
}

async function askWhere(window: BrowserWindow, suggestedName: unknown): Promise<string | null> {
  const name = basename(String(suggestedName)).slice(0, MAX_NAME_LENGTH)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), name),
  })
  return canceled || filePath === '' ? null : filePath
}

function filtersFor(accept: unknown): FileFilter[] {
  const extensions = (Array.isArray(accept) ? accept : [])
    .slice(0, MAX_ACCEPTED)
    .map((extension) => /^\.?([A-Za-z0-9.]{1,20})$/.exec(String(extension))?.[1])
    .filter((extension) => extension !== undefined)
  const all: FileFilter = { name: '*', extensions: ['*'] }
  const name = extensions.map((extension) => `.${extension}`).join(' ')
  return extensions.length === 0 ? [all] : [{ name, extensions }, all]
}
