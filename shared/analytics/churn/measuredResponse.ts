import type { ContactLedger } from '../ledger/ledger.ts'
import type { AliveFinder } from './alive.ts'
import { featuresOf, type RowSource } from './dayRows.ts'
import { eligibleAt } from './labels.ts'
import { riskLevel, valueTier, type ValueBorders } from './levels.ts'
import { pChurnOf, type ChurnModel } from './model.ts'
import { populationOf } from '../features/extract.ts'
import { pooledResponse, type PooledResponse, type ResponseStratum } from './response.ts'
import { yearlyValue } from './yearlyValue.ts'

/** Days after a contact within which an order counts as a return. */
export const RESPONSE_DAYS = 30
/** Fewer control customers make no campaign. */
const LEAST_CONTROL = 20

/** A campaign with a control group: who was contacted and who was left alone on its first day. */
interface Campaign {
  readonly day: number
  readonly treated: Uint32Array
  readonly control: Uint32Array
}

/**
 * Incremental returns by risk level and value tier as they stood on the eve of each campaign that had a control group,
 * pooled over campaigns; null for cells without any. Campaigns whose 30 days the data do not cover are left out.
 * `borders`: value tiers of today. Cost: features and scores of the campaigns' customers.
 */
export function measuredResponse(
  source: RowSource,
  model: ChurnModel,
  levels: { readonly medium: number; readonly high: number },
  borders: ValueBorders,
  lastDay: number,
  finder: AliveFinder,
): (level: number, tier: number) => PooledResponse | null {
  const strata: ResponseStratum[][] = Array.from({ length: 9 }, () => [])
  const { contacts } = source.history
  for (const campaign of contacts === null ? [] : controlledCampaigns(contacts, lastDay)) {
    const eve = campaign.day - 1
    const everybody = eligibleAt(source.history, eve, { activeWithinDays: null, alive: source.alive })
    if (everybody.length === 0) continue
    const known = new Set(everybody)
    const population = populationOf(source.history, eve, everybody, source)
    const cells = Array.from({ length: 9 }, () => ({
      treated: 0,
      treatedReturned: 0,
      control: 0,
      controlReturned: 0,
    }))
    for (const arm of ['treated', 'control'] as const) {
      const customers = campaign[arm].filter((customer) => known.has(customer))
      const p = pChurnOf(model, featuresOf(source, eve, customers, population), source.isCancelled)
      const value = yearlyValue(source.history.purchases, customers, eve)
      customers.forEach((customer, i) => {
        const cell = cells[riskLevel(p[i]!, levels) * 3 + valueTier(value[i]!, borders)]!
        const next = finder.nextAfter(customer, campaign.day)
        const isBack = next !== null && next <= campaign.day + RESPONSE_DAYS
        cell[arm]++
        if (isBack) cell[arm === 'treated' ? 'treatedReturned' : 'controlReturned']++
      })
    }
    cells.forEach((cell, at) => strata[at]!.push(cell))
  }
  const pooled = strata.map((cell) => pooledResponse(cell))
  return (level, tier) => pooled[level * 3 + tier] ?? null
}

/** Campaigns with both arms; a customer belongs to the arm of his first row. Cost: one pass over the contacts. */
function controlledCampaigns(contacts: ContactLedger, lastDay: number): Campaign[] {
  const found = new Map<number, { day: number; treated: number[]; control: number[] }>()
  for (let customer = 0; customer < contacts.nCustomers; customer++) {
    const seen = new Set<number>()
    for (let i = contacts.offsets[customer]!; i < contacts.offsets[customer + 1]!; i++) {
      const id = contacts.campaign[i]!
      const arm = contacts.control[i]!
      if (id === 0 || arm > 1 || seen.has(id)) continue
      seen.add(id)
      const campaign = found.get(id) ?? { day: contacts.day[i]!, treated: [], control: [] }
      campaign.day = Math.min(campaign.day, contacts.day[i]!)
      campaign[arm === 1 ? 'control' : 'treated'].push(customer)
      found.set(id, campaign)
    }
  }
  return [...found.values()]
    .filter(
      ({ day, control, treated }) =>
        day + RESPONSE_DAYS <= lastDay && control.length >= LEAST_CONTROL && treated.length > 0,
    )
    .map(({ day, treated, control }) => ({
      day,
      treated: Uint32Array.from(treated),
      control: Uint32Array.from(control),
    }))
    .sort((a, b) => a.day - b.day)
}
