import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import type { HostFile } from '../../shared/contract/host.ts'
import { LOOPBACK } from '../../shared/rpc/loopback.ts'

/** Streams a file to the shell. XMLHttpRequest, because fetch tells no progress of an upload. */
export function uploadFile(
  token: string,
  name: string,
  file: Blob,
  onSent: (sentBytes: number) => void,
): Promise<HostFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${LOOPBACK.uploadPath}?name=${encodeURIComponent(name)}`)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      if (request.status === 200) resolve(answer as HostFile)
      else reject(failure(answer))
    })
    request.addEventListener('error', () => reject(new AppError('connection-lost')))
    request.addEventListener('abort', () => reject(new AppError('cancelled')))
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function failure(answer: unknown): AppError {
  const isData = typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer
  return isData ? AppError.fromData(answer as AppErrorData) : new AppError('connection-lost')
}
