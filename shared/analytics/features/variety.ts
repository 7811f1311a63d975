import { entropyOf } from './calendarTable.ts'

/** Window in which an entry counts as recent. */
const RECENT_DAYS = 90

/**
 * How often one customer had which entry of a dictionary (id 0 = none is not counted). Refilled for every customer; the
 * memory is one count an entry of the dictionary.
 */
export class Variety {
  /** times that an entry was noted */
  nNoted = 0
  nDistinct = 0
  /** entries noted within 90 days, and before */
  nRecent = 0
  nBefore = 0
  /** times that an entry had been noted on an earlier day */
  nRepeats = 0
  /** the same for the last day that was opened */
  nLastDay = 0
  nLastDayNew = 0
  private readonly counts: Float64Array
  private readonly earlier: Uint8Array
  private readonly recent: Uint8Array
  private readonly dayOfEntry: Uint32Array
  private ids = new Uint32Array(64)
  private nDays = 0

  constructor(ids: Uint32Array | Uint16Array) {
    let largest = 0
    for (let i = 0; i < ids.length; i++) if (ids[i]! > largest) largest = ids[i]!
    this.counts = new Float64Array(largest + 1)
    this.earlier = new Uint8Array(largest + 1)
    this.recent = new Uint8Array(largest + 1)
    this.dayOfEntry = new Uint32Array(largest + 1)
  }

  clear(): void {
    for (let k = 0; k < this.nDistinct; k++) {
      const id = this.ids[k]!
      this.counts[id] = 0
      this.earlier[id] = this.recent[id] = 0
    }
    this.nNoted = this.nDistinct = this.nRecent = this.nBefore = this.nRepeats = 0
    this.nLastDay = this.nLastDayNew = this.nDays = 0
  }

  /** Begins a new day; an entry that was noted on an earlier one is a repeat. */
  openDay(): void {
    this.nDays++
    this.nLastDay = this.nLastDayNew = 0
  }

  note(id: number, ageDays: number): void {
    if (id === 0) return
    this.nNoted++
    this.nLastDay++
    if (this.counts[id] === 0) {
      if (this.nDistinct === this.ids.length) {
        const wider = new Uint32Array(this.nDistinct * 2)
        wider.set(this.ids)
        this.ids = wider
      }
      this.ids[this.nDistinct++] = id
      this.dayOfEntry[id] = this.nDays
      this.nLastDayNew++
    } else if (this.dayOfEntry[id]! < this.nDays) this.nRepeats++
    else this.nLastDayNew++
    this.counts[id] = this.counts[id]! + 1
    if (ageDays < RECENT_DAYS) {
      if (this.recent[id] === 0) this.nRecent++
      this.recent[id] = 1
    } else {
      if (this.earlier[id] === 0) this.nBefore++
      this.earlier[id] = 1
    }
  }

  /** Entries of the days before that were not noted within 90 days. */
  nDropped(): number {
    let n = 0
    for (let k = 0; k < this.nDistinct; k++) if (this.recent[this.ids[k]!] === 0) n++
    return n
  }

  /** Entropy in nats of what was noted; NaN without entries. */
  entropy(): number {
    if (this.nNoted === 0) return NaN
    return entropyOf(this.gathered(), this.nDistinct, this.nNoted)
  }

  /** Share of the entry that was noted most; NaN without entries. */
  mainShare(): number {
    if (this.nNoted === 0) return NaN
    const counts = this.gathered()
    let most = 0
    for (let k = 0; k < this.nDistinct; k++) if (counts[k]! > most) most = counts[k]!
    return most / this.nNoted
  }

  /** The entry that was noted most, the latest come of several; 0 without entries. */
  main(): number {
    let main = 0
    for (let k = 0; k < this.nDistinct; k++) {
      const id = this.ids[k]!
      if (main === 0 || this.counts[id]! >= this.counts[main]!) main = id
    }
    return main
  }

  private scratch = new Float64Array(64)
  private gathered(): Float64Array {
    if (this.scratch.length < this.nDistinct) this.scratch = new Float64Array(this.nDistinct * 2)
    for (let k = 0; k < this.nDistinct; k++) this.scratch[k] = this.counts[this.ids[k]!]!
    return this.scratch
  }
}
