import { AppError } from '../../contract/errors.ts'
import type { FeatureSpec } from '../features/spec.ts'
import type { PurchaseLedger } from '../ledger/ledger.ts'
import { pActiveColumn } from '../lifetime/pActiveColumn.ts'
import type { ExtraFeatures } from './dayRows.ts'

const P_ACTIVE: FeatureSpec = {
  key: 'pActive',
  group: 'lifetime',
  nameZh: '期限内再次购买的概率（寿命模型）',
  nameEn: 'chance to buy within the horizon (lifetime model)',
  unit: 'share',
  isSkewed: false,
  nCategories: 0,
}

/**
 * P(active in the horizon) of a lifetime model fitted to everybody's purchases up to each as-of day, as one more feature
 * and as a baseline; missing where the model cannot be fitted. A day is fitted once. Cost: see `pActiveColumn`.
 */
export function lifetimeFeatures(
  ledger: PurchaseLedger,
  horizonDays: number,
  isCancelled?: () => boolean,
): ExtraFeatures {
  const byDay = new Map<number, Float64Array>()
  const at = (asOfDay: number): Float64Array => {
    const known =
      byDay.get(asOfDay) ??
      pActiveColumn(ledger, null, asOfDay, horizonDays, () => {
        if (isCancelled?.() === true) throw new AppError('cancelled')
      }).pActive
    byDay.set(asOfDay, known)
    return known
  }
  return {
    specs: [P_ACTIVE],
    columnsAt: (asOfDay, customers) => {
      const all = at(asOfDay)
      return [Float32Array.from(customers, (customer) => all[customer] ?? Number.NaN)]
    },
  }
}
