import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import type { HostApi, HostFile } from '../../shared/contract/host.ts'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'
import { uploadFile } from './upload.ts'

/** The host of a plain browser: its own file input, uploads to the shell's temporary folder, its own downloads. */
export function loopbackHost(token: string): HostApi {
  const receiveFiles: HostApi['receiveFiles'] = async (files, onProgress) => {
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0)
    const received: HostFile[] = []
    let doneBytes = 0
    for (const file of files) {
      if (!(file instanceof Blob)) throw new AppError('file-unreadable', { file: file.name })
      const hostFile = await uploadFile(token, file.name, file, (sentBytes) =>
        onProgress?.(totalBytes === 0 ? 1 : (doneBytes + sentBytes) / totalBytes),
      )
      doneBytes += file.size
      received.push(hostFile)
    }
    onProgress?.(1)
    return received
  }

  return {
    shell: 'loopback',
    receiveFiles,
    pickFiles: async (accept, multiple) => receiveFiles(await askForFiles(accept, multiple)),
    pickSaveTarget: async () => {
      const response = await fetch(LOOPBACK.saveTargetPath, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      })
      if (!response.ok) throw AppError.fromData((await response.json()) as AppErrorData)
      const { saveToken } = (await response.json()) as { saveToken: string }
      return saveToken
    },
    deliver: (saveToken, suggestedName) => {
      const name = encodeURIComponent(suggestedName)
      download(`${LOOPBACK.downloadPath}${encodeURIComponent(saveToken)}?name=${name}`, suggestedName)
      return Promise.resolve()
    },
    saveBytes: (suggestedName, mimeType, bytes) => {
      const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimeType }))
      download(url, suggestedName)
      // the browser reads the blob after the click; it may go once the page is idle again
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      return Promise.resolve(true)
    },
  }
}

function askForFiles(accept: readonly string[], multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept.join(',')
    input.multiple = multiple
    input.hidden = true
    const finish = (): void => {
      input.remove()
      resolve([...(input.files ?? [])])
    }
    input.addEventListener('change', finish, { once: true })
    input.addEventListener('cancel', finish, { once: true })
    document.body.append(input)
    input.click()
  })
}

function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
