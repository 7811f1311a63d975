import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'

/**
 * How a path became known. `picked`: the person chose it; `uploaded`: a copy of ours in a temporary folder;
 * `target`: a place to write to.
 */
export type FileOrigin = 'picked' | 'uploaded' | 'target'

/** A file behind a token. */
export interface KnownFile {
  readonly path: string
  /** the name that the person knows, also of an upload whose own path is another */
  readonly name: string
  readonly origin: FileOrigin
}

/** Opaque tokens for paths: the page names files by token and never sees where they are. */
export interface FileRegistry {
  register(file: { path: string; origin: FileOrigin; name?: string }): string
  /** throws `file-not-found` for a token that was not given out */
  resolve(fileToken: string): KnownFile
  forget(fileToken: string): void
}

const TOKEN_BYTES = 32

/** An empty registry. The same path with the same origin and name keeps its token. */
export function createFileRegistry(): FileRegistry {
  const files = new Map<string, KnownFile>()
  const tokens = new Map<string, string>()
  const keyOf = (file: KnownFile): string => JSON.stringify([file.origin, file.path, file.name])
  return {
    register: ({ path, origin, name = basename(path) }) => {
      const file: KnownFile = { path, name, origin }
      const key = keyOf(file)
      const known = tokens.get(key)
      if (known !== undefined) return known
      const fileToken = randomBytes(TOKEN_BYTES).toString('base64url')
      tokens.set(key, fileToken)
      files.set(fileToken, file)
      return fileToken
    },
    resolve: (fileToken) => {
      const file = files.get(fileToken)
      if (file === undefined) throw new AppError('file-not-found', { file: '' })
      return file
    },
    forget: (fileToken) => {
      const file = files.get(fileToken)
      if (file === undefined) return
      files.delete(fileToken)
      tokens.delete(keyOf(file))
    },
  }
}
