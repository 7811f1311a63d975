import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { anonymiseWishSchema, SMALLEST_K, USUAL_K } from '../../shared/contract/anonymise.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { withExtension } from '../backend/projectFiles.ts'
import { oneOf, readArguments, requirePositionals, wholeNumber } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { grouped } from './text.ts'

const USAGE =
  'huiliu anonymise <project> --out FILE [--k N] [--keys number|hash] [--shift-days N] [--name NAME] [--json]'

const WORDS = {
  'zh-CN': {
    customers: (n: string) => `${n} 位客户换成了编号`,
    dropped: (names: string) => `没有带走的客户列：${names}`,
    hidden: (names: string, values: string, k: number) =>
      `不到 ${k} 位客户的名称隐藏了 ${names} 个，客户资料里的值合并了 ${values} 个`,
    none: '无',
  },
  en: {
    customers: (n: string) => `${n} customers became numbers`,
    dropped: (names: string) => `columns of customers that were left out: ${names}`,
    hidden: (names: string, values: string, k: number) =>
      `${names} names and ${values} values of customers with fewer than ${k} behind them are hidden`,
    none: 'none',
  },
} as const

/** `huiliu anonymise`: a copy of a project in which nobody can be recognised. */
export async function anonymiseCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['out', 'k', 'keys', 'shift-days', 'name'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const out = given.text('out')
  if (out === undefined) throw new AppError('usage', { message: `--out is missing; ${USAGE}` })
  const k = wholeNumber('k', given.text('k') ?? String(USUAL_K), SMALLEST_K)
  const shift = Number(given.text('shift-days') ?? '0')
  if (!Number.isSafeInteger(shift)) {
    throw new AppError('usage', { message: `--shift-days takes whole days; ${USAGE}` })
  }
  const path = withExtension(resolve(out))
  if (existsSync(path)) throw new AppError('project-exists', { file: basename(path) })
  const name = given.text('name')
  const wish = anonymiseWishSchema.parse({
    k,
    keys: oneOf('keys', given.text('keys') ?? 'number', ['number', 'hash'] as const),
    shiftDays: shift,
    language,
    ...(name !== undefined && { name }),
  })
  await withSession(async (session) => {
    await session.openProject(projectPath(named))
    const report = await session.call(
      'project.anonymise',
      { ...wish, target: session.targetToken(path) },
      { signal: session.signal },
    )
    if (given.flag('json')) {
      process.stdout.write(`${JSON.stringify(report)}\n`)
      return
    }
    const words = WORDS[language]
    const lines = [
      words.customers(grouped(report.customers)),
      words.dropped(report.droppedColumns.join(', ') || words.none),
      words.hidden(grouped(report.hiddenNames), grouped(report.hiddenValues), k),
      `${path} ${grouped(report.sizeBytes)}`,
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  })
}
