import type { LifetimeModel } from '../../contract/lifetime.ts'
import { bgNbd, mbgNbd } from './geometricDropout.ts'
import { paretoNbd } from './paretoNbd.ts'
import type { PurchaseModel } from './purchaseModel.ts'

const MODELS: Readonly<Record<LifetimeModel, PurchaseModel>> = {
  bgnbd: bgNbd,
  mbgnbd: mbgNbd,
  paretonbd: paretoNbd,
}

/** The model of that name. */
export function modelOf(key: LifetimeModel): PurchaseModel {
  return MODELS[key]
}
