import {
  INTERVENTION_SORTS,
  interventionFilterSchema,
  interventionParamsSchema,
  playbookSchema,
  type InterventionCampaign,
  type InterventionPage,
  type InterventionSummary,
  type Playbook,
} from './interventions.ts'
import { fileToken, method, none, page, runId, type CountProgress } from './method.ts'
import {
  NORTH_STAR_SORTS,
  northStarListSchema,
  northStarParamsSchema,
  northStarPreferencesSchema,
  type NorthStarBoard,
  type NorthStarPage,
  type NorthStarPreferences,
} from './northstar.ts'
import {
  SILENT_SORTS,
  silentFilterSchema,
  silentParamsSchema,
  type SilentPage,
  type SilentSummary,
} from './silent.ts'
import { z } from './zod.ts'

/** Methods of the board, of silent customers and of interventions; part of `api`. */
export const customerApi = {
  /** core customers and the North Star by month, the two classic rates beside it */
  'northstar.board': method<NorthStarBoard>()('query', northStarParamsSchema),
  /** who is core in a month, who entered and who left */
  'northstar.page': method<NorthStarPage>()(
    'query',
    northStarListSchema.extend({ sort: z.enum(NORTH_STAR_SORTS), descending: z.boolean(), ...page }),
  ),
  /** the same list, the highest spend first, as CSV */
  'northstar.export': method<{ rows: number }, CountProgress>()(
    'job',
    northStarListSchema.extend({ language: z.enum(['zh-CN', 'en']), target: fileToken }),
  ),
  /** who is silent, what they were worth and what would pay; the latest few results are kept under `runId` */
  'silent.run': method<{ runId: string; summary: SilentSummary }, CountProgress>()('job', silentParamsSchema),
  'silent.page': method<SilentPage>()(
    'query',
    z.strictObject({
      runId,
      filter: silentFilterSchema,
      sort: z.enum(SILENT_SORTS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  /** the customers that match, the highest spend first, with the plan of their potential, as CSV */
  'silent.export': method<{ rows: number }, CountProgress>()(
    'job',
    z.strictObject({
      runId,
      filter: silentFilterSchema,
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),
  /** who fell to a lower tier and what is to be done; the latest few results are kept under `runId` */
  'interventions.run': method<{ runId: string; summary: InterventionSummary }, CountProgress>()(
    'job',
    interventionParamsSchema,
  ),
  'interventions.page': method<InterventionPage>()(
    'query',
    z.strictObject({
      runId,
      filter: interventionFilterSchema,
      sort: z.enum(INTERVENTION_SORTS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  /** draws a random hold-out among the customers of one line of the playbook, remembers both arms, writes the others as CSV */
  'interventions.draw': method<{ drawId: number; rows: number; heldOut: number }>()(
    'command',
    z.strictObject({
      runId,
      entry: z.int().min(0).max(49),
      holdOutShare: z.number().min(0).max(0.9),
      seed: z.int().min(0).max(4_294_967_295),
      name: z.string().trim().min(1).max(100),
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),
  /** every drawing, newest first, with what its arms did since */
  'interventions.campaigns': method<readonly InterventionCampaign[]>()('query', none),
  'interventions.forget': method<readonly InterventionCampaign[]>()(
    'command',
    z.strictObject({ drawId: z.int().min(1) }),
  ),
  /** the project's playbook, or the one that comes with the program */
  'interventions.playbook': method<{ playbook: Playbook; isOwn: boolean }>()('query', none),
  /** null goes back to the one that comes with the program */
  'interventions.savePlaybook': method<{ playbook: Playbook; isOwn: boolean }>()(
    'command',
    z.strictObject({ playbook: playbookSchema.nullable() }),
  ),
  'northstar.preferences': method<NorthStarPreferences>()('query', none),
  /** kept in the project; no other screen has to look again */
  'northstar.prefer': method<NorthStarPreferences>()('command', northStarPreferencesSchema),
} as const
