export const MAX_LINES = 12

/** The lines of an order that is being put together; one instance is used again and again. Amounts in fen. */
export interface Basket {
  nLines: number
  readonly product: Uint16Array
  readonly quantity: Uint8Array
  readonly amountMinor: Int32Array
  totalMinor: number
  /** tea in it: what the stock lasts for */
  hundredGrams: number
}

export function createBasket(): Basket {
  return {
    nLines: 0,
    product: new Uint16Array(MAX_LINES),
    quantity: new Uint8Array(MAX_LINES),
    amountMinor: new Int32Array(MAX_LINES),
    totalMinor: 0,
    hundredGrams: 0,
  }
}

/** The same thing twice in a basket is one line of two; the till sometimes leaves two equal lines. */
export function mergeIdenticalLines(basket: Basket, luck: number): void {
  for (let i = 1; i < basket.nLines; i++) {
    const before = basket.product.indexOf(basket.product[i]!)
    if (before >= i || luck < 0.15) continue
    basket.quantity[before]! += basket.quantity[i]!
    basket.amountMinor[before]! += basket.amountMinor[i]!
    const last = --basket.nLines
    basket.product[i] = basket.product[last]!
    basket.quantity[i] = basket.quantity[last]!
    basket.amountMinor[i] = basket.amountMinor[last]!
    i--
  }
}

/** Multiplies every line by `share`, to whole fen. */
export function priceBasket(basket: Basket, share: number): void {
  basket.totalMinor = 0
  for (let i = 0; i < basket.nLines; i++) {
    basket.amountMinor[i] = Math.round((basket.amountMinor[i]! * share) / 10) * 10
    basket.totalMinor += basket.amountMinor[i]!
  }
}

/** Takes a coupon of `faceMinor` off the lines in proportion; the lines still add up to the fen. */
export function takeOff(basket: Basket, faceMinor: number): void {
  const before = basket.totalMinor
  const face = Math.min(faceMinor, before)
  let reached = 0
  let taken = 0
  for (let i = 0; i < basket.nLines; i++) {
    reached += basket.amountMinor[i]!
    const takenNow = Math.floor((face * reached) / before)
    basket.amountMinor[i]! -= takenNow - taken
    taken = takenNow
  }
  basket.totalMinor = before - face
}
