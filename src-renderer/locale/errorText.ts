import type { AppErrorData } from '../../shared/contract/errors.ts'
import { detailTexts, type DetailFormat } from './detail.ts'
import { errors as en } from './en/errors.ts'
import { fill } from './template.ts'
import { errors as zh } from './zh/errors.ts'

const TABLE = { 'zh-CN': zh, en }

/** What happened and what to do, in the formatter's language. The only place that turns error codes into sentences. */
export function errorText(error: AppErrorData, format: DetailFormat): { sentence: string; remedy: string } {
  const [sentence, remedy] = TABLE[format.language][error.code]
  const values = detailTexts(error.detail, format)
  return { sentence: tidy(fill(sentence, values)), remedy: fill(remedy, values) }
}

/** Optional parts that fell away leave no double spaces. */
const tidy = (text: string) => {
  const plain = text.replace(/ {2,}/g, ' ').trim()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
