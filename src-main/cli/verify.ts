import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import type { FigureCheck, ReportData } from '../../shared/contract/story.ts'
import { checkStory, type WorkOut } from '../report/check.ts'
import { readReport } from '../report/read.ts'
import { workOutWhatIf } from '../report/whatIf.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { fileFailure } from '../workers/fileFailure.ts'
import { readArguments, requirePositionals } from './options.ts'
import { storyNamed } from './report.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable, grouped } from './text.ts'

const USAGE = 'huiliu verify <story.html|story.pptx|project> [--story NAME] [--project P] [--json]'

const WORDS = {
  'zh-CN': {
    head: ['故事', '张', '数字', '写着', '现在', '结论'],
    holds: '对得上',
    changed: '变了',
    gone: '算不出来',
    'not-checked': '没核对',
    tampered: '文件里的内容在生成之后被改过。',
    other: '项目的数据和生成文件时不一样。',
    sum: (n: number, apart: number, skipped: number) =>
      `核对了 ${n} 个数字，${apart} 个不一致，${skipped} 个没有核对。`,
  },
  en: {
    head: ['story', 'slide', 'number', 'stated', 'now', 'verdict'],
    holds: 'holds',
    changed: 'changed',
    gone: 'cannot be worked out',
    'not-checked': 'not checked',
    tampered: 'The content of the file was changed after it was made.',
    other: "The project's data are not those that the file was made from.",
    sum: (n: number, apart: number, skipped: number) =>
      `${n} numbers checked, ${apart} differ, ${skipped} were not checked.`,
  },
} as const

interface Verified {
  readonly figures: readonly (FigureCheck & { readonly story: string })[]
  /** null = it was a project itself */
  readonly isIntact: boolean | null
  /** null = no project was asked */
  readonly isSameData: boolean | null
}

/** `huiliu verify`: works the stated numbers out again; exit code 0 when all that could be checked hold. */
export async function verifyCommand(args: readonly string[], language: TerminalLanguage): Promise<number> {
  const given = readArguments(args, ['story', 'project'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const isFile = /\.(html?|pptx)$/i.test(named)
  const project = given.text('project')
  if (!isFile && project !== undefined) throw new AppError('usage', { message: USAGE })
  const found = isFile
    ? await verifyFile(named, project)
    : await verifyProject(projectPath(named), given.text('story'))
  const checked = found.figures.filter(({ verdict }) => verdict !== 'not-checked')
  const apart = checked.filter(({ verdict }) => verdict !== 'holds').length
  const isGood = apart === 0 && found.isIntact !== false
  const words = WORDS[language]
  if (given.flag('json')) process.stdout.write(`${JSON.stringify({ holds: isGood, ...found })}\n`)
  else {
    const show = (value: number | null): string => (value === null ? '' : grouped(value))
    const rows = checked.map(({ story, position, label, stated, now, verdict }) => [
      story,
      String(position),
      label,
      show(stated),
      show(now),
      words[verdict],
    ])
    const notes = [
      ...(found.isIntact === false ? [words.tampered] : []),
      ...(found.isSameData === false ? [words.other] : []),
      words.sum(checked.length, apart, found.figures.length - checked.length),
    ]
    process.stdout.write(`${alignedTable([[...words.head], ...rows], [1, 3, 4])}\n${notes.join('\n')}\n`)
  }
  return isGood ? 0 : 1
}

async function verifyProject(path: string, name: string | undefined): Promise<Verified> {
  return withSession(async (session) => {
    await session.openProject(path)
    const stories = await session.call('story.list', {})
    const wanted = name === undefined ? stories : [storyNamed(stories, name)]
    const figures: Verified['figures'][number][] = []
    for (const { id, name: story } of wanted) {
      const checks = await session.call('story.check', { id }, { signal: session.signal })
      figures.push(...checks.map((check) => ({ ...check, story })))
    }
    return { figures, isIntact: null, isSameData: null }
  })
}

async function verifyFile(named: string, project: string | undefined): Promise<Verified> {
  const { report, isIntact } = await readReport(bytesOf(named), basename(named))
  if (project === undefined) {
    return { figures: await checked(report, withoutProject), isIntact, isSameData: null }
  }
  return withSession(async (session) => {
    await session.openProject(projectPath(project))
    const { figures, projectHash } = await session.call(
      'story.verify',
      { story: report.story },
      { signal: session.signal },
    )
    return {
      figures: figures.map((check) => ({ ...check, story: report.story.name })),
      isIntact,
      isSameData: projectHash === report.origin.projectHash,
    }
  })
}

/** Alone, a file can only work out what it carries whole: the simulators. */
const withoutProject: WorkOut = (method, input) =>
  method === 'whatif' ? Promise.resolve(workOutWhatIf(input)) : Promise.reject(new AppError('no-data'))

async function checked(report: ReportData, workOut: WorkOut): Promise<Verified['figures']> {
  const checks = await checkStory(report.story, workOut)
  const carried = new Set(
    report.story.slides.filter(({ picture }) => picture.recipe?.method === 'whatif').map(({ id }) => id),
  )
  return checks.map((check) => ({
    ...check,
    story: report.story.name,
    ...(!carried.has(check.slide) && { verdict: 'not-checked' as const }),
  }))
}

function bytesOf(named: string): Uint8Array {
  try {
    return readFileSync(resolve(named))
  } catch (thrown) {
    throw fileFailure(thrown, basename(named))
  }
}
