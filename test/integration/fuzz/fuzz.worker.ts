import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { createProject, type WritableProject } from '../../../src-main/project/project.ts'
import { FIXTURES, type Fixture } from './fixtures.ts'
import { importCase, previewOf, type CaseOutcome } from './importCase.ts'
import { longRun } from './longRuns.ts'
import { mutate, type Mutated } from './mutations.ts'
import { Random } from './random.ts'

/** What the worker is given, and what it tells about each case. */
export interface FuzzRequest {
  readonly group: keyof typeof FIXTURES | 'runs'
  readonly seeds: readonly number[]
  readonly folder: string
}
export type FuzzMessage =
  | { readonly t: 'begin'; readonly seed: number; readonly what: string }
  | { readonly t: 'end'; readonly seed: number; readonly outcome: CaseOutcome }
  | { readonly t: 'failure'; readonly seed: number; readonly what: string; readonly reason: string }
  | { readonly t: 'done' }

/** Cases share a project, so that later ones meet rows of earlier ones; a new one now and then keeps it small. */
const CASES_A_PROJECT = 60

const { group, seeds, folder } = workerData as FuzzRequest
const post = (message: FuzzMessage): void => parentPort?.postMessage(message)
// a listener keeps the thread until it is ended from outside: its last message is never overtaken by its exit
parentPort?.on('message', () => undefined)

function caseOf(seed: number): { fixture: Fixture; mutated: Mutated } {
  if (group === 'runs') return longRun(seed)
  const fixtures = FIXTURES[group]
  const fixture = fixtures[seed % fixtures.length] as Fixture
  return { fixture, mutated: mutate(fixture, new Random(seed)) }
}

async function cleanMappingOf(fixture: Fixture): Promise<Mapping> {
  const path = join(folder, 'clean')
  writeFileSync(path, fixture.bytes)
  const previews = await previewOf(path, fixture.name)
  const mapping = previews.find((preview) => preview.kind === fixture.kind)?.mapping ?? null
  if (mapping === null) throw new Error(`no mapping for the clean ${fixture.name}`)
  return mapping
}

async function run(): Promise<void> {
  const mappings = new Map<string, Mapping>()
  let project: WritableProject | null = null
  for (const [i, seed] of seeds.entries()) {
    const { fixture, mutated } = caseOf(seed)
    const { bytes, how } = mutated
    const what = `${fixture.name}, ${how}`
    post({ t: 'begin', seed, what })
    if (project === null || i % CASES_A_PROJECT === 0) {
      project?.close()
      const path = join(folder, 'fuzz.huiliu')
      rmSync(path, { force: true })
      project = createProject(path, { name: 'Fuzz', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 1)
    }
    try {
      const mapping = mappings.get(fixture.name) ?? (await cleanMappingOf(fixture))
      mappings.set(fixture.name, mapping)
      const path = join(folder, `case-${fixture.name}`)
      post({ t: 'end', seed, outcome: await importCase(project, path, fixture.name, bytes, mapping) })
    } catch (error) {
      const reason = told(error)
      post({ t: 'failure', seed, what, reason })
      project.close()
      project = null
    }
  }
  project?.close()
  post({ t: 'done' })
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${told(error.cause)}`
  return (error.stack ?? error.message) + cause
}

await run()
