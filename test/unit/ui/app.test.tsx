// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppSettings, ProjectSummary } from '../../../shared/contract/project.ts'
import { isoFromDay } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { App } from '../../../src-renderer/app/App.tsx'
import {
  asOfDayOf,
  DEFAULT_SETTINGS,
  runJob,
  setAsOfDay,
  useSession,
} from '../../../src-renderer/app/session.ts'
import { navigate } from '../../../src-renderer/app/router.ts'
import { closeOverlay } from '../../../src-renderer/app/overlays.ts'
import {
  createFakeClient,
  createFakeHost,
  SAMPLE_PROJECT,
  type FakeAnswers,
} from '../../support/fakeClient.ts'

configure({ asyncUtilTimeout: 15_000 })

interface Start {
  readonly project?: ProjectSummary | null
  readonly settings?: Partial<AppSettings>
}

async function open(answers: FakeAnswers = {}, start: Start = {}, route = 'settings') {
  const client = createFakeClient(answers, { settings: { language: 'en' }, ...start })
  const host = createFakeHost([{ fileToken: 'f1', name: 'orders_2025.csv', sizeBytes: 1_200_000 }])
  navigate(route)
  const connect = () => Promise.resolve({ client, host })
  render(<App connect={connect} />)
  await waitFor(() => expect(useSession.getState().connection.kind).toBe('open'))
  return { client, host, user: userEvent.setup() }
}

beforeEach(() => {
  useSession.setState({
    connection: { kind: 'connecting' },
    settings: DEFAULT_SETTINGS,
    project: null,
    asOfDay: null,
    job: null,
    frameError: null,
    pendingFiles: [],
    customerId: null,
  })
})
afterEach(() => {
  closeOverlay()
  cleanup()
})

describe('the frame', () => {
  it('shows bar, rail and page of an open project', async () => {
    await open()
    expect(screen.getByRole('navigation', { name: 'Main navigation' })).toBeTruthy()
    expect(screen.getByRole('button', { name: /春山茶器.*Project menu/ })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy()
    expect(document.title).toBe('春山茶器 · Huiliu')
  })

  it('starts on the start screen without a project', async () => {
    await open({}, { project: null }, 'start')
    expect(await screen.findByRole('heading', { name: 'Recent' })).toBeTruthy()
    expect(await screen.findByRole('button', { name: /^Gift shop/ })).toBeTruthy()
    expect(screen.getByText(/file is not where it was/)).toBeTruthy()
  })

  it('switches language and theme at once and keeps them', async () => {
    const { client, user } = await open()
    await user.click(
      within(screen.getByRole('banner', { name: 'Project bar' })).getByRole('radio', { name: '中文' }),
    )
    expect(await screen.findByRole('heading', { name: '设置', level: 1 })).toBeTruthy()
    expect(document.documentElement.lang).toBe('zh-CN')
    await user.click(screen.getByRole('button', { name: '换成深色' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(client.calls.filter((one) => one.name === 'settings.set').map((one) => one.input)).toEqual([
      { language: 'zh-CN' },
      { theme: 'dark' },
    ])
  })

  it('goes to a page, a command or a customer from the palette', async () => {
    const { user } = await open()
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    const box = await screen.findByRole('combobox', { name: 'Search or run a command' })
    await user.type(box, 'U0015')
    const hit = await screen.findByRole('option', { name: 'U0015093' })
    await user.click(hit)
    await waitFor(() => expect(useSession.getState().customerId).toBe(1))
  })

  it('moves the as-of day by keys, inside the data, but not while somebody types', async () => {
    await open()
    const day = () => isoFromDay(asOfDayOf(useSession.getState()) ?? 0)
    fireEvent.keyDown(window, { key: ']' })
    expect(day()).toBe('2025-11-12')
    fireEvent.keyDown(window, { key: '[' })
    expect(day()).toBe('2025-11-11')
    fireEvent.keyDown(window, { key: '{', shiftKey: true })
    expect(day()).toBe('2025-10-11')
    const name = screen.getByRole('textbox', { name: 'Project name' })
    fireEvent.keyDown(name, { key: '[' })
    expect(day()).toBe('2025-10-11')
    act(() => setAsOfDay(0))
    expect(day()).toBe('2024-01-01')
  })

  it('keeps the as-of day over a change of the data as long as it lies inside', async () => {
    const { client } = await open()
    act(() => setAsOfDay((SAMPLE_PROJECT.lastDay ?? 0) - 3))
    act(() => client.emit('project.changed', { ...SAMPLE_PROJECT, revision: 8 }))
    expect(useSession.getState().asOfDay).toBe((SAMPLE_PROJECT.lastDay ?? 0) - 3)
    act(() =>
      client.emit('project.changed', { ...SAMPLE_PROJECT, lastDay: (SAMPLE_PROJECT.lastDay ?? 0) - 30 }),
    )
    expect(useSession.getState().asOfDay).toBeNull()
  })

  it('tells a failure of its own under the bar and goes on', async () => {
    const failing = () => Promise.reject(new AppError('project-busy', { file: 'Gift shop.huiliu' }))
    const { user } = await open({ 'project.open': failing }, { project: null }, 'start')
    await user.click(await screen.findByRole('button', { name: /^Gift shop/ }))
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Project "Gift shop.huiliu" is in use by another window. Close it there, then try again.',
    )
  })

  it('says when the connection is lost and connects again', async () => {
    const { client, user } = await open()
    act(() => client.close())
    expect((await screen.findByRole('alert')).textContent).toContain(
      'connection to the background process is lost',
    )
    await user.click(screen.getByRole('button', { name: 'Connect again' }))
    expect((await screen.findByRole('alert')).textContent).toContain('connection')
  })

  it('lists every key on "?"', async () => {
    await open()
    fireEvent.keyDown(window, { key: '?', shiftKey: true })
    const help = await screen.findByRole('dialog', { name: 'Keyboard' })
    expect(within(help).getByText('as-of date by a month')).toBeTruthy()
    expect(within(help).getByText('search and commands')).toBeTruthy()
  })
})

describe('a new project', () => {
  it('is named after the first file and hands the files to the import', async () => {
    const { client, user } = await open({}, { project: null }, 'start')
    await user.click(screen.getByRole('button', { name: 'New from files…' }))
    const dialog = await screen.findByRole('dialog', { name: 'New project' })
    const name = within(dialog).getByRole('textbox', { name: 'Project name' })
    expect((name as HTMLInputElement).value).toBe('orders 2025')
    await user.click(within(dialog).getByRole('button', { name: 'Create and import' }))
    await waitFor(() => expect(client.calls.some((one) => one.name === 'project.create')).toBe(true))
    await waitFor(() => expect(window.location.hash).toBe('#/import'))
  })
})

describe('project settings', () => {
  it('are saved on leaving the field and can be undone', async () => {
    const { client, user } = await open()
    const name = screen.getByRole('textbox', { name: 'Project name' })
    await user.clear(name)
    await user.type(name, 'Tea{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() =>
      expect(client.calls.filter((one) => one.name === 'project.update').map((one) => one.input)).toEqual([
        { name: 'Tea' },
        { name: '春山茶器' },
      ]),
    )
  })

  it('refuse an empty name and say so', async () => {
    const { client, user } = await open()
    const name = screen.getByRole('textbox', { name: 'Project name' })
    await user.clear(name)
    await user.tab()
    expect(screen.getByRole('alert').textContent).toBe('The name must not be empty')
    expect(client.calls.some((one) => one.name === 'project.update')).toBe(false)
  })
})

describe('a job', () => {
  it('runs alone, shows progress, and settles only after the answer to its cancel', async () => {
    let finish: (failure: AppError) => void = () => undefined
    await open({
      'project.saveCopy': (_, { onProgress, signal }) => {
        onProgress?.({ done: 1, total: 4 })
        return new Promise((_resolve, reject) => {
          finish = reject
          expect(signal?.aborted).toBe(false)
        })
      },
    })
    const running = runJob('project.saveCopy', { target: 'x' }, 'Saving a copy', ({ done, total }) => ({
      share: done / total,
    }))
    await waitFor(() => expect(useSession.getState().job?.progress.share).toBe(0.25))
    await expect(runJob('project.saveCopy', { target: 'y' }, 'again', () => ({}))).rejects.toMatchObject({
      code: 'job-running',
    })
    act(() => useSession.getState().job?.cancel())
    expect(useSession.getState().job?.progress.cancelling).toBe(true)
    finish(new AppError('cancelled'))
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(useSession.getState().job).toBeNull()
  })
})
