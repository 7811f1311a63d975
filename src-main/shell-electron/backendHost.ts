import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { AppError } from '../../shared/contract/errors.ts'
import type { FromBackend, ToBackend } from './channels.ts'

/** The backend's process as the main process sees it. It is started again when it is needed after it died. */
export interface BackendHost {
  connect(port: MessagePortMain): void
  open(path: string): void
  /** a token for a path, known to the backend before the page hears of it */
  register(path: string, origin: 'picked' | 'target'): Promise<string>
  /** asks it to finish and waits, but not for ever */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (fileToken: string) => void
  readonly reject: (error: AppError) => void
}

const CLOSE_LIMIT_MS = 5_000

/** Starts `modulePath` as a utility process at once, with `project` to be opened first. */
export function startBackendHost(modulePath: string, dataDir: string, project: string | null): BackendHost {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let child: UtilityProcess | null = fork(project)

  function fork(first: string | null): UtilityProcess {
    const started = utilityProcess.fork(modulePath, first === null ? [dataDir] : [dataDir, first], {
      serviceName: 'huiliu-backend',
    })
    started.on('message', (message: FromBackend) => {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      call?.resolve(message.fileToken)
    })
    started.on('exit', (exitCode) => {
      if (child === started) child = null
      for (const call of waiting.values()) call.reject(new AppError('worker-died', { exitCode }))
      waiting.clear()
    })
    return started
  }

  const send = (message: ToBackend, ports?: MessagePortMain[]): void => {
    child ??= fork(null)
    child.postMessage(message, ports)
  }

  return {
    connect: (port) => send({ t: 'port' }, [port]),
    open: (path) => send({ t: 'open', path }),
    register: (path, origin) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        send({ t: 'register', id, path, origin })
      }),
    close: () =>
      new Promise((resolve) => {
        const last = child
        if (last === null) return resolve()
        const timer = setTimeout(() => last.kill(), CLOSE_LIMIT_MS)
        last.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        send({ t: 'close' })
      }),
  }
}
