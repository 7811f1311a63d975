import { method, none } from './method.ts'
import { scenarioJsonSchema } from './winbackAudience.ts'
import { z } from './zod.ts'

/**
 * What a saved scenario holds: `input`, the scenario itself (`huiliu.scenario/1`); `base`, as it was opened; `origin` and
 * `audience`, where its numbers and its customers came from, in the words of the simulators; who made it, and what he wants to
 * say about it.
 */
export const savedStateSchema = z.strictObject({
  origin: z.unknown(),
  base: scenarioJsonSchema,
  input: scenarioJsonSchema,
  audience: z.unknown(),
  author: z.string().trim().max(80).optional(),
  note: z.string().trim().max(500).optional(),
})
/** See `savedStateSchema`. */
export type SavedState = z.infer<typeof savedStateSchema>

/** Of a scenario, and of who signs. */
export const scenarioNameSchema = z.string().trim().min(1).max(80)

/** A scenario kept in the project. Signed off, it cannot be changed or removed any more; a copy can. */
export interface SavedScenario {
  readonly id: number
  readonly name: string
  readonly state: SavedState
  /** grows with every save and tells two windows apart */
  readonly version: number
  readonly changedAtMs: number
  readonly signedBy: string | null
  readonly signedAtMs: number | null
}

const id = z.int().min(1)
const version = z.int().min(0)

/** Methods of saved scenarios; part of `api`. All answer the whole list, the newest change first. */
export const scenarioApi = {
  'scenarios.list': method<SavedScenario[]>()('query', none),
  /**
   * `id` null = a new one. Fails with `scenario-name-taken`, with `scenario-changed` when it was saved since `version`, with
   * `scenario-signed` when it is signed off.
   */
  'scenarios.save': method<SavedScenario[]>()(
    'command',
    z.strictObject({ id: id.nullable(), version, name: scenarioNameSchema, state: savedStateSchema }),
  ),
  /** locks it, with who and when */
  'scenarios.signOff': method<SavedScenario[]>()(
    'command',
    z.strictObject({ id, version, by: scenarioNameSchema }),
  ),
  'scenarios.remove': method<SavedScenario[]>()('command', z.strictObject({ id })),
} as const
