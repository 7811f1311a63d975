import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_CORE_DEFINITION } from '../../../shared/contract/northstar.ts'
import type { StoryDraft } from '../../../shared/contract/story.ts'
import { withSession } from '../../../src-main/cli/session.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'
import { storyOf } from '../../support/storyData.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { huiliu, huiliuJson } from './run.ts'

const folder = temporaryFolder('story')
const project = join(folder, 'shop.huiliu')
await createSampleProject(
  project,
  { customers: 300, seed: 3, language: 'en' },
  { isCancelled: () => false, progress: () => undefined },
)

/** The story's first slide states the shop's own numbers. */
async function ofShop(): Promise<StoryDraft> {
  const story = storyOf()
  const board = await withSession(async (session) => {
    const { lastDay } = await session.openProject(project)
    return session.call('northstar.board', {
      asOfDay: lastDay,
      definition: DEFAULT_CORE_DEFINITION,
    })
  })
  const [first, ...others] = story.slides
  const picture = {
    ...first!.picture,
    recipe: {
      method: 'northstar.board',
      input: { asOfDay: board.asOfDay, definition: board.params.definition },
      figures: [
        { path: 'months.5.core', value: board.months[5]!.core },
        { path: 'months.6.core', value: board.months[6]!.core },
      ],
    },
  }
  return { ...story, slides: [{ ...first!, picture }, ...others] }
}

describe('a story of a project', () => {
  it('is kept with its version; a change on an older one, a taken name, an unknown id are refused', async () => {
    await withSession(async (session) => {
      const { revision } = await session.openProject(project)
      const call: typeof session.call = (...asked) => session.call(...asked)
      const story = await ofShop()
      const saved = await call('story.save', { id: null, version: 0, story })
      expect(saved).toMatchObject({ name: story.name, version: 1 })
      expect(await call('story.list', {})).toMatchObject([{ id: saved.id, slides: 3, version: 1 }])
      expect((await call('story.read', { id: saved.id })).slides).toEqual(story.slides)
      const again = await call('story.save', { id: saved.id, version: 1, story })
      expect(again.version).toBe(2)
      await expect(call('story.save', { id: saved.id, version: 1, story })).rejects.toMatchObject({
        code: 'story-changed',
      })
      await expect(call('story.save', { id: null, version: 0, story })).rejects.toMatchObject({
        code: 'story-name-taken',
      })
      await expect(call('story.read', { id: 'none' })).rejects.toMatchObject({ code: 'story-not-found' })
      const empty = await call('story.save', { id: null, version: 0, story: { name: 'empty', slides: [] } })
      await expect(call('story.report', { id: empty.id, language: 'en' })).rejects.toMatchObject({
        code: 'story-empty',
        detail: { name: 'empty' },
      })
      await call('story.remove', { id: empty.id })
      expect(await call('story.list', {})).toHaveLength(1)
      // what is told of the data is no data
      expect((await call('project.current', {}))?.revision).toBe(revision)
    })
  })

  it('is listed and written on the command line, and verified from the file and from the project', async () => {
    const name = storyOf().name
    expect(await huiliuJson(['report', project])).toMatchObject({ stories: [{ name, slides: 3 }] })
    const out = (form: string) => join(folder, `story.${form}`)
    for (const form of ['html', 'pptx', 'xlsx']) {
      const made = await huiliuJson([
        'report',
        project,
        '--story',
        name,
        '--format',
        form,
        '--out',
        out(form),
      ])
      expect(made).toEqual({ story: name, format: form, bytes: statSync(out(form)).size })
    }
    const ofProject = await huiliuJson(['verify', project])
    expect(ofProject).toMatchObject({ holds: true, isIntact: null })
    const alone = await huiliuJson(['verify', out('html')])
    expect(alone).toMatchObject({ holds: true, isIntact: true, isSameData: null })
    const both = await huiliuJson(['verify', out('pptx'), '--project', project])
    expect(both).toMatchObject({ holds: true, isIntact: true, isSameData: true })
    const verdicts = (answer: Record<string, unknown>) =>
      (answer['figures'] as { verdict: string }[]).map(({ verdict }) => verdict)
    expect(verdicts(alone).filter((verdict) => verdict === 'holds')).toHaveLength(1)
    expect(verdicts(both).filter((verdict) => verdict === 'holds')).toHaveLength(3)
  })

  it('a file that was changed, or states what the data do not say, is told with exit code 1', async () => {
    const html = readFileSync(join(folder, 'story.html'), 'utf8')
    const changed = join(folder, 'changed.html')
    writeFileSync(
      changed,
      html.replace(/"path":"months\.5\.core","value":\d+/, '"path":"months.5.core","value":1'),
    )
    const { code, stdout } = await huiliu(['verify', changed, '--project', project])
    expect(code).toBe(1)
    expect(stdout).toContain('changed after it was made')
    expect(stdout).toMatch(/changed\n/)
    expect(await huiliu(['verify', join(folder, 'story.xlsx')])).toMatchObject({ code: 1 })
    const unknown = await huiliu(['report', project, '--story', 'nope', '--out', join(folder, 'x.html')])
    expect(unknown.code).toBe(1)
    expect(unknown.stderr).toContain('story-not-found')
    expect(unknown.stderr).toContain(storyOf().name)
    expect((await huiliu(['report', project, '--story', 'nope'])).code).toBe(2)
  })
})
