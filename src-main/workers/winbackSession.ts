import { orderDaysOf, runLifetime } from '../../shared/analytics/lifetime/index.ts'
import { byCustomer } from '../../shared/analytics/lifetime/predict.ts'
import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import type { ContactLedger, PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import {
  audienceFromProject,
  basketQuantiles,
  candidatesOf,
  exactPlan,
  memberPlan,
  NO_RATES,
  projectRates,
  projectScenario,
  type LifetimeFacts,
  type ProjectMembers,
  type ProjectRates,
} from '../../shared/analytics/winback/index.ts'
import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { DEFAULT_LIFETIME_ECONOMICS } from '../../shared/contract/lifetime.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../shared/contract/winback.ts'
import type { ProjectFilter } from '../../shared/contract/winbackAudience.ts'
import { readInput } from '../../shared/contract/winbackRead.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'
import type { ThreadContext } from './thread.ts'
import { planList, type PlanList } from './winbackExport.ts'
import type { WinbackSource } from './winbackSource.ts'

type Context = ThreadContext<CountProgress>

interface Made {
  readonly members: ProjectMembers
  readonly rates: ProjectRates
  readonly asOfDay: number
  readonly baskets: readonly number[]
}

interface Loaded {
  readonly purchases: PurchaseLedger
  readonly contacts: ContactLedger | null
  readonly channels: readonly string[]
  readonly attributes: AttributeTable
  readonly firstDay: number
  readonly lastDay: number
}

const STEPS = 4
const KEPT_AUDIENCES = 2
const CANCEL_EVERY = 4_096

/** One state of a project for plans: its ledgers, and the latest audiences by what was asked. */
export class WinbackSession {
  readonly #source: WinbackSource
  readonly #nowMs: () => number
  readonly #made = new Map<string, Made>()
  readonly #lifetimes = new Map<string, LifetimeFacts | null>()
  #loaded: Loaded | null = null
  #keys: AnalyticsKeys | null = null

  constructor(source: WinbackSource, nowMs: () => number = () => performance.now()) {
    this.#source = source
    this.#nowMs = nowMs
  }

  audience(input: Input<'winback.audience'>, currency: string, context: Context): Output<'winback.audience'> {
    const { filter, isStarting } = input
    const { northStar, budget, ...terms } = shapeOf(input.scenario)
    // a starting scenario's budget and core customers are those of a shop of another size
    const own = isStarting
      ? {}
      : { ...(northStar !== undefined && { northStar }), ...(budget !== undefined && { budget }) }
    const given = { ...terms, ...own, currency }
    const step = (done: number): void => {
      stopIfCancelled(context)
      context.progress({ done, total: STEPS })
    }
    const made = this.#madeFor(filter, windowOf(given), channelsOf(given), step, () => context.isCancelled())
    const origin = isStarting ? 'starting-table' : 'entered'
    const { asOfDay, baskets } = made
    const answer = projectScenario(given, made.members, made.rates, { filter, asOfDay, origin, baskets })
    readInput(scenarioSchema, answer.scenario)
    step(STEPS)
    return answer
  }

  exact({ scenario, filter }: Input<'winback.exact'>, isCancelled: () => boolean): Output<'winback.exact'> {
    const start = this.#nowMs()
    const read = readInput(scenarioSchema, scenario)
    const { members } = this.#madeOf(read, filter, isCancelled)
    return { ...exactPlan(read, members, isCancelled), elapsedMs: this.#nowMs() - start }
  }

  /** The customers that a scenario made by `audience` plans for. */
  membersOf(scenario: Scenario, filter: ProjectFilter): ProjectMembers {
    return this.#madeOf(scenario, filter, () => false).members
  }

  exportPlan(
    { scenario, filter, everybody, language }: Omit<Input<'winback.exportPlan'>, 'target'>,
    currency: string,
    context: Context,
  ): { readonly list: PlanList; readonly plan: Output<'winback.exact'> } {
    const isCancelled = (): boolean => context.isCancelled()
    const read = readInput(scenarioSchema, scenario)
    const plan = this.exact({ scenario, filter }, isCancelled)
    const members = this.membersOf(read, filter)
    this.#keys ??= new AnalyticsKeys(this.#source.readCustomerKeys())
    const keys = this.#keys
    const list = planList(memberPlan(read, members, isCancelled), members, (c) => keys.at(c), {
      everybody,
      language,
      currency,
      faceValue: read.offer?.faceValue ?? 0,
    })
    return { list: { ...list, rows: counted(list.rows, list.nRows, context) }, plan }
  }

  #madeOf(scenario: Scenario, filter: ProjectFilter, isCancelled: () => boolean): Made {
    const channels = [...new Set(scenario.ladder.map(({ channel }) => channel))]
    return this.#madeFor(filter, scenario.windowDays, channels, () => undefined, isCancelled)
  }

  #madeFor(
    filter: ProjectFilter,
    windowDays: number,
    channels: readonly string[],
    step: (done: number) => void,
    isCancelled: () => boolean,
  ): Made {
    const question = JSON.stringify([filter, windowDays, channels])
    const known = this.#made.get(question)
    if (known !== undefined) return known
    step(0)
    const { purchases, contacts, channels: names, attributes, firstDay, lastDay } = this.#load()
    const asOfDay = filter.asOfDay ?? lastDay
    if (purchases.nEvents === 0) throw new AppError('no-data')
    if (asOfDay < firstDay) {
      throw new AppError('as-of-invalid', {
        asOf: isoFromDay(asOfDay),
        firstDay: isoFromDay(firstDay),
        lastDay: isoFromDay(lastDay),
      })
    }
    step(1)
    const { silentDays, valueDays } = filter
    const { cuts } = candidatesOf({ purchases, asOfDay, silentDays })
    const rates =
      contacts === null
        ? NO_RATES
        : projectRates(contacts, purchases, names, cuts, windowDays, asOfDay, isCancelled)
    step(2)
    const lifetime = this.#lifetime(purchases, asOfDay, valueDays, isCancelled)
    step(3)
    const members = audienceFromProject({
      purchases,
      attributes,
      churn: filter.asOfDay === null ? this.#source.readChurn() : null,
      lifetime,
      asOfDay,
      windowDays,
      silentDays,
      valueDays,
      channels,
      controls: rates.controls,
    })
    const made = { members, rates, asOfDay, baskets: basketQuantiles(purchases, asOfDay) }
    this.#made.set(question, made)
    for (const old of this.#made.keys()) if (this.#made.size > KEPT_AUDIENCES) this.#made.delete(old)
    return made
  }

  /** Spend and orders while alive by the lifetime engine; null where too little repeats for it. */
  #lifetime(
    purchases: PurchaseLedger,
    asOfDay: number,
    valueDays: number,
    isCancelled: () => boolean,
  ): LifetimeFacts | null {
    const question = `${asOfDay}/${valueDays}`
    const known = this.#lifetimes.get(question)
    if (known !== undefined) return known
    const check = (): void => {
      if (isCancelled()) throw new AppError('cancelled')
    }
    let facts: LifetimeFacts | null = null
    try {
      const run = runLifetime(
        orderDaysOf(purchases, 'count'),
        {
          asOfDay,
          calibrationEndDay: null,
          predictAt: 'as-of',
          unit: 'week',
          model: 'auto',
          horizonDays: valueDays,
          economics: DEFAULT_LIFETIME_ECONOMICS,
          zeroSpend: 'count',
          acquiredFromDay: null,
        },
        { check, step: check },
      )
      const { model, parameters, unitDays, groups } = run.fitted
      const ifAlive = Float64Array.from(groups.atAge, (cell) =>
        model.expectedIfAlive(
          groups.cellFrequency[cell]!,
          groups.cellDays[cell]! / unitDays,
          valueDays / unitDays,
          parameters,
        ),
      )
      facts = {
        customer: run.histories.customer,
        spendMinor: run.expectedSpendMinor,
        ordersIfAlive: byCustomer(groups, ifAlive),
        pAlive: run.pAlive,
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !thrown.code.startsWith('lifetime-')) throw thrown
    }
    this.#lifetimes.set(question, facts)
    return facts
  }

  #load(): Loaded {
    if (this.#loaded === null) {
      const purchases = this.#source.readPurchases()
      let [firstDay, lastDay] = [Infinity, -Infinity]
      for (const day of purchases.day) {
        if (day < firstDay) firstDay = day
        if (day > lastDay) lastDay = day
      }
      this.#loaded = {
        purchases,
        contacts: this.#source.readContacts(),
        channels: this.#source.readChannels(),
        attributes: this.#source.readAttributes(),
        firstDay,
        lastDay,
      }
    }
    return this.#loaded
  }
}

/** A scenario as it is written, after a check with a project's audience in the place of its own. */
function shapeOf(given: Readonly<Record<string, unknown>>): ScenarioInput {
  const audience = { fromProject: {} }
  // what the file says of groups is told by the file; rates are read against the project's cells afterwards
  readInput(scenarioSchema, { ...given, audience })
  return { ...given, audience } as ScenarioInput
}

const windowOf = ({ windowDays }: ScenarioInput): number => windowDays ?? 30
const channelsOf = ({ ladder }: ScenarioInput): string[] => [
  ...new Set(ladder.map(({ channel }) => channel ?? 'contact')),
]

function stopIfCancelled(context: Context): void {
  if (context.isCancelled()) throw new AppError('cancelled')
}

function* counted<T>(rows: Iterable<T>, total: number, context: Context): Generator<T> {
  let done = 0
  for (const row of rows) {
    if (done % CANCEL_EVERY === 0) {
      stopIfCancelled(context)
      context.progress({ done, total })
    }
    done++
    yield row
  }
  context.progress({ done, total })
}
