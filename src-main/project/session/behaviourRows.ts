import type { RowBatch } from '../../../shared/contract/batch.ts'
import { IDS_PER_IMPORT } from '../ids.ts'
import { BEHAVIOUR_SHAPE, ledgerFlags } from '../ledger/eventSet.ts'
import type { BatchHashes } from '../keys/textHashes.ts'
import type { ImportContext } from './importContext.ts'
import { checkRows, LedgerRows, ROW_FLAGS_STORED } from './ledgerRows.ts'

/** Behaviours: into their table and, as numbers, towards the ledger. */
export class BehaviourRows extends LedgerRows {
  #customers = new Uint32Array(0)
  #events = new Uint32Array(0)
  #products = new Uint32Array(0)
  #categories = new Uint32Array(0)
  #channels = new Uint32Array(0)

  constructor(context: ImportContext, isImmediate: boolean) {
    super(context, BEHAVIOUR_SHAPE, isImmediate)
  }

  write(batch: RowBatch, hashes: BatchHashes, importId: number): void {
    const { nRows, line, event, numbers } = batch
    this.#lookUp(batch, hashes)
    const times = numbers['timeSeconds'] ?? new Float64Array(nRows)
    checkRows(batch, this.#customers, [times])
    const base = importId * IDS_PER_IMPORT
    const { rows, spill } = this
    const { record } = rows
    for (let i = 0; i < nRows; i++) {
      const id = base + (line[i] ?? 0) * 4 + (event[i] ?? 0)
      const customer = this.#customers[i] ?? 0
      const time = times[i] ?? 0
      const flags = (batch.flags[i] ?? 0) & ROW_FLAGS_STORED
      const name = this.#events[i] ?? 0
      const product = this.#products[i] ?? 0
      const category = this.#categories[i] ?? 0
      const channel = this.#channels[i] ?? 0
      record.begin()
      record.nothing()
      record.integer(customer)
      record.integer(time)
      record.integer(name)
      if (product === 0) record.nothing()
      else record.integer(product)
      if (category === 0) record.nothing()
      else record.integer(category)
      if (channel === 0) record.nothing()
      else record.integer(channel)
      record.integer(flags)
      record.finish()
      rows.append(id)

      const block = spill.blockFor(customer)
      block.doubles[block.n * 2] = id
      block.doubles[block.n * 2 + 1] = time
      const at = block.n * 5
      block.words[at] = customer
      block.words[at + 1] = product
      block.words[at + 2] = category
      block.words[at + 3] = ledgerFlags(flags)
      block.words[at + 4] = name
      block.n++
    }
  }

  #lookUp(batch: RowBatch, hashes: BatchHashes): void {
    const { nRows, texts } = batch
    if (this.#customers.length < nRows) {
      this.#customers = new Uint32Array(nRows)
      this.#events = new Uint32Array(nRows)
      this.#products = new Uint32Array(nRows)
      this.#categories = new Uint32Array(nRows)
      this.#channels = new Uint32Array(nRows)
    }
    const { context } = this
    context.dictionary('customers').idsOf(texts['customer'], nRows, this.#customers, hashes.customer)
    context.dictionary('events').idsOf(texts['event'], nRows, this.#events, hashes.event)
    context.dictionary('products').idsOf(texts['product'], nRows, this.#products, hashes.product)
    context.dictionary('categories').idsOf(texts['category'], nRows, this.#categories, hashes.category)
    context.dictionary('channels').idsOf(texts['channel'], nRows, this.#channels, hashes.channel)
  }
}
