import { resolve } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { REPORT_FORMATS, type StoryEntry } from '../../shared/contract/story.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { oneOf, readArguments, requirePositionals } from './options.ts'
import { projectPath, withSession } from './session.ts'
import { alignedTable } from './text.ts'

const USAGE =
  'huiliu report <project> [--story NAME --format html|pdf|pptx|xlsx --out FILE] [--json]; without --story the stories are listed'

/** `huiliu report`: a story as a file; without a name, which stories there are. */
export async function reportCommand(args: readonly string[], language: TerminalLanguage): Promise<void> {
  const given = readArguments(args, ['story', 'format', 'out'])
  const [named = ''] = requirePositionals(given, 1, 1, USAGE)
  const name = given.text('story')
  const out = given.text('out')
  const isList = name === undefined
  if (!isList && out === undefined) throw new AppError('usage', { message: `--out is missing; ${USAGE}` })
  const format = oneOf('format', given.text('format') ?? 'html', REPORT_FORMATS)
  await withSession(async (session) => {
    await session.openProject(projectPath(named))
    const stories = await session.call('story.list', {})
    if (isList) {
      const text = alignedTable(
        stories.map((story) => [story.name, String(story.slides)]),
        [1],
      )
      process.stdout.write(given.flag('json') ? `${JSON.stringify({ stories })}\n` : `${text}\n`)
      return
    }
    const { id } = storyNamed(stories, name)
    const target = session.targetToken(resolve(out ?? ''))
    const { bytes } = await session.call(
      'story.export',
      { id, format, language, target },
      { signal: session.signal },
    )
    const answer = { story: name, format, bytes }
    process.stdout.write(given.flag('json') ? `${JSON.stringify(answer)}\n` : `${out} ${bytes}\n`)
  })
}

/** The story of that name; else a refusal that names those there are. */
export function storyNamed(stories: readonly StoryEntry[], name: string): StoryEntry {
  const found = stories.find((story) => story.name === name)
  if (found !== undefined) return found
  const names = stories.map((story) => `"${story.name}"`).join(', ')
  throw new AppError('story-not-found', { message: names === '' ? name : `"${name}"; ${names}` })
}
