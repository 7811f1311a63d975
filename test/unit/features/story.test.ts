// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { headlineOf, type Story, type StoryDraft } from '../../../shared/contract/story.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { useSession } from '../../../src-renderer/app/session.ts'
import { kindOf } from '../../../src-renderer/app/story/capture.ts'
import { keptState } from '../../../src-renderer/app/story/keptState.ts'
import {
  changeSlide,
  dropSlide,
  makeStory,
  moveSlide,
  redoStory,
  undoStory,
  useStory,
} from '../../../src-renderer/app/story/store.ts'
import { contextOf, isStale } from '../../../src-renderer/features/story/slideText.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { createFakeClient, createFakeHost } from '../../support/fakeClient.ts'
import { storyOf } from '../../support/storyData.ts'

/** What a backend keeps: one story, refused when it changed meanwhile. */
let kept: Story | null = null
const answers = {
  'story.list': () =>
    kept === null
      ? []
      : [{ id: kept.id, name: kept.name, slides: kept.slides.length, version: kept.version, changedAtMs: 0 }],
  'story.read': () => kept!,
  'story.save': ({ id, version, story }: { id: string | null; version: number; story: StoryDraft }) => {
    if (id !== null && kept?.version !== version) throw new AppError('story-changed', { name: story.name })
    kept = { ...story, id: 's', version: (kept?.version ?? 0) + 1, changedAtMs: 0 }
    return kept
  },
}

beforeEach(async () => {
  kept = null
  const client = createFakeClient(answers)
  useSession.setState({ connection: { kind: 'open', client, host: createFakeHost() } as never })
  useStory.setState(useStory.getInitialState(), true)
  await makeStory('one')
  kept = { ...kept!, slides: storyOf().slides }
  useStory.setState({ story: kept })
})

const order = () => useStory.getState().story?.slides.map(({ id }) => id)

describe('a story', () => {
  it('is put in another order, changed and cut, undone and done again, each step stored', async () => {
    await moveSlide(2, 0)
    expect(order()).toEqual(['c', 'a', 'b'])
    await changeSlide('a', { note: 'later' })
    await dropSlide('b')
    expect(order()).toEqual(['c', 'a'])
    expect(kept?.slides.map(({ id }) => id)).toEqual(['c', 'a'])
    await undoStory()
    await undoStory()
    await undoStory()
    expect(order()).toEqual(['a', 'b', 'c'])
    await redoStory()
    expect(order()).toEqual(['c', 'a', 'b'])
    expect(kept?.slides.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(useStory.getState().future).toHaveLength(2)
  })

  it('that was changed elsewhere comes back as it is stored, and the failure is told', async () => {
    kept = { ...kept!, version: 9, slides: [] }
    await expect(dropSlide('a')).rejects.toMatchObject({ code: 'story-changed' })
    expect(useStory.getState().story).toMatchObject({ version: 9, slides: [] })
  })

  it('takes changes that follow each other at once', async () => {
    await Promise.all([moveSlide(0, 2), changeSlide('b', { note: 'x' }), dropSlide('c')])
    expect(order()).toEqual(['b', 'a'])
    expect(kept?.slides.map(({ id }) => id)).toEqual(['b', 'a'])
  })
})

describe('a slide', () => {
  const [slide] = storyOf().slides
  const format = createFormat({ language: 'en', currency: 'CNY', compact: true })

  it('says its own headline, or the finding', () => {
    expect(headlineOf(slide!, 'en')).toBe('Core repurchase is 37.2%')
    expect(headlineOf({ ...slide!, headline: { 'zh-CN': null, en: ' ' } }, 'en')).toBe(
      'Core repurchase is 37.2%',
    )
    expect(headlineOf({ ...slide!, headline: { 'zh-CN': null, en: 'Mine' } }, 'en')).toBe('Mine')
  })

  it('says its day once, and when its data are of earlier', () => {
    expect(contextOf(slide!, 'en', translator('en'), format)[0]).toBe('as of 2025-11-12')
    const bare = { ...slide!, picture: { ...slide!.picture, asOfDay: 20_405 } }
    expect(contextOf(bare, 'en', translator('en'), format)[0]).toBe('as of 2025-11-13')
    expect([isStale(slide!, 3), isStale(slide!, 4)]).toEqual([false, true])
  })

  it('is drawn natively where lines or bars say it', () => {
    const of = (option: Record<string, unknown>) => kindOf({ drawable: { kind: 'chart', option } })
    const category = { type: 'category' }
    expect(of({ xAxis: category, series: [{ type: 'line' }] })).toBe('line')
    expect(of({ xAxis: category, series: { type: 'bar' } })).toBe('column')
    expect(of({ xAxis: {}, yAxis: category, series: [{ type: 'bar' }] })).toBe('bar')
    expect(of({ xAxis: {}, yAxis: {}, series: [{ type: 'line' }] })).toBe('picture')
    expect(of({ xAxis: category, series: [{ type: 'line' }, { type: 'bar' }] })).toBe('picture')
    expect(of({})).toBe('picture')
    expect(kindOf({ drawable: { kind: 'table' } })).toBe('table')
  })

  it('keeps the named parts of a screen, and takes back nothing else', () => {
    let state = { a: 1, b: [2], secret: 3, question: 'x' }
    const store = { getState: () => state, setState: (part: object) => void (state = { ...state, ...part }) }
    const kept = keptState(store, ['a', 'b'], { question: '' })
    const taken = kept.take()
    expect(taken).toEqual({ a: 1, b: [2] })
    kept.put({ a: 9, secret: 4 })
    expect(state).toEqual({ a: 9, b: [2], secret: 3, question: '' })
    kept.put(null)
    expect(state.a).toBe(9)
  })
})
