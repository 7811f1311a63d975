import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rm, stat, statfs } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/contract/errors.ts'
import type { HostFile } from '../../shared/contract/host.ts'
import type { FileRegistry } from '../backend/files.ts'
import { storeStream } from '../backend/incoming.ts'

/** Free space that an upload must leave on the disk. */
const RESERVE_BYTES = 64 * 1024 * 1024
const MAX_NAME_LENGTH = 120

/** Files on their way between the browser and the backend, in a folder that goes when the shell ends. */
export interface Transfers {
  receive(request: IncomingMessage, name: string): Promise<HostFile>
  newSaveTarget(): Promise<string>
  /** hands over what the backend wrote, once; false = nothing is there */
  handOver(saveToken: string, name: string, response: ServerResponse): Promise<boolean>
  dispose(): void
}

/** Uses a folder of this process under `parent`; folders that a killed process left behind are removed. */
export function openTransfers(parent: string, files: FileRegistry): Transfers {
  removeOrphans(parent)
  const folder = join(parent, `${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  async function place(name: string): Promise<string> {
    const own = join(folder, randomBytes(8).toString('hex'))
    await mkdir(own)
    return join(own, safeName(name))
  }

  return {
    receive: async (request, name) => {
      const announced = Number(request.headers['content-length'] ?? 0)
      const { bavail, bsize } = await statfs(folder)
      if (announced + RESERVE_BYTES > bavail * bsize) {
        // a browser that is still sending does not read the answer before it is done
        request.resume()
        throw new AppError('disk-full', { file: name })
      }
      const path = await place(name)
      const sizeBytes = await storeStream(path, request, name)
      return { fileToken: files.register({ path, origin: 'uploaded', name }), name, sizeBytes }
    },
    newSaveTarget: async () => files.register({ path: await place('export'), origin: 'target' }),
    handOver: async (saveToken, name, response) => {
      const file = files.resolve(saveToken)
      const written = await stat(file.path).catch(() => null)
      if (file.origin !== 'target' || written === null) return false
      files.forget(saveToken)
      response.setHeader('content-type', 'application/octet-stream')
      response.setHeader('content-length', written.size)
      response.setHeader('content-disposition', contentDisposition(name))
      try {
        await pipeline(createReadStream(file.path), response)
      } finally {
        await rm(file.path, { force: true })
      }
      return true
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The last part of a name as the browser told it, without anything that a file system would take amiss. */
export function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
  const clean = last.replace(/[\p{Cc}<>:"|?*]/gu, '_').replace(/[. ]+$/, '')
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 ? clean.slice(dot).slice(0, 16) : ''
  const stem = [...(dot > 0 ? clean.slice(0, dot) : clean)].slice(0, MAX_NAME_LENGTH).join('')
  const whole = `${stem}${extension}`
  return whole === '' || /^\.+$/.test(whole) ? 'file' : whole
}

function contentDisposition(name: string): string {
  const safe = safeName(name)
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replaceAll('"', '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe).replaceAll("'", '%27')}`
}

function removeOrphans(parent: string): void {
  let names: string[]
  try {
    names = readdirSync(parent)
  } catch {
    return
  }
  for (const name of names) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1])
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
