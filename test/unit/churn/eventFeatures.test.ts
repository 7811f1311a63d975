import { describe, expect, it } from 'vitest'
import { extractFeatures } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import { NOT_UNINSTALLED } from '../../../shared/analytics/features/history.ts'
import { signalCounts } from '../../../shared/analytics/features/signalCounts.ts'
import { uninstalledDayOf } from '../../../shared/analytics/features/uninstalled.ts'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { historyOf } from '../../support/customerHistory.ts'

const AS_OF = 200
const purchases = [0, 1, 2].map((customer) => ({ customer, day: 150, amountMinor: 1_000 }))
const contact = (customer: number, day: number, change = {}) => ({ customer, day, channel: 1, ...change })

function valuesOf(history: ReturnType<typeof historyOf>, key: string, asOfDay = AS_OF): number[] {
  const specs = featureSpecs(history)
  const { columns } = extractFeatures(history, asOfDay, Uint32Array.of(0, 1, 2), specs)
  return [...columns[specs.findIndex((spec) => spec.key === key)]!]
}

describe('a silence that begins with a contact', () => {
  const history = historyOf({
    nCustomers: 3,
    purchases,
    behaviours: [{ customer: 0, day: 160, event: 'visit' }],
    contacts: [
      contact(0, 120),
      contact(0, 140),
      contact(0, 141, { control: 1 }),
      contact(0, 155),
      contact(0, 162),
      contact(0, 180),
      contact(1, 149),
      contact(1, 158),
      contact(2, 150),
    ],
  })

  it('is counted from the first contact within a week after the last sign of life', () => {
    expect(valuesOf(history, 'silentSinceContact')).toEqual([38, 0, 50])
    expect(valuesOf(history, 'contactsAtSilence')).toEqual([3, 0, 1])
    expect(signalCounts(history, 0, AS_OF)).toMatchObject({
      silentSinceContactDays: 38,
      contactsAtSilence: 3,
    })
    expect(signalCounts(history, 1, AS_OF).silentSinceContactDays).toBeNull()
  })

  it('is none on the day of the contact itself: silence has not begun', () => {
    expect(valuesOf(history, 'silentSinceContact', 162)[0]).toBe(0)
  })
})

describe('a removed app', () => {
  const table = (texts: readonly string[]) => ({
    nCustomers: 3,
    names: ['uninstalled'],
    values: [texts],
    codes: [Int32Array.of(0, 1, -1)],
  })

  it('has a day or says nothing', () => {
    expect(uninstalledDayOf(table(['1970-07-01', 'yes']))).toEqual(
      Int32Array.of(dayFromCivil(1970, 7, 1), NOT_UNINSTALLED, NOT_UNINSTALLED),
    )
    expect(uninstalledDayOf(table(['yes', 'no']))).toBeNull()
    expect(uninstalledDayOf({ nCustomers: 1, names: [], values: [], codes: [] })).toBeNull()
  })

  it('is unknown before its day', () => {
    const history = {
      ...historyOf({ nCustomers: 3, purchases }),
      uninstalledDay: Int32Array.of(190, 201, NOT_UNINSTALLED),
    }
    expect(valuesOf(history, 'uninstalledDays')).toEqual([10, Number.NaN, Number.NaN])
    expect(signalCounts(history, 0, AS_OF).uninstalledDays).toBe(10)
    expect(signalCounts(history, 1, AS_OF).uninstalledDays).toBeNull()
  })
})
