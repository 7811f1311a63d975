import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileFailure } from '../workers/fileFailure.ts'
import type { KnownFile } from './files.ts'

const EXTENSION = '.huiliu'
const MAX_STEM_LENGTH = 80
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The application's own folder of projects: those made without choosing a place, and those that a browser handed over. */
export interface ProjectFolder {
  /** a path for a new project called `name`, beside nothing that is there */
  freePath(name: string): Promise<string>
  /** moves an uploaded copy in; answers where it is now */
  adopt(file: KnownFile): Promise<string>
}

/** The folder under `dataDir`; made when it is first needed. */
export function openProjectFolder(dataDir: string): ProjectFolder {
  const folder = join(dataDir, 'projects')

  async function freePath(name: string): Promise<string> {
    try {
      await mkdir(folder, { recursive: true })
    } catch (thrown) {
      throw fileFailure(thrown, name)
    }
    const stem = stemOf(name)
    for (let n = 1; ; n++) {
      const path = join(folder, `${n === 1 ? stem : `${stem} (${n})`}${EXTENSION}`)
      if (!existsSync(path)) return path
    }
  }

  return {
    freePath,
    adopt: async (file) => {
      const path = await freePath(withoutExtension(file.name))
      try {
        await rename(file.path, path).catch(async () => {
          await copyFile(file.path, path)
          await rm(file.path, { force: true })
        })
      } catch (thrown) {
        throw fileFailure(thrown, file.name)
      }
      return path
    },
  }
}

/** The path of a project file that a person chose: with the extension, also where they left it out. */
export function withExtension(path: string): string {
  return extname(path).toLowerCase() === EXTENSION ? path : `${path}${EXTENSION}`
}

function withoutExtension(name: string): string {
  return extname(name).toLowerCase() === EXTENSION ? name.slice(0, -EXTENSION.length) : name
}

function stemOf(name: string): string {
  const clean = [
    ...name
      .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, MAX_STEM_LENGTH)
    .join('')
    .replace(/[. ]+$/, '')
  if (clean === '') return 'project'
  return RESERVED_ON_WINDOWS.test(clean) ? `${clean}_` : clean
}
