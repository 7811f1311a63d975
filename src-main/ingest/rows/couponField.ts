import { dictionaryOf } from '../coerce/byteDictionary.ts'
import { DecimalReader } from '../coerce/decimal.ts'
import { CELL } from '../coerce/marks.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'
import type { BlockRows } from './blockRows.ts'

const NOT_USED = dictionaryOf([
  'no',
  'n',
  'false',
  'f',
  '否',
  '未使用',
  '未用',
  '没有',
  '未用券',
  '不使用',
  '无优惠',
])

/** Whether a coupon was used: an amount other than nought, or any text that does not say no. */
export class CouponField {
  readonly used: Uint8Array
  readonly #source: TextSource
  readonly #reader: DecimalReader
  readonly #scratch: Ranges

  constructor(cells: BlockCells, source: TextSource, maxRows: number, decimal: '.' | ',') {
    this.#source = source
    this.#reader = new DecimalReader(decimal)
    this.used = new Uint8Array(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'value', this.#scratch)
    const { bytes } = cells.store
    for (let r = 0; r < rows.nRows; r++) {
      const [start, end] = [starts[r]!, ends[r]!]
      const status = this.#reader.read(bytes, start, end)
      const isUsed =
        status === CELL.ok
          ? this.#reader.mantissa !== 0
          : status !== CELL.empty && NOT_USED.get(bytes, start, end) < 0
      this.used[r] = isUsed ? 1 : 0
    }
  }
}
