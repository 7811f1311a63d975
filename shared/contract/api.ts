import { z } from './zod.ts'
import type { AppErrorData } from './errors.ts'
import {
  churnAliveSchema,
  churnEconomicsSchema,
  churnParamsSchema,
  type ChurnCurrent,
  type ChurnProfit,
  type ChurnSetup,
  type ChurnSummary,
} from './churn.ts'
import { CHURN_SORTS, churnFilterSchema, type ChurnCustomer, type ChurnRiskPage } from './churnRisks.ts'
import type { CustomerDetail, CustomerHit } from './customers.ts'
import type { ImportProgress, ImportReport, TablePreview } from './import.ts'
import {
  LIFETIME_SORTS,
  lifetimeEconomicsSchema,
  lifetimeFilterSchema,
  lifetimeParamsSchema,
  type LifetimeCohorts,
  type LifetimeHistory,
  type LifetimeMap,
  type LifetimePage,
  type LifetimeSummary,
  type LifetimeTiers,
  type LifetimeValue,
} from './lifetime.ts'
import { FILE_KINDS, mappingSchema, readAsSchema, type FileKind, type Mapping } from './mapping.ts'
import type { AppSettings, ProjectSummary, QualityWarning, RecentProject, Timeline } from './project.ts'
import {
  BUILT_IN_SCHEMES,
  RFM_SORTS,
  rfmFilterSchema,
  rfmParamsSchema,
  rfmSchemeSchema,
  type DowngradePage,
  type RfmLintIssue,
  type RfmMigration,
  type RfmPage,
  type RfmScheme,
  type RfmSummary,
} from './rfm.ts'
import type { RejectedRow } from './batch.ts'
import { customerApi } from './customerApi.ts'
import { scenarioApi } from './scenarios.ts'
import { storyApi } from './storyApi.ts'
import { fileToken, method, none, page, runId, type CountProgress, type Method } from './method.ts'
import {
  projectFilterSchema,
  scenarioJsonSchema,
  type ExactPlan,
  type ProjectScenario,
} from './winbackAudience.ts'

export type { CountProgress, Method, MethodKind } from './method.ts'

const migrationParams = rfmParamsSchema.extend({ fromDay: z.int() })

const importItem = z.strictObject({
  fileToken,
  sheet: z.string().nullable(),
  readAs: readAsSchema,
  mapping: mappingSchema,
})

/** Progress of a churn job: which part of the work, and how far it is. */
export interface ChurnProgress extends CountProgress {
  readonly step: 'reading' | 'features' | 'training' | 'judging' | 'scoring' | 'saving'
}

/** THE table: every method that crosses from the renderer (or a test) to the backend. Names are `domain.verb`. */
export const api = {
  'app.info': method<{
    version: string
    shell: 'electron' | 'loopback'
    platform: string
    engines: Readonly<Record<string, string>>
    licences: readonly { name: string; version: string; licence: string }[]
  }>()('query', none),
  'settings.get': method<AppSettings>()('query', none),
  'settings.set': method<AppSettings>()(
    'command',
    z.strictObject({
      language: z.enum(['zh-CN', 'en', 'system']).optional(),
      theme: z.enum(['light', 'dark', 'system']).optional(),
      density: z.enum(['dense', 'normal', 'roomy']).optional(),
      textPercent: z.union([z.literal(100), z.literal(112), z.literal(125)]).optional(),
      compactNumbers: z.boolean().optional(),
    }),
  ),

  'project.recent': method<readonly RecentProject[]>()('query', none),
  'project.forget': method<readonly RecentProject[]>()('command', z.strictObject({ fileToken })),
  /** a project file in the application's own folder, named after `name`; opens it */
  'project.create': method<ProjectSummary>()(
    'command',
    z.strictObject({
      name: z.string().min(1).max(120),
      currency: z.string().regex(/^[A-Z]{3}$/),
      timeZone: z.string().max(60),
      target: fileToken.optional(),
    }),
  ),
  'project.open': method<ProjectSummary>()('command', z.strictObject({ fileToken })),
  'project.close': method<null>()('command', none),
  'project.current': method<ProjectSummary | null>()('query', none),
  'project.update': method<ProjectSummary>()(
    'command',
    z.strictObject({
      name: z.string().min(1).max(120).optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      timeZone: z.string().max(60).optional(),
      weekStart: z.union([z.literal(0), z.literal(1)]).optional(),
    }),
  ),
  'project.saveCopy': method<{ sizeBytes: number }, CountProgress>()(
    'job',
    z.strictObject({ target: fileToken }),
  ),
  /** the sample shop: made on first use (in `language`, which is that of the page), opened */
  'sample.open': method<ProjectSummary, CountProgress>()(
    'job',
    z.strictObject({ language: z.enum(['zh-CN', 'en']).optional() }),
  ),

  'import.preview': method<readonly TablePreview[]>()(
    'query',
    z.strictObject({
      fileToken,
      kind: z.enum(FILE_KINDS).optional(),
      readAs: readAsSchema.optional(),
      mapping: mappingSchema.optional(),
    }),
  ),
  'import.run': method<readonly ImportReport[], ImportProgress>()(
    'job',
    z.strictObject({ items: z.array(importItem).min(1).max(200) }),
  ),
  'import.list': method<readonly ImportReport[]>()('query', none),
  'import.undo': method<ProjectSummary, CountProgress>()('job', z.strictObject({ importId: z.int() })),
  'import.rejects': method<{ total: number; rows: readonly RejectedRow[] }>()(
    'query',
    z.strictObject({ importId: z.int(), code: z.string().optional(), ...page }),
  ),
  'import.exportRejects': method<{ rows: number }>()(
    'command',
    z.strictObject({ importId: z.int(), target: fileToken }),
  ),
  'import.quality': method<{ reports: readonly ImportReport[]; warnings: readonly QualityWarning[] }>()(
    'query',
    none,
  ),
  'mappings.list': method<
    readonly { name: string; kind: FileKind; headers: readonly string[]; mapping: Mapping }[]
  >()('query', none),
  'mappings.save': method<null>()(
    'command',
    z.strictObject({
      name: z.string().min(1).max(120),
      headers: z.array(z.string()),
      mapping: mappingSchema,
    }),
  ),
  'mappings.delete': method<null>()('command', z.strictObject({ name: z.string() })),

  'ledger.timeline': method<Timeline>()('query', none),

  /** scores everybody and keeps the result under `runId` (the latest few are kept) */
  'rfm.run': method<{ runId: string; summary: RfmSummary }, CountProgress>()('job', rfmParamsSchema),
  /** the same for a slider in the hand: nothing is kept; a newer request supersedes an older one that still waits */
  'rfm.at': method<RfmSummary>()('query', rfmParamsSchema),
  'rfm.page': method<RfmPage>()(
    'query',
    z.strictObject({
      runId,
      filter: rfmFilterSchema,
      sort: z.enum(RFM_SORTS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  'rfm.export': method<{ rows: number }, CountProgress>()(
    'job',
    z.strictObject({
      runId,
      filter: rfmFilterSchema,
      customerIds: z.array(z.int()).max(1_000_000).optional(),
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),
  'rfm.schemes': method<readonly (RfmScheme & { builtIn: boolean })[]>()('query', none),
  'rfm.saveScheme': method<null>()('command', rfmSchemeSchema),
  'rfm.deleteScheme': method<null>()('command', z.strictObject({ key: z.string() })),
  'rfm.lint': method<readonly RfmLintIssue[]>()('query', rfmSchemeSchema),
  'rfm.migration': method<{ runId: string; migration: RfmMigration }>()('query', migrationParams),
  'rfm.downgrades': method<DowngradePage>()(
    'query',
    z.strictObject({
      runId,
      from: z.int().optional(),
      to: z.int().optional(),
      ...page,
    }),
  ),
  'rfm.exportDowngrades': method<{ rows: number }>()(
    'command',
    z.strictObject({ runId, language: z.enum(['zh-CN', 'en']), target: fileToken }),
  ),

  'customers.search': method<readonly CustomerHit[]>()(
    'query',
    z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50) }),
  ),
  'customers.detail': method<CustomerDetail>()(
    'query',
    z.strictObject({ customerId: z.int(), asOfDay: z.int() }),
  ),

  'churn.setup': method<ChurnSetup>()('query', z.strictObject({ alive: churnAliveSchema })),
  /** trains, judges, scores, and keeps model and scores in the project */
  'churn.train': method<ChurnSummary, ChurnProgress>()('job', churnParamsSchema),
  /** scores the data that are there now with the stored model; its verdict stays */
  'churn.score': method<ChurnSummary, ChurnProgress>()('job', z.strictObject({ asOfDay: z.int() })),
  /** the stored model, null before the first */
  'churn.current': method<ChurnCurrent | null>()('query', none),
  'churn.profit': method<ChurnProfit>()(
    'query',
    z.strictObject({ runId, recentOnly: z.boolean(), economics: churnEconomicsSchema }),
  ),
  'churn.page': method<ChurnRiskPage>()(
    'query',
    z.strictObject({
      runId,
      filter: churnFilterSchema,
      sort: z.enum(CHURN_SORTS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  'churn.customer': method<ChurnCustomer | null>()('query', z.strictObject({ customerId: z.int() })),
  'churn.export': method<{ rows: number }, CountProgress>()(
    'job',
    z.strictObject({
      runId,
      filter: churnFilterSchema,
      customerIds: z.array(z.int()).max(1_000_000).optional(),
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),

  /** fits, judges on a holdout, predicts; the latest few results are kept under `runId` */
  'lifetime.run': method<{ runId: string; summary: LifetimeSummary }, CountProgress>()(
    'job',
    lifetimeParamsSchema,
  ),
  /** the same customers under another horizon, discount and margin, for a slider in the hand */
  'lifetime.value': method<LifetimeValue>()(
    'query',
    z.strictObject({ runId, economics: lifetimeEconomicsSchema }),
  ),
  /** values under `economics` (absent = the run's own) */
  'lifetime.page': method<LifetimePage>()(
    'query',
    z.strictObject({
      runId,
      economics: lifetimeEconomicsSchema.optional(),
      filter: lifetimeFilterSchema,
      sort: z.enum(LIFETIME_SORTS),
      descending: z.boolean(),
      ...page,
    }),
  ),
  /** `ageDays` null = the median age of repeat customers; `horizonDays` of P(active) and expected purchases */
  'lifetime.map': method<LifetimeMap>()(
    'query',
    z.strictObject({
      runId,
      ageDays: z.int().min(0).max(36_500).nullable(),
      horizonDays: z.int().min(1).max(3_650),
    }),
  ),
  /** `runId` null = the newest run; null: the customer had not bought by the run's day, or nothing has been run yet */
  'lifetime.customer': method<LifetimeHistory | null>()(
    'query',
    z.strictObject({ runId: runId.nullable(), customerId: z.int() }),
  ),
  /** values of the RFM tiers at the run's prediction day, all history counted; under `economics` (absent = the run's own) */
  'lifetime.tiers': method<LifetimeTiers>()(
    'query',
    z.strictObject({
      runId,
      economics: lifetimeEconomicsSchema.optional(),
      scheme: z.enum(BUILT_IN_SCHEMES),
    }),
  ),
  'lifetime.export': method<{ rows: number }, CountProgress>()(
    'job',
    z.strictObject({
      runId,
      economics: lifetimeEconomicsSchema.optional(),
      filter: lifetimeFilterSchema,
      customerIds: z.array(z.int()).max(1_000_000).optional(),
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),
  /** retention and spend by cohort; `asOfDay` null = the last day with a purchase */
  'lifetime.cohorts': method<LifetimeCohorts>()(
    'query',
    z.strictObject({
      asOfDay: z.int().nullable(),
      period: z.enum(['month', 'week']),
      zeroSpend: z.enum(['count', 'leave-out']),
    }),
  ),

  /** the open project's customers as cells in a scenario, with measured rates where there are any */
  'winback.audience': method<ProjectScenario, CountProgress>()(
    'job',
    z.strictObject({ scenario: scenarioJsonSchema, isStarting: z.boolean(), filter: projectFilterSchema }),
  ),
  /** the plan over every customer beside that over the cells; a newer request supersedes an older one that still waits */
  'winback.exact': method<ExactPlan>()(
    'query',
    z.strictObject({ scenario: scenarioJsonSchema, filter: projectFilterSchema }),
  ),
  /** one line a customer of the plan, the most profitable first; `everybody` adds those left alone */
  'winback.exportPlan': method<{ rows: number; plan: ExactPlan }, CountProgress>()(
    'job',
    z.strictObject({
      scenario: scenarioJsonSchema,
      filter: projectFilterSchema,
      everybody: z.boolean(),
      language: z.enum(['zh-CN', 'en']),
      target: fileToken,
    }),
  ),
  ...customerApi,
  ...storyApi,
  ...scenarioApi,
}

/** The table's type. */
export type Api = typeof api
/** A method's name. */
export type MethodName = keyof Api
/** A method's input. */
export type Input<M extends MethodName> = Api[M] extends Method<infer I, unknown, unknown> ? I : never
/** A method's output. */
export type Output<M extends MethodName> = NonNullable<Api[M]['types']>['output']
/** What a job reports while it runs. */
export type Progress<M extends MethodName> = NonNullable<Api[M]['types']>['progress']

/** Events that the backend sends unasked. */
export interface ApiEvents {
  /** the open project or its content changed; null = none is open */
  'project.changed': ProjectSummary | null
  /** names are hidden or shown again (another window) */
  'privacy.changed': { readonly hidden: boolean }
  /** settings changed (another window) */
  'settings.changed': AppSettings
  /** something that was asked from outside the page failed: a project file that was double-clicked */
  'app.failed': AppErrorData
}
/** An event's name. */
export type EventName = keyof ApiEvents
