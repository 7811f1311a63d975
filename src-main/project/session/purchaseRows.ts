import type { RowBatch } from '../../../shared/contract/batch.ts'
import { IDS_PER_IMPORT } from '../ids.ts'
import { ledgerFlags, LINE_LOW, PURCHASE_SHAPE } from '../ledger/eventSet.ts'
import { hashTexts, type BatchHashes } from '../keys/textHashes.ts'
import type { ImportContext } from './importContext.ts'
import { checkRows, LedgerRows, ROW_FLAGS_STORED } from './ledgerRows.ts'

const NO_BYTES = new Uint8Array(0)

/** Purchases: into their table and, as numbers, towards the ledger. */
export class PurchaseRows extends LedgerRows {
  readonly #hasLineIds: boolean
  #customers = new Uint32Array(0)
  #products = new Uint32Array(0)
  #categories = new Uint32Array(0)
  #channels = new Uint32Array(0)

  constructor(context: ImportContext, isImmediate: boolean, hasLineIds: boolean) {
    super(context, PURCHASE_SHAPE, isImmediate, hasLineIds ? undefined : LINE_LOW)
    this.#hasLineIds = hasLineIds
  }

  write(batch: RowBatch, hashes: BatchHashes, importId: number): void {
    const { nRows, line, event, numbers, texts } = batch
    this.#lookUp(batch, hashes)
    const customers = this.#customers
    const products = this.#products
    const categories = this.#categories
    const channels = this.#channels
    const times = numbers['timeSeconds'] ?? new Float64Array(nRows)
    const amounts = numbers['amountMinor'] ?? new Float64Array(nRows)
    const quantities = numbers['quantity']
    checkRows(batch, customers, [times, amounts])
    const orders = texts['order']
    const orderBytes = orders?.bytes ?? NO_BYTES
    const lines = this.#hasLineIds ? texts['lineId'] : undefined
    const lineBytes = lines?.bytes ?? NO_BYTES
    const base = importId * IDS_PER_IMPORT
    const orderHashes = hashes.order
    const lineHashes = lines === undefined ? undefined : (hashes.lineId ?? hashTexts(lines, nRows))
    const { rows, spill } = this
    const { record } = rows
    let orderStart = 0
    let lineStart = 0
    for (let i = 0; i < nRows; i++) {
      const id = base + (line[i] ?? 0) * 4 + (event[i] ?? 0)
      const customer = customers[i] ?? 0
      const time = times[i] ?? 0
      // + 0 turns a negative zero into zero: both are stored as one
      const amount = (amounts[i] ?? 0) + 0
      const quantity = quantities === undefined ? Number.NaN : (quantities[i] ?? 0) + 0
      const product = products[i] ?? 0
      const category = categories[i] ?? 0
      const channel = channels[i] ?? 0
      const flags = (batch.flags[i] ?? 0) & ROW_FLAGS_STORED
      const orderEnd = orders === undefined ? orderStart : (orders.ends[i] ?? orderStart)
      const lineEnd = lines === undefined ? lineStart : (lines.ends[i] ?? lineStart)

      record.begin()
      record.nothing()
      record.integer(customer)
      record.integer(time)
      record.integer(amount)
      if (quantity === quantity) record.real(quantity)
      else record.nothing()
      if (product === 0) record.nothing()
      else record.integer(product)
      if (category === 0) record.nothing()
      else record.integer(category)
      if (channel === 0) record.nothing()
      else record.integer(channel)
      record.integer(flags)
      if (orderEnd === orderStart) record.nothing()
      else record.text(orderBytes, orderStart, orderEnd)
      if (lineEnd === lineStart) record.nothing()
      else record.text(lineBytes, lineStart, lineEnd)
      record.finish()
      rows.append(id)

      const block = spill.blockFor(customer)
      let at = block.n * 4
      block.doubles[at] = id
      block.doubles[at + 1] = time
      block.doubles[at + 2] = amount
      block.doubles[at + 3] = quantity
      at = block.n * spill.nWords
      const words = block.words
      words[at] = customer
      words[at + 1] = product
      words[at + 2] = category
      words[at + 3] = ledgerFlags(flags)
      words[at + 4] = channel
      words[at + 5] = orderHashes?.low[i] ?? 0
      words[at + 6] = orderHashes?.high[i] ?? 0
      if (lineHashes !== undefined) {
        words[at + 7] = lineHashes.low[i] ?? 0
        words[at + 8] = lineHashes.high[i] ?? 0
      }
      block.n++
      orderStart = orderEnd
      lineStart = lineEnd
    }
  }

  #lookUp(batch: RowBatch, hashes: BatchHashes): void {
    const { nRows, texts } = batch
    if (this.#customers.length < nRows) {
      this.#customers = new Uint32Array(nRows)
      this.#products = new Uint32Array(nRows)
      this.#categories = new Uint32Array(nRows)
      this.#channels = new Uint32Array(nRows)
    }
    const { context } = this
    context.dictionary('customers').idsOf(texts['customer'], nRows, this.#customers, hashes.customer)
    context.dictionary('products').idsOf(texts['product'], nRows, this.#products, hashes.product)
    context.dictionary('categories').idsOf(texts['category'], nRows, this.#categories, hashes.category)
    context.dictionary('channels').idsOf(texts['channel'], nRows, this.#channels, hashes.channel)
  }
}
