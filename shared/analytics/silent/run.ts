import { isoFromDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import {
  POTENTIALS,
  potentialRuleProblem,
  type SilentParams,
  type SilentPlanLine,
  type SilentSummary,
  type SilentTier,
} from '../../contract/silent.ts'
import { ENGINE_VERSIONS } from '../../contract/version.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'
import { aliveFinder, nCustomersOf, ORDERS_ONLY } from '../churn/alive.ts'
import { gapCounts, proposeHorizon } from '../churn/horizon.ts'
import { spanOf, type CustomerHistory } from '../features/history.ts'
import { monthStarts } from '../northstar/monthlyFacts.ts'
import { priceAction, ratedActions, type RatedAction } from './actions.ts'
import { cheaperHooks, type CheaperHooks } from './hooks.ts'
import { isOpen, isUnreachable, reachChannel, reachOf, type Reach } from './reach.ts'
import { contactsOfSilent, silentRecalls } from './recalls.ts'
import { pastReturns, RETURN_DAYS, type PastReturns } from './returns.ts'
import { isSilentAt, lastSeenAt, NEVER_SEEN, proposeSilence, silentMonths } from './silence.ts'
import { highValueCategories, potentialsOf, worthAt, type Worth } from './worth.ts'

/** What the engine reads. */
export interface SilentInput {
  readonly history: CustomerHistory
  readonly attributes: AttributeTable
  readonly campaignNames: readonly string[]
  readonly categoryNames: readonly string[]
}

/** A finished run: the summary, and by customer what the list shows. */
export interface SilentRun {
  readonly summary: SilentSummary
  readonly lastSeen: Int32Array
  readonly isSilent: Uint8Array
  readonly potential: Uint8Array
  readonly worth: Worth
  readonly reach: Reach
  readonly isUnreachable: Uint8Array
  readonly hooks: CheaperHooks
  /** index of the summary's actions by customer; -1 = do not disturb, or not silent */
  readonly planned: Int16Array
}

const SHOWN_MONTHS = 24

/**
 * Who is silent at a day, what they were worth before, what it would pay to do, and how those recalled fared. `check` throws to stop.
 * Fails with `no-data` without any sign of life, `as-of-invalid` before the first, `input-invalid` for a rule that cannot be met. The
 * caller fills in `elapsedMs`. Cost: about 40 searches a customer and a few passes over all ledgers.
 */
export function runSilent(input: SilentInput, params: SilentParams, check: () => void): SilentRun {
  const problem = potentialRuleProblem(params.rule)
  if (problem !== null) throw new AppError('silent-rule-invalid', { problem })
  const { history } = input
  const events = history.eventNames.filter((name) => name !== '')
  const alive = { purchases: true, events }
  const spans = [spanOf(history.purchases), spanOf(history.behaviours)].filter((span) => span !== null)
  if (spans.length === 0) throw new AppError('no-data')
  const firstDay = Math.min(...spans.map((span) => span.firstDay))
  const lastDay = Math.max(...spans.map((span) => span.lastDay))
  const asOfDay = params.asOfDay ?? lastDay
  if (asOfDay < firstDay) {
    throw new AppError('as-of-invalid', {
      asOf: isoFromDay(asOfDay),
      firstDay: isoFromDay(firstDay),
      lastDay: isoFromDay(lastDay),
    })
  }
  const knownUntil = Math.min(asOfDay, lastDay)
  const past = through(history, knownUntil)
  const finder = aliveFinder(history, alive)
  const nCustomers = nCustomersOf(history)
  const { horizonDays } = proposeHorizon(past, ORDERS_ONLY)
  check()
  const proposal = proposeSilence(gapCounts(past, alive), horizonDays)
  const silenceDays = params.silenceDays ?? proposal.days
  check()

  const lastSeen = lastSeenAt(finder, nCustomers, knownUntil)
  const isSilent = Uint8Array.from(lastSeen, (last) => Number(isSilentAt(last, knownUntil, silenceDays)))
  const high = highValueCategories(past.purchases)
  const worth = padded(worthAt(history.purchases, knownUntil, high), nCustomers)
  const { potential, ordersLimit, basketLimitMinor } = potentialsOf(
    worth,
    lastSeen,
    isSilent,
    params.rule,
    high.size > 0,
  )
  check()
  const reach = reachOf(input.attributes, nCustomers, (iso) => iso > isoFromDay(knownUntil))
  const unreachable = Uint8Array.from({ length: nCustomers }, (_, c) => Number(isUnreachable(reach, c)))
  const returns = pastReturns(history.purchases, finder, potential, knownUntil, firstDay, silenceDays)
  check()
  const isSilentOn = (c: number, day: number): boolean => {
    const last = finder.lastThrough(c, day)
    return last !== null && day - last >= silenceDays
  }
  const silentContacts =
    history.contacts === null ? null : contactsOfSilent(history.contacts, isSilentOn, knownUntil)
  const actions = ratedActions(
    silentContacts,
    history.purchases,
    potential,
    history.channelNames,
    RETURN_DAYS,
    knownUntil,
  )
  check()
  const hooks = cheaperHooks(history, isSilent, knownUntil)
  const planned = new Int16Array(nCustomers).fill(-1)
  const lists = { lastSeen, isSilent, potential, worth, reach, isUnreachable: unreachable, hooks, planned }
  const count = (of: (c: number) => boolean): number =>
    isSilent.reduce((n, silent, c) => (silent === 1 && of(c) ? n + 1 : n), 0)
  const starts = monthStarts(firstDay, knownUntil)
  const ends = [...[...starts].slice(1, -1).map((day) => day - 1), knownUntil]
  const summary: SilentSummary = {
    params,
    engineVersion: ENGINE_VERSIONS.silent,
    asOfDay,
    silenceDays,
    proposal,
    hasBehaviours: history.behaviours !== null && events.length > 0,
    seen: lastSeen.reduce((n, last) => (last === NEVER_SEEN ? n : n + 1), 0),
    silent: count(() => true),
    uninstalled: count((c) => reach.isUninstalled[c] === 1),
    unreachable: count((c) => unreachable[c] === 1),
    months: silentMonths(
      finder,
      nCustomers,
      ends.filter((day) => day - silenceDays >= firstDay).slice(-SHOWN_MONTHS),
      silenceDays,
    ),
    ordersLimit,
    basketLimitMinor,
    highCategories: [...high].map((id) => input.categoryNames[id] ?? '').filter((name) => name !== ''),
    actions: actions.map(({ channel, couponFaceMinor, unitCostMinor, source }) => ({
      channel,
      couponFaceMinor,
      unitCostMinor,
      source,
    })),
    tiers: POTENTIALS.map((_, p) => tierOf(p, lists, returns, actions, params.marginRate)),
    cheaperHooks: count((c) => hooks.product[c] !== 0),
    categoryHooks: count((c) => worth.usualCategory[c] !== 0),
    recalls: silentRecalls(
      history,
      silentContacts,
      input.campaignNames,
      { isSilentOn, lastSeenBefore: (c, day) => finder.lastThrough(c, day - 1), potential },
      knownUntil,
    ),
    elapsedMs: 0,
  }
  return { summary, ...lists }
}

type Lists = Omit<SilentRun, 'summary'>

function tierOf(
  p: number,
  lists: Lists,
  returns: PastReturns,
  actions: readonly RatedAction[],
  marginRate: number,
): SilentTier {
  const { isSilent, potential, worth, reach } = lists
  const own: number[] = []
  for (let c = 0; c < isSilent.length; c++) if (isSilent[c] === 1 && potential[c] === p) own.push(c)
  const sum = (of: (c: number) => number): number => own.reduce((total, c) => total + of(c), 0)
  const orders = sum((c) => worth.orders[c]!)
  const { organic, returnValue } = returns[p]!
  const options =
    returnValue === null
      ? []
      : actions
          .flatMap((action, at) => {
            const channel = reachChannel(action.channel)
            const option = priceAction(action, at, {
              potential: p,
              customers: sum((c) => Number(isOpen(reach, channel, c))),
              organicReturn: organic?.value ?? 0,
              returnValueMinor: returnValue.meanMinor,
              marginRate,
            })
            return option ?? []
          })
          .sort(
            (a, b) =>
              b.profitCautiousMinor / b.customers - a.profitCautiousMinor / a.customers ||
              a.costMinor - b.costMinor,
          )
  const earning = options.flatMap((option, at) =>
    option.profitCautiousMinor > 0
      ? { at, action: option.action, channel: reachChannel(actions[option.action]!.channel) }
      : [],
  )
  const given = options.map(() => 0)
  for (const c of own) {
    const found = earning.find(({ channel }) => isOpen(reach, channel, c))
    if (found === undefined) continue
    lists.planned[c] = found.action
    given[found.at] = given[found.at]! + 1
  }
  const plan = options.flatMap((option, at): SilentPlanLine[] => {
    const customers = given[at]!
    const part = customers / option.customers
    return customers === 0
      ? []
      : [
          {
            option: at,
            customers,
            costMinor: part * option.costMinor,
            profitMinor: part * option.profitMinor,
            profitLowMinor: part * option.profitLowMinor,
            profitHighMinor: part * option.profitHighMinor,
          },
        ]
  })
  return {
    potential: POTENTIALS[p]!,
    customers: own.length,
    uninstalled: sum((c) => reach.isUninstalled[c]!),
    unreachable: sum((c) => lists.isUnreachable[c]!),
    pastSpendMinor: sum((c) => worth.spendMinor[c]!),
    meanBasketMinor: orders === 0 ? null : sum((c) => worth.grossMinor[c]!) / orders,
    meanOrders: own.length === 0 ? 0 : orders / own.length,
    organic,
    returnValue,
    options,
    plan,
    leftAlone: own.length - given.reduce((n, k) => n + k, 0),
  }
}

/** The same history without what came after the day: gaps still open then are open. */
function through(history: CustomerHistory, day: number): CustomerHistory {
  const cut = <
    T extends { readonly nCustomers: number; readonly offsets: Uint32Array; readonly day: Int32Array },
  >(
    ledger: T,
  ): T => {
    const isLater = ledger.day.some((at) => at > day)
    if (!isLater) return ledger
    return { ...ledger, ...kept(ledger, day) }
  }
  return {
    ...history,
    purchases: cut(history.purchases),
    behaviours: history.behaviours === null ? null : cut(history.behaviours),
  }
}

/** Every column of a ledger without the entries after a day. */
function kept(
  ledger: { readonly nCustomers: number; readonly offsets: Uint32Array; readonly day: Int32Array },
  day: number,
): object {
  const at: number[] = []
  const offsets = new Uint32Array(ledger.nCustomers + 1)
  for (let c = 0; c < ledger.nCustomers; c++) {
    offsets[c] = at.length
    for (let i = ledger.offsets[c]!; i < ledger.offsets[c + 1]!; i++) if (ledger.day[i]! <= day) at.push(i)
  }
  offsets[ledger.nCustomers] = at.length
  const columns = Object.entries(ledger).flatMap(([name, column]: [string, unknown]) =>
    name !== 'offsets' && ArrayBuffer.isView(column)
      ? [[name, (column as Float64Array).filter((_, i) => ledger.day[i]! <= day)] as const]
      : [],
  )
  return { ...Object.fromEntries(columns), offsets, nEvents: at.length }
}

/** Worth with room for customers who never bought. */
function padded(worth: Worth, nCustomers: number): Worth {
  if (worth.orders.length >= nCustomers) return worth
  const longer = <T extends Uint32Array | Float64Array | Int32Array>(column: T): T => {
    const wide = new (column.constructor as new (n: number) => T)(nCustomers)
    wide.set(column)
    return wide
  }
  return {
    orders: longer(worth.orders),
    spendMinor: longer(worth.spendMinor),
    grossMinor: longer(worth.grossMinor),
    highCategoryMinor: longer(worth.highCategoryMinor),
    firstOrderDay: longer(worth.firstOrderDay),
    usualCategory: longer(worth.usualCategory),
  }
}
