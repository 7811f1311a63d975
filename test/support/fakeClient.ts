import type { ApiEvents, EventName, Input, MethodName, Output } from '../../shared/contract/api.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { HostApi, HostFile } from '../../shared/contract/host.ts'
import type { AppSettings, ProjectSummary, RecentProject } from '../../shared/contract/project.ts'
import type { CallOptions, RpcClient } from '../../shared/rpc/wire.ts'

/** Answers of a stand-in backend; a test gives those it needs, the rest is canned or `method-unknown`. */
export type FakeAnswers = {
  readonly [M in MethodName]?: (input: Input<M>, options: CallOptions<M>) => Output<M> | Promise<Output<M>>
}

export interface FakeClient extends RpcClient {
  /** every call so far, in order */
  readonly calls: readonly { readonly name: MethodName; readonly input: unknown }[]
  emit<E extends EventName>(name: E, payload: ApiEvents[E]): void
}

/** 2025-11-13 10:00 in Shanghai; pin the clock of the page to it. */
export const FAKE_NOW_MS = Date.UTC(2025, 10, 13, 2)

/** A shop like that of the drawings: 18,412 customers, 22 months. */
export const SAMPLE_PROJECT: ProjectSummary = {
  projectId: 'spring-teaware',
  fileName: '春山茶器.huiliu',
  name: '春山茶器',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  weekStart: 1,
  schemaVersion: 1,
  isSample: false,
  nCustomers: 18_412,
  nPurchases: 214_380,
  nOrders: 81_204,
  nBehaviours: 1_204_331,
  nContacts: 36_120,
  nImports: 6,
  firstDay: dayFromCivil(2024, 1, 1),
  lastDay: dayFromCivil(2025, 11, 12),
  revision: 7,
  openWarnings: 3,
}

export const SAMPLE_RECENT: readonly RecentProject[] = [
  recent('t1', '春山茶器', 'Documents', SAMPLE_PROJECT.lastDay, 18_412, 0),
  recent('t2', 'Gift shop', 'Desktop', dayFromCivil(2011, 12, 9), 4_372, 20),
  { ...recent('t3', '旧店 2019', 'USB', dayFromCivil(2019, 6, 30), 902, 400), missing: true },
]

function recent(
  fileToken: string,
  name: string,
  folderHint: string,
  lastDay: number | null,
  nCustomers: number,
  daysAgo: number,
): RecentProject {
  const openedAtMs = FAKE_NOW_MS - daysAgo * 86_400_000
  return {
    fileToken,
    fileName: `${name}.huiliu`,
    name,
    folderHint,
    lastDay,
    nCustomers,
    openedAtMs,
    missing: false,
  }
}

export const SAMPLE_SETTINGS: AppSettings = {
  language: 'zh-CN',
  theme: 'light',
  density: 'dense',
  textPercent: 100,
  compactNumbers: true,
}

const INFO: Output<'app.info'> = {
  version: '0.1.0',
  shell: 'loopback',
  platform: 'linux x64',
  engines: { ingest: '1.0.0', ledger: '1.0.0', rfm: '1.0.0' },
  licences: [
    { name: 'react', version: '19.3.1', licence: 'MIT' },
    { name: '@mantine/core', version: '9.7.4', licence: 'MIT' },
    { name: 'echarts', version: '6.1.0', licence: 'Apache-2.0' },
    { name: 'zustand', version: '5.1.0', licence: 'MIT' },
  ],
}

/** A client without a backend, for component tests and for looking at screens in a browser. */
export function createFakeClient(
  answers: FakeAnswers = {},
  start: { project?: ProjectSummary | null; settings?: Partial<AppSettings> } = {},
): FakeClient {
  let project = start.project === undefined ? SAMPLE_PROJECT : start.project
  let settings: AppSettings = { ...SAMPLE_SETTINGS, ...start.settings }
  const calls: { name: MethodName; input: unknown }[] = []
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const closers = new Set<() => void>()
  let closed = false

  const canned: FakeAnswers = {
    'app.info': () => INFO,
    'settings.get': () => settings,
    'settings.set': (part) => (settings = { ...settings, ...(part as Partial<AppSettings>) }),
    'project.recent': () => SAMPLE_RECENT,
    'project.forget': ({ fileToken }) => SAMPLE_RECENT.filter((one) => one.fileToken !== fileToken),
    'project.current': () => project,
    'privacy.get': () => ({ hidden: false }),
    'story.list': () => [],
    'scenarios.list': () => [],
    'project.open': () => (project = SAMPLE_PROJECT),
    'sample.open': () => (project = { ...SAMPLE_PROJECT, isSample: true }),
    'project.create': ({ name, currency, timeZone }) =>
      (project = {
        ...SAMPLE_PROJECT,
        name,
        currency,
        timeZone,
        nPurchases: 0,
        firstDay: null,
        lastDay: null,
      }),
    'project.update': (change) =>
      (project = { ...(project ?? SAMPLE_PROJECT), ...(change as Partial<ProjectSummary>) }),
    'project.close': () => (project = null),
    'customers.search': ({ text, limit }) =>
      ['U0042266', 'U0015093', 'U0038127']
        .map((customerKey, customerId) => ({ customerId, customerKey }))
        .filter((hit) => hit.customerKey.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit),
  }

  return {
    calls,
    get closed() {
      return closed
    },
    async call<M extends MethodName>(name: M, input: Input<M>, options: CallOptions<M> = {}) {
      if (closed) throw new AppError('connection-lost')
      calls.push({ name, input })
      const answer = (answers[name] ?? canned[name]) as
        ((given: Input<M>, more: CallOptions<M>) => Output<M> | Promise<Output<M>>) | undefined
      if (!answer) throw new AppError('method-unknown', { method: name })
      return answer(input, options)
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      set.add(listener)
      listeners.set(name, set)
      return () => set.delete(listener)
    },
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never)
    },
    onClose(listener) {
      closers.add(listener)
      return () => closers.delete(listener)
    },
    close() {
      closed = true
      for (const listener of closers) listener()
    },
  }
}

/** A host that keeps what was saved and hands out the given files. */
export function createFakeHost(
  files: readonly HostFile[] = [],
): HostApi & { readonly saved: Map<string, Uint8Array> } {
  const saved = new Map<string, Uint8Array>()
  return {
    saved,
    shell: 'loopback',
    pickFiles: () => Promise.resolve(files),
    receiveFiles: (dropped) =>
      Promise.resolve(
        dropped.map(({ name, size }, i) => ({ fileToken: `dropped-${i}`, name, sizeBytes: size })),
      ),
    pickSaveTarget: (suggestedName) => Promise.resolve(`save-${suggestedName}`),
    deliver: () => Promise.resolve(),
    saveBytes: (suggestedName, _mimeType, bytes) => {
      saved.set(suggestedName, bytes)
      return Promise.resolve(true)
    },
  }
}
