import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import type { z } from '../../shared/contract/zod.ts'
import { validated } from '../../shared/rpc/validate.ts'
import { fileFailure } from '../workers/fileFailure.ts'

type Code = 'mapping-invalid' | 'scheme-invalid' | 'scenario-invalid'

/** What a JSON file holds; `code` is what is wrong when it is no JSON. */
export function readJson(path: string, code: Code): unknown {
  const file = basename(path)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (thrown) {
    throw fileFailure(thrown, file)
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new AppError(code, { file, message: `not JSON: ${reason}` })
  }
}

/** A JSON file checked by a schema; `code` is what is wrong when it does not fit, with the place in `message`. */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>, code: Code): T {
  const value = readJson(path, code)
  try {
    return validated(schema, value)
  } catch (thrown) {
    const { detail } = AppError.from(thrown)
    const message = detail['message'] ?? ''
    throw new AppError(code, { file: basename(path), path: detail['path'] ?? '', message })
  }
}
