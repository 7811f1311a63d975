import { BEHAVIOUR_NAMES, type BehaviourName } from '../../contract/mapping.ts'
import { LEDGER_FLAG } from '../ledger/ledger.ts'
import { activityFeatures } from './activityFeatures.ts'
import { behaviourFeatures } from './behaviourFeatures.ts'
import { KIND_OTHER, kindsOf, N_KINDS } from './behaviourState.ts'
import { contactFeatures } from './contactFeatures.ts'
import { couponFeatures, refundFeatures } from './couponFeatures.ts'
import type { CustomerState } from './customerState.ts'
import { NOT_UNINSTALLED, spanOf, type CustomerHistory } from './history.ts'
import { orderFeatures } from './orderFeatures.ts'
import { rhythmFeatures } from './rhythmFeatures.ts'
import { RFM_SPECS } from './rfmFeatures.ts'
import { feature, type Feature, type FeatureSpec } from './spec.ts'
import { tasteFeatures } from './tasteFeatures.ts'
import { calendarFeatures, timingFeatures } from './timingFeatures.ts'
import { categoryFeatures, channelFeatures, productFeatures, quantityFeatures } from './varietyFeatures.ts'

const UNINSTALLED = feature<CustomerState>(
  'uninstalledDays',
  'app',
  'days',
  ['卸载应用至今天数', 'days since the app was removed'],
  (state) => state.uninstalledDays,
)
const UNKNOWN_MINUTE = 65_535

/**
 * The features that these data can support, in a fixed order: what no ledger or column holds is left out (no coupon in the
 * whole history: no coupon features). Cost: one look through the flags and the optional columns.
 */
export function featureSpecs(history: CustomerHistory): FeatureSpec[] {
  const specs = stateFeatures(history).map((one) => one.spec)
  return history.purchases.nEvents > 0 ? [...specs, ...RFM_SPECS] : specs
}

/** The features that are read off one customer's state: all but those that compare him with others. */
export function stateFeatures(history: CustomerHistory): Feature<CustomerState>[] {
  const { purchases, behaviours, contacts } = history
  const hasPurchases = purchases.nEvents > 0
  const features: Feature<CustomerState>[] = []
  if (hasPurchases) features.push(...purchaseFeatures(history))
  if (behaviours !== null && behaviours.nEvents > 0) {
    const present = behavioursIn(history)
    features.push(
      ...behaviourFeatures(present),
      ...activityFeatures({
        present,
        hasPurchases,
        hasProducts: behaviours.product.some((id) => id !== 0),
        hasCategories: behaviours.category.some((id) => id !== 0),
        hasMinutes: behaviours.minute.some((minute) => minute !== UNKNOWN_MINUTE),
      }),
    )
  }
  if (contacts !== null && contacts.nEvents > 0) features.push(...contactFeatures(hasPurchases))
  if (history.uninstalledDay?.some((day) => day !== NOT_UNINSTALLED) === true) features.push(UNINSTALLED)
  return features
}

function purchaseFeatures(history: CustomerHistory): Feature<CustomerState>[] {
  const { purchases, channelNames } = history
  const { minute, quantity, product, category, channel, flags } = purchases
  let seen = 0
  for (let i = 0; i < flags.length; i++) {
    if ((flags[i]! & LEDGER_FLAG.undatedRefund) === 0) seen |= flags[i]!
  }
  return [
    ...orderFeatures(),
    ...rhythmFeatures(),
    ...timingFeatures(minute?.some((one) => one !== UNKNOWN_MINUTE) === true),
    ...(isTwoYears(history) ? calendarFeatures() : []),
    ...(category?.some((id) => id !== 0) === true ? categoryFeatures() : []),
    ...(product?.some((id) => id !== 0) === true ? [...productFeatures(), ...tasteFeatures()] : []),
    ...(quantity?.some((one) => one > 0) === true ? quantityFeatures() : []),
    ...(channel?.some((id) => id !== 0) === true ? channelFeatures(channelNames.length) : []),
    ...((seen & LEDGER_FLAG.coupon) !== 0 ? couponFeatures() : []),
    ...((seen & LEDGER_FLAG.refund) !== 0 ? refundFeatures() : []),
  ]
}

/** Whether every season was seen twice, the least that tells a season from the shop's growth. */
function isTwoYears({ purchases }: CustomerHistory): boolean {
  const span = spanOf(purchases)
  return span !== null && span.lastDay - span.firstDay >= 2 * 365 - 1
}

/** Canonical behaviours of which the history holds at least one. */
export function behavioursIn({ behaviours, eventNames }: CustomerHistory): Set<BehaviourName> {
  const kinds = kindsOf(eventNames)
  const isSeen = new Uint8Array(N_KINDS)
  if (behaviours !== null)
    for (let i = 0; i < behaviours.nEvents; i++) isSeen[kinds[behaviours.event[i]!]!] = 1
  return new Set(BEHAVIOUR_NAMES.filter((_, kind) => kind !== KIND_OTHER && isSeen[kind] === 1))
}
