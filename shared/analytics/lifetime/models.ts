import { bgNbd, mbgNbd } from './geometricDropout.ts'
import { paretoNbd } from './paretoNbd.ts'
import type { PurchaseModel, PurchaseModelKey } from './purchaseModel.ts'

const MODELS: Readonly<Record<PurchaseModelKey, PurchaseModel>> = {
  bgnbd: bgNbd,
  mbgnbd: mbgNbd,
  paretonbd: paretoNbd,
}

/** The model of that name. */
export function modelOf(key: PurchaseModelKey): PurchaseModel {
  return MODELS[key]
}
