/** The seeded purchase list that import, open and RFM are measured on; the same bytes on every machine. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isoFromDay } from '../../shared/contract/calendar.ts'

/** Bench figures are invented rows: they say how fast, never what a shop looks like. */
export interface PurchaseList {
  readonly path: string
  readonly nRows: number
  readonly sizeBytes: number
}

const FIRST_DAY = 19_358 // 2023-01-01
const N_DAYS = 1_040
const CHANNELS = ['app', 'web', 'mini', 'shop']

/** xorshift32: enough for a list whose only purpose is to be read. */
function random(seed: number): () => number {
  let x = seed | 0 || 1
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) / 4_294_967_296
  }
}

/** Writes (once) `nRows` order lines of `nCustomers` customers in time order; about 62 bytes a row. */
export function purchaseList(folder: string, nRows: number, nCustomers: number): PurchaseList {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `purchases-${nRows}-${nCustomers}.csv`)
  if (existsSync(path)) return { path, nRows, sizeBytes: statSync(path).size }
  const next = random(42)
  const days = Array.from({ length: N_DAYS }, (_, i) => isoFromDay(FIRST_DAY + i))
  const fd = openSync(`${path}.part`, 'w')
  let text = 'customer_id,order_id,order_time,amount,quantity,product,channel\n'
  let order = 0
  let row = 0
  while (row < nRows) {
    const day = days[Math.floor((row / nRows) * N_DAYS)] ?? days[0]
    // squaring skews: few customers buy often, most buy rarely
    const customer = Math.floor(next() ** 2 * nCustomers)
    const second = Math.floor(next() * 86_400)
    const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':')
    order += 1
    const lines = Math.min(nRows - row, 1 + Math.floor(next() * 3))
    for (let i = 0; i < lines; i++) {
      const quantity = 1 + Math.floor(next() * 4)
      const cents = 500 + Math.floor(next() * 30_000)
      const product = String(Math.floor(next() * 20_000)).padStart(5, '0')
      text += `U${String(customer).padStart(7, '0')},${100_000_000_000 + order},${day} ${clock},${(cents / 100).toFixed(2)},${quantity},P${product},${CHANNELS[customer & 3]}\n`
      row += 1
    }
    if (text.length > 1 << 20) {
      writeSync(fd, text)
      text = ''
    }
  }
  writeSync(fd, text)
  closeSync(fd)
  renameSync(`${path}.part`, path)
  return { path, nRows, sizeBytes: statSync(path).size }
}

/** One list per wanted size, always 623,000 customers. */
export function generatedLists(folder: string, sizes: readonly number[]): PurchaseList[] {
  return sizes.map((nRows) => purchaseList(folder, nRows, 623_000))
}
