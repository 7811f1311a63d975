import { existsSync, rmSync } from 'node:fs'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import type { ImportProgress, ImportReport } from '../../shared/contract/import.ts'
import { FILE_KINDS, mappingSchema, type Mapping } from '../../shared/contract/mapping.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { importItems, type ImportWish } from './importItems.ts'
import { readJsonFile } from './jsonFile.ts'
import { oneOf, readArguments, requirePositionals } from './options.ts'
import { progressLine } from './progress.ts'
import { projectName, projectPath, withSession, type CliSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE =
  'huiliu import <project.huiliu> <file>... [--kind purchases|behaviours|customers|contacts] [--mapping mapping.json] [--json]'
const DEFAULT_CURRENCY = 'CNY'

/** `huiliu import`: files into a project, which is made when it is not there. */
export async function importCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['kind', 'mapping'])
  const [named = '', ...paths] = requirePositionals(given, 2, 201, USAGE)
  const project = projectPath(named)
  const kind = given.text('kind')
  const mappingPath = given.text('mapping')
  const wish: ImportWish = {
    kind: kind === undefined ? undefined : oneOf('kind', kind, FILE_KINDS),
    mapping:
      mappingPath === undefined ? undefined : readJsonFile(mappingPath, mappingSchema, 'mapping-invalid'),
  }
  const { reports, summary, elapsedMs } = await withSession((session) =>
    importFiles(session, project, paths, wish, language),
  )
  process.stdout.write(
    given.flag('json')
      ? `${JSON.stringify(importJson(reports, summary, elapsedMs))}\n`
      : `${reports.map((report) => describe(report, language)).join('\n\n')}\n`,
  )
}

async function importFiles(
  session: CliSession,
  project: string,
  paths: readonly string[],
  wish: ImportWish,
  language: TerminalLanguage,
): Promise<{ reports: readonly ImportReport[]; summary: ProjectSummary; elapsedMs: number }> {
  const startMs = performance.now()
  const isNew = !existsSync(project)
  if (!isNew) await session.openProject(project)
  const items = []
  for (const path of paths) {
    const fileToken = session.fileToken(path)
    const tables = await session.call('import.preview', {
      fileToken,
      ...(wish.kind === undefined ? {} : { kind: wish.kind }),
      ...(wish.mapping === undefined ? {} : { mapping: wish.mapping }),
    })
    items.push(...importItems(fileToken, tables, wish))
  }
  if (isNew)
    await createProject(
      session,
      project,
      items.map(({ mapping }) => mapping),
    )
  const line = progressLine()
  try {
    const reports = await session.call(
      'import.run',
      { items },
      { signal: session.signal, onProgress: (progress) => line.show(progressText(progress, language)) },
    )
    const summary = await session.call('project.current', {})
    if (summary === null) throw new Error('the project is closed')
    return { reports, summary, elapsedMs: Math.round(performance.now() - startMs) }
  } catch (thrown) {
    // a project that was made for these files is not left behind empty
    if (isNew) await discard(session, project)
    throw thrown
  } finally {
    line.clear()
  }
}

async function discard(session: CliSession, path: string): Promise<void> {
  await session.call('project.close', {}).catch(() => undefined)
  for (const file of [path, `${path}-journal`]) rmSync(file, { force: true })
}

async function createProject(session: CliSession, path: string, mappings: readonly Mapping[]): Promise<void> {
  await session.call('project.create', {
    name: projectName(path),
    currency: mappings.find(({ currency }) => currency !== undefined)?.currency ?? DEFAULT_CURRENCY,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    target: session.targetToken(path),
  })
}

/** The books of all tables together; days as dates, money in units. One table's own facts come unchanged. */
export function importJson(
  reports: readonly ImportReport[],
  summary: ProjectSummary,
  elapsedMs: number,
): Record<string, unknown> {
  const sum = (value: (report: ImportReport) => number): number =>
    reports.reduce((total, report) => total + value(report), 0)
  const rejects: Record<string, number> = {}
  for (const { code, rows } of reports.flatMap((report) => report.rejects)) {
    rejects[code] = (rejects[code] ?? 0) + rows
  }
  const [first] = reports
  const isSingle = reports.length === 1 && first !== undefined
  const days = reports.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).filter((day) => day !== null)
  return {
    rowsRead: sum(({ rowsRead }) => rowsRead),
    rowsAccepted: sum(({ rowsAccepted }) => rowsAccepted),
    rowsRejected: sum(({ rowsRejected }) => rowsRejected),
    rowsDuplicate: sum(({ rowsDuplicate }) => rowsDuplicate),
    rowsBlank: sum(({ rowsBlank }) => rowsBlank),
    rejects,
    customers: isSingle ? first.customers : summary.nCustomers,
    orders: isSingle ? first.orders : summary.nOrders,
    revenue: sum(({ amountMinor }) => amountMinor) / MINOR_PER_UNIT,
    firstDay: days.length === 0 ? null : isoFromDay(Math.min(...days)),
    lastDay: days.length === 0 ? null : isoFromDay(Math.max(...days)),
    encoding: first?.encoding ?? '',
    delimiter: first?.delimiter ?? '',
    headerLine: first?.headerLine ?? 0,
    sameFile: isSingle && first.sameAsImportedAtMs !== null,
    elapsedMs,
    peakRssBytes: Math.max(0, ...reports.map(({ peakRssBytes }) => peakRssBytes)),
    files: reports.map(({ firstDay, lastDay, ...report }) => ({
      ...report,
      firstDay: firstDay === null ? null : isoFromDay(firstDay),
      lastDay: lastDay === null ? null : isoFromDay(lastDay),
    })),
  }
}

function progressText(progress: ImportProgress, language: TerminalLanguage): string {
  const { fileName, rowsRead, rowsPerSecond, secondsLeft } = progress
  const rate = grouped(Math.round(rowsPerSecond))
  if (language === 'zh-CN') {
    const left = secondsLeft === null ? '' : `，约剩 ${Math.ceil(secondsLeft)} 秒`
    return `${fileName}：已读 ${grouped(rowsRead)} 行，每秒 ${rate} 行${left}`
  }
  const left = secondsLeft === null ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  return `${fileName}: ${grouped(rowsRead)} rows read, ${rate} rows/s${left}`
}

function describe(report: ImportReport, language: TerminalLanguage): string {
  const isChinese = language === 'zh-CN'
  const title = `${report.fileName}${report.sheet === null ? '' : ` [${report.sheet}]`}`
  if (report.sameAsImportedAtMs !== null) {
    const day = new Date(report.sameAsImportedAtMs).toISOString().slice(0, 10)
    return isChinese
      ? `${title}：${day} 导入过，没有新增内容。`
      : `${title}: imported before, on ${day}; nothing was added.`
  }
  const [read, accepted, rejected, duplicate, blank] = [
    report.rowsRead,
    report.rowsAccepted,
    report.rowsRejected,
    report.rowsDuplicate,
    report.rowsBlank,
  ].map(grouped)
  const books = isChinese
    ? `读入 ${read} 行 = 接受 ${accepted} + 拒绝 ${rejected} + 重复 ${duplicate} + 空行 ${blank}，一行不少。`
    : `${read} rows read = ${accepted} accepted + ${rejected} rejected + ${duplicate} duplicate + ${blank} blank; every row is accounted for.`
  const span =
    report.firstDay === null || report.lastDay === null
      ? '—'
      : `${isoFromDay(report.firstDay)} – ${isoFromDay(report.lastDay)}`
  const facts = isChinese
    ? `客户 ${grouped(report.customers)}（新 ${grouped(report.customersNew)}），订单 ${grouped(report.orders)}，日期 ${span}，编码 ${report.encoding}`
    : `${grouped(report.customers)} customers (${grouped(report.customersNew)} new), ${grouped(report.orders)} orders, days ${span}, encoding ${report.encoding}`
  const rejects = alignedTable(
    report.rejects.map(({ code, rows, lines, sample }) => [
      `  ${code}`,
      grouped(rows),
      lines.join(' '),
      sample.slice(0, 40),
    ]),
    [1],
  )
  return [`${title}: ${books}`, facts, ...(rejects === '' ? [] : [rejects])].join('\n')
}
