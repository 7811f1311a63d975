import { beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../shared/contract/api.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'
import type { Call } from '../../../src-renderer/app/session.ts'
import {
  addFiles,
  accept,
  change,
  enterProject as enterImport,
  openPoints,
  ready,
  removeFile,
  startOver,
  useImport,
} from '../../../src-renderer/features/import/store.ts'
import {
  chooseMigration,
  enterProject,
  migrate,
  shownRun,
  useMigration,
} from '../../../src-renderer/features/migration/store.ts'
import {
  choose,
  daysComparedLive,
  loadProject,
  preview,
  run,
  shownSummary,
  toggle,
  useRfm,
} from '../../../src-renderer/features/rfm/store.ts'
import {
  fetchIds,
  missingPages,
  rowAt,
  withPage,
  emptyCache,
} from '../../../src-renderer/features/rfm/pages.ts'
import { createFakeClient, type FakeAnswers } from '../../support/fakeClient.ts'
import { AS_OF, migrationOf, pageOf, SCHEMES, summaryOf, TIMELINE } from './shop.ts'
import { hostFile, previewOf } from './tables.ts'

/** A promise that the test settles. */
function deferred<T>() {
  let settle: { resolve: (value: T) => void; reject: (reason: unknown) => void } | null = null
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return {
    promise,
    ...(settle as unknown as { resolve: (value: T) => void; reject: (reason: unknown) => void }),
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const summaryAt = (asOfDay: number) => summaryOf({ params: { ...summaryOf().params, asOfDay } })

describe('the RFM store', () => {
  const initial = useRfm.getInitialState()
  beforeEach(() => useRfm.setState(initial, true))

  it('never lets an older run replace a newer one', async () => {
    const answers = new Map([
      [1, deferred<{ runId: string; summary: ReturnType<typeof summaryAt> }>()],
      [2, deferred<{ runId: string; summary: ReturnType<typeof summaryAt> }>()],
    ])
    const client = createFakeClient({ 'rfm.run': ({ asOfDay }) => answers.get(asOfDay)!.promise })
    const first = run(client, 1)
    const second = run(client, 2)
    answers.get(2)!.resolve({ runId: 'second', summary: summaryAt(2) })
    await second
    answers.get(1)!.resolve({ runId: 'first', summary: summaryAt(1) })
    await first
    expect(useRfm.getState().result).toMatchObject({ kind: 'ready', runId: 'second' })
  })

  it('keeps the last good picture when a run fails, and drops a stale failure', async () => {
    let fail = false
    const client = createFakeClient({
      'rfm.run': ({ asOfDay }) => {
        if (fail) throw new AppError('worker-died')
        return { runId: 'r', summary: summaryAt(asOfDay) }
      },
    })
    await run(client, 1)
    fail = true
    await run(client, 2)
    expect(useRfm.getState().result).toMatchObject({ kind: 'failed', error: { code: 'worker-died' } })
    expect(shownSummary(useRfm.getState())?.params.asOfDay).toBe(1)
  })

  it('shows the newest day of the hand and forgets it when the exact run arrives', async () => {
    const asked: number[] = []
    const client = createFakeClient({
      'rfm.at': async ({ asOfDay }) => {
        asked.push(asOfDay)
        await turn()
        return summaryAt(asOfDay)
      },
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
    })
    await Promise.all([1, 2, 3, 4].map((day) => preview(client, day)))
    expect(asked).toEqual([1, 4])
    expect(shownSummary(useRfm.getState())?.params.asOfDay).toBe(4)
    await run(client, 4)
    expect(useRfm.getState().live).toBeNull()
  })

  it('drops what the hand asked before it let go', async () => {
    const late = deferred<ReturnType<typeof summaryAt>>()
    const client = createFakeClient({
      'rfm.at': () => late.promise,
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
    })
    const moving = preview(client, 5)
    await run(client, 6)
    late.resolve(summaryAt(5))
    await moving
    expect(shownSummary(useRfm.getState())?.params.asOfDay).toBe(6)
  })

  it('keeps the picture when a step of the hand fails', async () => {
    const client = createFakeClient({
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
    })
    await run(client, 1)
    await preview(client, 2)
    expect(useRfm.getState().result.kind).toBe('ready')
    expect(shownSummary(useRfm.getState())?.params.asOfDay).toBe(1)
  })

  it('leaves the comparison to the release where there are many members, unless it is what is shown', () => {
    const ready = (nMembers: number) =>
      ({ kind: 'ready', runId: 'r', summary: summaryOf({ nMembers }) }) as const
    const of = (nMembers: number, measure: 'people' | 'change') =>
      daysComparedLive({ live: null, result: ready(nMembers), measure }, 30)
    expect(of(150_000, 'people')).toBe(30)
    expect(of(150_001, 'people')).toBe(0)
    expect(of(600_000, 'change')).toBe(30)
  })

  it('drops everything of another project, also of one with the same revision', async () => {
    const client = createFakeClient({
      'ledger.timeline': () => TIMELINE,
      'rfm.schemes': () => SCHEMES,
      'rfm.lint': () => [],
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
    })
    await loadProject(client, 'one.huiliu 3')
    await run(client, AS_OF)
    toggle('segments', 'core-high')
    await loadProject(client, 'one.huiliu 3')
    expect(useRfm.getState().filter.segments).toEqual(['core-high'])
    const loading = loadProject(client, 'two.huiliu 3')
    expect(useRfm.getState()).toMatchObject({ result: { kind: 'idle' }, timeline: null, filter: {} })
    await loading
    expect(useRfm.getState().schemes).toHaveLength(1)
  })

  it('toggles parts of the filter and keeps those that another scheme also has', async () => {
    useRfm.setState({ schemes: SCHEMES })
    const client = createFakeClient({
      'rfm.lint': () => [],
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
    })
    toggle('cells', 55)
    toggle('cells', 11)
    toggle('cells', 55)
    toggle('segments', 'core-high')
    expect(useRfm.getState().filter).toEqual({ cells: [11], segments: ['core-high'] })
    const scheme = SCHEMES[0]!
    const other = { ...scheme, key: 'own', segments: scheme.segments.slice(1) }
    await choose(client, AS_OF, { scheme: { ...scheme, key: 'same' } })
    expect(useRfm.getState().filter.segments).toEqual(['core-high'])
    await choose(client, AS_OF, { scheme: other })
    expect(useRfm.getState().filter).toEqual({ cells: [11] })
  })

  it('ignores what the linter says about a scheme that is no longer chosen', async () => {
    const slow = deferred<never[]>()
    const problem = {
      severity: 'error',
      code: 'overlap',
      rule: 0,
      otherRule: 1,
      example: '1-1-1',
      combinations: 1,
    } as const
    const scheme = { ...SCHEMES[0]!, key: 'slow' }
    const client = createFakeClient({
      'rfm.run': ({ asOfDay }) => ({ runId: 'r', summary: summaryAt(asOfDay) }),
      'rfm.lint': ({ key }: Input<'rfm.lint'>) => (key === 'slow' ? slow.promise : [problem]),
    })
    const first = choose(client, 1, { scheme })
    await choose(client, 1, { scheme: { ...scheme, key: 'fast' } })
    slow.resolve([])
    await first
    expect(useRfm.getState().lint).toEqual([problem])
  })
})

describe('pages of the customer table', () => {
  const query = { runId: 'r', filter: {}, sort: 'monetary', descending: true } as const

  it('reads rows out of the columns of the page that holds them', () => {
    const cache = withPage(emptyCache(query), 1, pageOf(450, 200))
    expect(rowAt(cache, 199)).toBeNull()
    expect(rowAt(cache, 200)).toMatchObject({ customerId: 201, customerKey: 'U0000200', frequency: 3 })
    expect(rowAt(cache, 9_999)).toBeNull()
    expect(missingPages(cache, 150, 420)).toEqual([0, 2])
  })

  it('keeps a dozen pages', () => {
    let cache = emptyCache(query)
    for (let number = 0; number < 40; number++) cache = withPage(cache, number, pageOf(9000, number * 200))
    expect(cache.pages.size).toBe(12)
    expect(missingPages(cache, 0, 10)).toEqual([0])
  })

  it('collects the ids of everything that matches', async () => {
    const client = createFakeClient({
      'rfm.page': ({ offset, limit }) => pageOf(2300, offset, Math.min(limit, 2300 - offset)),
    })
    const ids = await fetchIds(client, query)
    expect(ids.size).toBe(2300)
    expect(client.calls).toHaveLength(3)
  })
})

describe('the migration store', () => {
  const initial = useMigration.getInitialState()
  beforeEach(() => useMigration.setState(initial, true))

  it('lets the newest question win and keeps the last picture when it fails', async () => {
    const slow = deferred<{ runId: string; migration: ReturnType<typeof migrationOf> }>()
    let fail = false
    const client = createFakeClient({
      'rfm.migration': ({ fromDay }) => {
        if (fail) throw new AppError('as-of-invalid')
        return fromDay === AS_OF - 30 ? slow.promise : { runId: 'quick', migration: migrationOf() }
      },
    })
    const first = migrate(client, AS_OF)
    chooseMigration({ spanDays: 90 })
    await migrate(client, AS_OF)
    slow.resolve({ runId: 'slow', migration: migrationOf() })
    await first
    expect(shownRun(useMigration.getState().result)?.runId).toBe('quick')
    fail = true
    await migrate(client, AS_OF)
    expect(useMigration.getState().result.kind).toBe('failed')
    expect(shownRun(useMigration.getState().result)?.runId).toBe('quick')
  })

  it('forgets the result of another project', async () => {
    const client = createFakeClient({
      'rfm.migration': () => ({ runId: 'r', migration: migrationOf() }),
    })
    enterProject('one.huiliu')
    await migrate(client, AS_OF)
    enterProject('one.huiliu')
    expect(shownRun(useMigration.getState().result)).not.toBeNull()
    enterProject('two.huiliu')
    expect(shownRun(useMigration.getState().result)).toBeNull()
  })
})

describe('the import wizard', () => {
  beforeEach(() => {
    enterImport('')
    startOver()
  })

  const wizard = (answer: NonNullable<FakeAnswers['import.preview']>): Call => {
    const client = createFakeClient({ 'import.preview': answer })
    return (name, input, options) => client.call(name, input, options)
  }
  const chosen = () => useImport.getState().tables.find((table) => table.id === useImport.getState().chosen)

  it('goes on to the check when nothing is uncertain', async () => {
    await addFiles(
      wizard(() => [previewOf()]),
      [hostFile('a')],
    )
    expect(useImport.getState()).toMatchObject({ step: 'check' })
    expect(openPoints(useImport.getState().tables)).toBe(0)
  })

  it('stops at the columns, or at the reading, where that is uncertain', async () => {
    const dates = { code: 'dates-ambiguous', values: { column: 'd', rows: 3, sample: '03/04/2025' } } as const
    const guess = {
      code: 'encoding-guess',
      values: { encoding: 'big5', characters: 4, sample: '?' },
    } as const
    const answers: Record<string, TablePreview> = {
      sure: previewOf(),
      dates: previewOf({ verdict: 'ask', open: [dates] }),
      guess: previewOf({ verdict: 'ask', open: [guess, dates] }),
    }
    const call = wizard(({ fileToken }) => [answers[fileToken]!])
    await addFiles(call, [hostFile('sure'), hostFile('dates')])
    expect(useImport.getState().step).toBe('columns')
    expect(chosen()?.fileToken).toBe('dates')
    startOver()
    await addFiles(call, [hostFile('guess')])
    expect(useImport.getState().step).toBe('read')
  })

  it('stays with the files when none can be imported, and tells which could not be read', async () => {
    const call = wizard(({ fileToken }) => {
      if (fileToken === 'broken') throw new AppError('file-damaged', { file: 'broken.csv' })
      return [
        previewOf({
          verdict: 'refused',
          mapping: null,
          kind: null,
          open: [{ code: 'looks-like-bill', values: {} }],
        }),
      ]
    })
    await addFiles(call, [hostFile('broken'), hostFile('bill')])
    const { step, files, tables } = useImport.getState()
    expect(step).toBe('files')
    expect(files.map((one) => one.state.kind)).toEqual(['failed', 'ready'])
    expect(tables[0]?.included).toBe(false)
    expect(ready(tables)).toEqual([])
  })

  it('never stops for a table that the person has left out', async () => {
    const open = [{ code: 'kind-uncertain', values: { kind: 'purchases' } }] as const
    const call = wizard(({ fileToken }) => [previewOf(fileToken === 'ask' ? { verdict: 'ask', open } : {})])
    await addFiles(call, [hostFile('ask')])
    useImport.setState(({ tables }) => ({ tables: tables.map((table) => ({ ...table, included: false })) }))
    await addFiles(call, [hostFile('sure')])
    expect(useImport.getState().step).toBe('check')
  })

  it('does not take up a file twice, nor one that was removed while it was read', async () => {
    const slow = deferred<readonly TablePreview[]>()
    const call = wizard(({ fileToken }) => (fileToken === 'slow' ? slow.promise : [previewOf()]))
    const adding = addFiles(call, [hostFile('slow')])
    removeFile('slow')
    slow.resolve([previewOf()])
    await adding
    expect(useImport.getState().tables).toEqual([])
    await addFiles(call, [hostFile('a'), hostFile('a')])
    await addFiles(call, [hostFile('a')])
    expect(useImport.getState().tables).toHaveLength(1)
  })

  it('shows the answer to the newest change only, and builds a second change on the first', async () => {
    const answers = [deferred<readonly TablePreview[]>(), deferred<readonly TablePreview[]>()]
    const asked: Input<'import.preview'>[] = []
    const call = wizard((input) => {
      asked.push(input)
      if (asked.length === 1) return [previewOf()]
      return answers[asked.length - 2]!.promise
    })
    await addFiles(call, [hostFile('a')])
    const id = chosen()!.id
    const mapping = chosen()!.preview.mapping!
    const first = change(call, id, {
      mapping: { ...mapping, columns: { ...mapping.columns, product: 'Sku' } },
    })
    expect(chosen()).toMatchObject({ busy: true, preview: { mapping: { columns: { product: 'Sku' } } } })
    const second = change(call, id, { readAs: { encoding: 'gb18030' } })
    answers[1]!.resolve([previewOf({ encoding: 'gb18030' })])
    await second
    answers[0]!.resolve([previewOf({ encoding: 'stale' })])
    await first
    expect(chosen()).toMatchObject({ busy: false, preview: { encoding: 'gb18030' } })
    expect(asked[2]?.readAs).toMatchObject({ encoding: 'gb18030', headerLine: 1 })
  })

  it('keeps the chosen kind, the choice to leave a table out, and the old preview when reading fails', async () => {
    let nAsked = 0
    const asked: Input<'import.preview'>[] = []
    const call = wizard((input) => {
      asked.push(input)
      nAsked += 1
      if (nAsked === 4) throw new AppError('encoding-unknown')
      return [previewOf()]
    })
    await addFiles(call, [hostFile('a')])
    const id = chosen()!.id
    await change(call, id, { kind: 'behaviours' })
    useImport.setState(({ tables }) => ({ tables: tables.map((table) => ({ ...table, included: false })) }))
    await change(call, id, { readAs: { delimiter: ';' } })
    expect(asked[2]).toMatchObject({ kind: 'behaviours', readAs: { delimiter: ';' } })
    expect(chosen()?.included).toBe(false)
    await change(call, id, { readAs: { encoding: 'klingon' } })
    expect(useImport.getState().failure?.code).toBe('encoding-unknown')
    expect(chosen()).toMatchObject({ busy: false, preview: { encoding: 'utf-8' } })
  })

  it('takes the word of the person until something changes', async () => {
    const open = [{ code: 'sheet-hidden', values: { sheet: 'old' } }] as const
    const call = wizard(() => [previewOf({ verdict: 'ask', open })])
    await addFiles(call, [hostFile('a')])
    expect(openPoints(useImport.getState().tables)).toBe(1)
    accept(chosen()!.id)
    expect(openPoints(useImport.getState().tables)).toBe(0)
    await change(call, chosen()!.id, { kind: 'customers' })
    expect(openPoints(useImport.getState().tables)).toBe(1)
  })

  it('is empty again in another project', async () => {
    enterImport('one.huiliu')
    await addFiles(
      wizard(() => [previewOf()]),
      [hostFile('a')],
    )
    enterImport('one.huiliu')
    expect(useImport.getState().tables).toHaveLength(1)
    enterImport('two.huiliu')
    expect(useImport.getState()).toMatchObject({ tables: [], files: [], reports: null, step: 'files' })
  })
})
